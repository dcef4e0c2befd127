import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { schemaVersionOf } from '../../model/schema-version.ts';
import type { Approval, VersionPair } from '../../schema-diff/approvals/approval.ts';
import { expiredApproval, misnamedApproval, unusedApproval } from '../../schema-diff/approvals/approval-findings.ts';
import { applyApprovals } from '../../schema-diff/approvals/apply-approvals.ts';
import type { Change } from '../../schema-diff/change.ts';
import { compareSchemas } from '../../schema-diff/compare-schemas.ts';
import type { Comparison, CompareMode, Verdict } from '../../schema-diff/comparison.ts';
import { passes } from '../../schema-diff/passes.ts';
import { effectIn } from '../../schema-diff/report/diff-view.ts';
import { compareVersions } from '../../workspace/document-index.ts';
import type { Workspace } from '../workspace.ts';
import { approvalsOf } from './family-documents.ts';
import { versionBefore, versionsOf } from './family-versions.ts';
import type { SchemaSide } from './schema-side.ts';

export interface CompareOptions {
  readonly mode: CompareMode;
  readonly allowUnknown: boolean;
  /** `2026-05-13`, UTC: approvals end. */
  readonly today: string;
}

/** Two schemas compared, and what was accepted of it. */
export interface ComparedPair {
  readonly old: SchemaSide;
  readonly new: SchemaSide;
  readonly comparison: Comparison;
  readonly accepted: ReadonlyMap<Change, Approval>;
  /** What is left of the verdict beside what was accepted. */
  readonly verdict: Verdict;
  readonly ok: boolean;
}

/** The findings are about approvals of this pair. */
export function comparePair(old: SchemaSide, now: SchemaSide, options: CompareOptions): Outcome<ComparedPair> {
  const { mode, allowUnknown, today } = options;
  const comparison = compareSchemas(old.world, now.world, { mode });
  const about = versionPair(old, now);
  const read = about === undefined ? nothing : approvalsOf(about.workspace, about.family);
  const pair = about?.pair ?? { from: '', to: '', isNext: false };
  const { accepted, unused, expired } = applyApprovals(comparison.changes, read.value, pair, today);
  const verdict = accepted.size === 0 ? comparison.verdict : verdictBeside(accepted, comparison);
  const diagnostics = [
    ...read.diagnostics,
    ...unused.flatMap((each) => [
      ...(about === undefined ? [] : misnamed(each, about)),
      ...(about !== undefined && misnamed(each, about).length === 0 ? [unusedApproval(each, pair)] : []),
    ]),
    ...expired.map(expiredApproval),
  ];
  return { value: { old, new: now, comparison, accepted, verdict, ok: passes(verdict, { allowUnknown }) }, diagnostics };
}

/** Whatever a proof refuted stands among the changes, so that they say what is left. */
function verdictBeside(accepted: ReadonlyMap<Change, Approval>, { mode, verdict, changes }: Comparison): Verdict {
  if (verdict === 'compatible') return verdict;
  const left = new Set(changes.filter((change) => !accepted.has(change)).map((change) => effectIn(mode, change)));
  if (left.has('breaks')) return 'breaking';
  return left.has('unknown') ? 'unknown' : 'compatible';
}

const nothing: Outcome<readonly Approval[]> = { value: [], diagnostics: [] };

interface About {
  readonly pair: VersionPair;
  readonly family: DocumentId;
  /** That of the newer version: whoever brings a change has it accepted. */
  readonly workspace: Workspace;
}

function misnamed(approval: Approval, { workspace, family }: About): Diagnostic[] {
  return misnamedApproval(approval, versionsOf(workspace, family));
}

/** Approvals are about two versions of one family. */
function versionPair(old: SchemaSide, now: SchemaSide): About | undefined {
  const [from, to] = [old.home?.version, now.home?.version];
  if (now.home === undefined || from === undefined || to === undefined || from.family !== to.family) return undefined;
  const { workspace } = now.home;
  const isNext = versionBefore(workspace, to) === from.version;
  return { pair: { from: from.version, to: to.version, isNext }, family: to.family, workspace };
}

/** The versions of the family that `--transitive` adds to the pair that was asked for, as ids. */
export function transitiveIds(old: SchemaSide, now: SchemaSide): DocumentId[] {
  const version = now.home?.version ?? old.home?.version;
  const workspace = now.home?.workspace ?? old.home?.workspace;
  if (version === undefined || workspace === undefined) return [];
  const number = now.home?.version?.version.slice(1);
  return versionsOf(workspace, version.family)
    .filter((each) => number === undefined || compareVersions(each.slice(1), number) < 0)
    .map((each) => `${version.family}/${each}` as DocumentId)
    .filter((id) => schemaVersionOf(id) !== undefined && old.name !== id && now.name !== id);
}
