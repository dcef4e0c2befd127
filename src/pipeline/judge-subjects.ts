import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { noVariables } from '../model/variables.ts';
import { groupsId } from '../namespaces/groups.ts';
import { checkGroups, checkNamespace } from './access/check-access.ts';
import type { AppCompiler } from './app-compiler.ts';
import type { CompiledApp } from './compiled-app.ts';
import { buildApps, Compilers } from './build-apps.ts';
import { appsKey } from './changed-ids.ts';
import type { FindingCollector } from './collect-findings.ts';
import { badVersionName } from './evolution/bad-version-name.ts';
import { checkShape } from './evolution/family-documents.ts';
import { readMigrationDocument } from './evolution/family-migrations.ts';
import { idleCascade } from './idle-cascade.ts';
import type { RunDocument } from './run.ts';
import { documentSubject, type VerdictMemory } from './verdict-memory.ts';
import type { Workspace } from './workspace.ts';

/** Apps, and documents that are judged by themselves. */
export interface Subjects {
  readonly apps: readonly DocumentId[];
  readonly documents: readonly DocumentId[];
}

/**
 * @param each is given every app
 * @returns how many apps are invalid
 */
export async function judgeSubjects(
  workspace: Workspace,
  { apps, documents }: Subjects,
  findings: FindingCollector,
  memory: VerdictMemory | undefined,
  each?: (app: CompiledApp) => void,
): Promise<number> {
  await memory?.fetch();
  const compilers = new Compilers(workspace);
  let invalid = 0;
  await buildApps(workspace, compilers, apps, (app) => {
    findings.addAll(app.diagnostics, app.id);
    each?.(app);
    if (app.status === 'Invalid') invalid++;
    memory?.note(app.id, app.status !== 'Invalid' && app.diagnostics.length === 0, app.dependencies);
  });
  if (documents.length > 0) await workspace.prepareFindings();
  for (const id of documents) {
    const { diagnostics, dependencies } = checkDocument(workspace, compilers.recording, id);
    findings.addAll(diagnostics);
    memory?.note(documentSubject(id), diagnostics.length === 0, dependencies);
  }
  return invalid;
}

/** With what the verdict hangs on, in the terms of `ChangedIds`. */
interface CheckedDocument {
  readonly diagnostics: readonly Diagnostic[];
  readonly dependencies: readonly string[];
}

function checkDocument(workspace: Workspace, compiler: AppCompiler, id: DocumentId): CheckedDocument {
  const kind = kindOf(id);
  const checked = (diagnostics: readonly Diagnostic[], ...others: readonly string[]): CheckedDocument => ({
    diagnostics,
    dependencies: [id, ...others],
  });
  if (kind === 'schema') return checked([...badVersionName(workspace, id), ...workspace.schemas.check(id)], 'schemas/**');
  if (kind === 'family' || kind === 'approvals') return checked(checkShape(workspace, id, kind), 'schemas/**');
  if (id === groupsId) return checkGroups(workspace);
  const document = workspace.run.document(id);
  if (document?.value === undefined) return checked(document?.diagnostics ?? []);
  if (kind === 'migration') return checked(readMigrationDocument(workspace, id).diagnostics, 'schemas/**');
  if (kind === 'cascade')
    return checked([...compiler.governance.cascade(id).diagnostics, ...idleCascade(workspace, compiler, id)], appsKey);
  if (kind === 'namespace') return checkNamespace(workspace, compiler.governance, id);
  return checkFragment(compiler, document);
}

/** Placeholders have values only in an app; what hangs on them is judged there. */
function checkFragment(compiler: AppCompiler, document: RunDocument): CheckedDocument {
  const inlined = compiler.resolver.layer(document, noVariables, false);
  const found = inlined.diagnostics.filter((each) => each.code !== 'cascade/unknown-placeholder');
  const verdict = compiler.fragments.verdict(document.id);
  return {
    diagnostics: [...found, ...(verdict?.diagnostics ?? [])],
    dependencies: [document.id, ...inlined.dependencies, ...(verdict?.dependencies ?? [])],
  };
}
