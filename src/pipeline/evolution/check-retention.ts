import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { childId, kindOf, type DocumentId } from '../../model/document-id.ts';
import { badVersionName } from './bad-version-name.ts';
import type { LeftLine } from './base-workspace.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkKept } from './check-kept.ts';
import { checkTaken } from './check-taken.ts';
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
export async function checkRetention(now: Workspace, base: LeftLine, today: string): Promise<Retention> {
  const bases = [base, ...base.also];
  for (const each of [now, ...bases.map(({ workspace }) => workspace)]) await each.prepareFindings();
  const pairs = new PairCache(now, today);
  const families = familyIds(now, ...bases.map(({ workspace }) => workspace));
  const diagnostics = [...badNames(now), ...bases.flatMap((each) => checkKept(now, each, families))];
  const fresh: DocumentId[] = [];
  let kept = 0;
  for (const family of families) {
    const { value, diagnostics: found } = familyOf(now, family);
    const before = new Set(bases.flatMap(({ workspace }) => versionsOf(workspace, family)));
    const added = versionsOf(now, family).filter((version) => !before.has(version));
    diagnostics.push(...found, ...checkNew(pairs, family, value, added), ...checkApprovals(pairs, family));
    fresh.push(...added.map((version) => childId(family, version)));
    kept += before.size;
  }
  diagnostics.push(...(await checkTaken(now, base, fresh)));
  return { diagnostics: distinct(diagnostics), families: families.length, kept, added: fresh.length };
}

/** What two bases say alike is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const { code, args, site } = each;
    const key = JSON.stringify([code, args, site?.source.path, site?.pointer]);
    if (!told.has(key)) told.set(key, each);
  }
  return [...told.values()];
}

function badNames(workspace: Workspace): Diagnostic[] {
  const schemas = [...workspace.index.files.keys()].filter((id: DocumentId) => kindOf(id) === 'schema');
  return schemas.flatMap((id) => badVersionName(workspace, id));
}
