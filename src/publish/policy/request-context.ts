import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readCommitsBetween } from '../../git/commit-chains.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { mergeCommits, type Merged } from '../../git/merge-commits.ts';
import type { Commit, ObjectReader } from '../../git/object-reader.ts';
import type { Workbench } from '../../git/workbench.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { EventContext, Restoration } from '../model/judge-event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { conflictedTree } from './conflicted-tree.ts';
import { contributorsOf } from './contributors.ts';
import { isRestored, judgeRestoration } from './judge-restoration.ts';
import { openReach, type Reach } from './open-reach.ts';
import { personOf } from './person-of.ts';
import { publishPolicies } from './publish-policies.ts';
import { brokenBranch, usableBase } from './usable-base.ts';

/** Where requests are judged: a repository that borrows the objects of the one in question, and writes nothing into it. */
export interface JudgePlace {
  readonly location: WorkspaceLocation;
  readonly bench: Workbench;
  /** Of the workbench. */
  readonly reader: ObjectReader;
}

/** Everything that the protected branch says about a request. */
export interface RequestContext extends EventContext {
  readonly reach: Reach;
  /** Tree that publishing would bring; undefined where the two do not go together, and `conflicts` says why. */
  readonly tree: string | undefined;
  readonly conflicts: readonly string[];
}

/**
 * @param tip full name of the protected branch's tip
 * @param now milliseconds since 1970
 */
export async function requestContext(
  place: JudgePlace,
  request: RequestRecord,
  tip: string,
  now: number,
): Promise<RequestContext | GitFailure | readonly Diagnostic[]> {
  const change = await changeOf(place, tip, headOf(request).commit);
  if (!('reach' in change)) return change;
  const { reach, merged, commits } = change;
  const { groups, groupsBroken } = reach.access;
  const sameAs = personOf(groups.people);
  // Who is who is not known then, and nobody can be said to have had no part.
  const isContributor = groupsBroken ? () => true : contributorsOf(request, commits.values(), sameAs);
  // What a rollback says of the branch cannot be checked then.
  if (reach.mends === true && request.restores !== undefined) return [brokenBranch(tip, [])];
  const restoration = request.restores === undefined ? undefined : await judgeRestoration(place, reach, request.restores, tip);
  if (isGitFailure(restoration)) return restoration;
  return {
    reach,
    tree: 'tree' in merged ? merged.tree : undefined,
    conflicts: 'conflicts' in merged ? merged.conflicts : [],
    policies: publishPolicies({ request, reach, isContributor, restoration, now }),
    restoration,
    isContributor,
    personOf: sameAs,
    brokenGroups: reach.brokenGroups,
    breaksRoot: reach.unusable !== undefined,
    now: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    invalidApps: invalidWhere(reach, restoration, ['on-publish', 'always']),
    invalidDrafts: invalidWhere(reach, restoration, ['always']),
  };
}

/** What a head would do to a tip: the two settle it. */
interface Change {
  readonly merged: Merged;
  readonly reach: Reach;
  /** That the head has and the tip has not. */
  readonly commits: ReadonlyMap<string, Commit>;
}

type FoundChange = Change | GitFailure | readonly Diagnostic[];

/** An audit asks for the same change at every event of a request: the last one is kept for as long as objects are read in one place. */
const last = new WeakMap<ObjectReader, { readonly tip: string; readonly head: string; readonly change: FoundChange }>();

async function changeOf(place: JudgePlace, tip: string, head: string): Promise<FoundChange> {
  const known = last.get(place.reader);
  if (known?.tip === tip && known.head === head) return known.change;
  const change = await findChange(place, tip, head);
  if ('reach' in change) last.set(place.reader, { tip, head, change });
  return change;
}

async function findChange(place: JudgePlace, tip: string, head: string): Promise<FoundChange> {
  const asked = [mergeCommits(place.bench, tip, head), readCommitsBetween(place.bench.path, tip, head)] as const;
  const [merged, commits] = await Promise.all(asked);
  if (isGitFailure(merged)) return merged;
  if (isGitFailure(commits)) return commits;
  // What does not go together cannot be published; what it reaches is told all the same.
  const target = 'tree' in merged ? merged.tree : ((await conflictedTree(place, merged.marked, head, merged.conflicts)) ?? head);
  const base = await usableBase(place, tip);
  if (typeof base !== 'string') return base;
  const { value: reach, diagnostics } = await openReach(place, base, target, head, base !== tip);
  if (reach === undefined) return base === tip ? diagnostics : [brokenBranch(tip, diagnostics), ...diagnostics];
  // Nothing else is published meanwhile.
  if (base !== tip && reach.unusable !== undefined) return [brokenBranch(tip, reach.unusable), ...reach.unusable];
  return { merged, reach, commits };
}

function invalidWhere(
  { invalid, immutable = [], access }: Reach,
  restoration: Restoration | undefined,
  enforced: readonly string[],
): readonly DocumentId[] {
  const broken = immutable.filter((app) => !invalid.includes(app) && !isRestored(app, restoration));
  return [...invalid, ...broken].filter((app) =>
    enforced.includes(access.governing(app).namespace?.settings.schemaEnforcement.value ?? 'on-publish'),
  );
}
