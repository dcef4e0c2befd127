import { diagnostic, messageOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { openAccess } from '../../pipeline/access/access.ts';
import { gitProblem } from '../../pipeline/git-problem.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import { openBase, unusable, type ReachPlace } from './open-reach.ts';

/** So far back a state is looked for that can be used: each is opened whole, for every push that is judged. */
const farthest = 20;

/** What git could not give says nothing of what stands there: an older state would then judge in the place of a sound one. */
const unread: ReadonlySet<string> = new Set(['workspace/commit-unreadable', 'git/unknown-revision']);

/**
 * The state of the protected branch that says who may do what: its tip. Where somebody broke that past confman, so that it cannot be
 * opened, or nobody can be sure who has which role, it is the last commit of its line before that; a request can then do nothing but
 * mend it.
 * @param tip full name
 * @returns full name of the commit, or what is wrong where there is none
 */
export async function usableBase(place: ReachPlace, tip: string): Promise<string | readonly Diagnostic[]> {
  const wrong = await problemsOf(place, tip);
  if (wrong === undefined) return tip;
  if (wrong.some(({ code }) => unread.has(code))) return wrong;
  const line = await place.reader.firstParents(tip, { limit: farthest });
  if (isGitFailure(line)) return [gitProblem(line, tip)];
  for (const commit of line) {
    const problems = commit === tip ? wrong : await problemsOf(place, commit);
    if (problems === undefined) return commit;
    if (problems.some(({ code }) => unread.has(code))) return problems;
  }
  return [brokenBranch(tip, wrong), ...wrong];
}

/** @param wrong what it is broken by */
export function brokenBranch(tip: string, [first]: readonly Diagnostic[]): Diagnostic {
  const reason = first === undefined ? 'nobody could change afterwards who may do what' : messageOf(first);
  const hint = 'Ask for a commit that mends it; it takes the approval of an admin of the root';
  return diagnostic('publish/broken-branch', { commit: tip, reason }, { hint });
}

/** Many requests are held against one base. */
const known = new WeakMap<Workspace, { readonly problems: readonly Diagnostic[] | undefined }>();

async function problemsOf(place: ReachPlace, commit: string): Promise<readonly Diagnostic[] | undefined> {
  const { value, diagnostics } = await openBase(place, commit);
  if (value === undefined) return diagnostics;
  const { workspace } = value;
  const found = known.get(workspace) ?? { problems: await problemsIn(workspace) };
  known.set(workspace, found);
  return found.problems;
}

/** Where names clash no change can be told. */
async function problemsIn(workspace: Workspace): Promise<readonly Diagnostic[] | undefined> {
  const errors = workspace.structure.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : unusable(await openAccess(workspace));
}
