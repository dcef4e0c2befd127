import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { badVersionName } from './bad-version-name.ts';
import type { BaseWorkspace } from './base-workspace.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkKept } from './check-kept.ts';
import { checkNew } from './check-new.ts';
import { versionsOf } from './family-versions.ts';
import { familyOf } from './family-documents.ts';
import { familyIds } from './list-families.ts';
import { PairCache } from './pair-cache.ts';
import type { Workspace } from '../workspace.ts';

export interface Retention {
  readonly diagnostics: readonly Diagnostic[];
  readonly families: number;
  /** Versions that are on the base. */
  readonly kept: number;
  /** Versions that are not there yet. */
  readonly added: number;
}

/**
 * Whether the schema versions that are on the base are still what they were, and the new ones what their families promise.
 *
 * @param today `2026-05-13`, UTC: approvals end
 */
export async function checkRetention(now: Workspace, base: BaseWorkspace, today: string): Promise<Retention> {
  await now.prepareFindings();
  await base.workspace.prepareFindings();
  const pairs = new PairCache(now, today);
  const families = familyIds(now, base.workspace);
  const diagnostics = [...badNames(now), ...checkKept(now, base, families)];
  const counts = { kept: 0, added: 0 };
  for (const family of families) {
    const { value, diagnostics: found } = familyOf(now, family);
    const before = new Set(versionsOf(base.workspace, family));
    const added = versionsOf(now, family).filter((version) => !before.has(version));
    diagnostics.push(...found, ...checkNew(pairs, family, value, added), ...checkApprovals(pairs, family));
    counts.kept += before.size;
    counts.added += added.length;
  }
  return { diagnostics: [...new Set(diagnostics)], families: families.length, ...counts };
}

function badNames(workspace: Workspace): Diagnostic[] {
  const schemas = [...workspace.index.files.keys()].filter((id: DocumentId) => kindOf(id) === 'schema');
  return schemas.flatMap((id) => badVersionName(workspace, id));
}
