import type { FromSchema } from 'json-schema-to-ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import { readApprovals, type Approval } from '../../schema-diff/approvals/approval.ts';
import type { approvalsSchema } from '../../schema-diff/approvals/approvals-schema.ts';
import { readFamily, undeclaredFamily, type Family } from '../../schema-diff/retention/family.ts';
import type { familySchema } from '../../schema-diff/retention/family-schema.ts';
import type { RunDocument } from '../run.ts';
import type { Workspace } from '../workspace.ts';

type Shape = 'family' | 'approvals';

/** What `schemas/<family>/family.json5` says. Takes `prepareFindings`. */
export function familyOf(workspace: Workspace, family: DocumentId): Outcome<Family> {
  const { document, diagnostics } = shaped(workspace, childId(family, 'family'), 'family');
  const written = document?.value as FromSchema<typeof familySchema> | undefined;
  return { value: written === undefined ? undeclaredFamily : readFamily(written), diagnostics };
}

/** What `schemas/<family>/approvals.json5` accepts. Takes `prepareFindings`. */
export function approvalsOf(workspace: Workspace, family: DocumentId): Outcome<readonly Approval[]> {
  const { document, diagnostics } = shaped(workspace, childId(family, 'approvals'), 'approvals');
  const written = document?.value as FromSchema<typeof approvalsSchema> | undefined;
  return { value: document === undefined || written === undefined ? [] : readApprovals(written, document.source), diagnostics };
}

/** What is wrong with such a document itself. */
export function checkShape(workspace: Workspace, id: DocumentId, shape: Shape): readonly Diagnostic[] {
  return shaped(workspace, id, shape).diagnostics;
}

/** A document is given only where nothing is wrong with it. */
function shaped(
  workspace: Workspace,
  id: DocumentId,
  shape: Shape,
): { readonly document: RunDocument | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const document = workspace.run.document(id);
  if (document?.value === undefined) return { document: undefined, diagnostics: document?.diagnostics ?? [] };
  const wrong = workspace.run.shape(shape, document, true);
  return { document: wrong.length === 0 ? document : undefined, diagnostics: [...document.diagnostics, ...wrong] };
}
