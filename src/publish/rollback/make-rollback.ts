import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { commitBytes } from '../../git/commit-bytes.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { writeCommit } from '../../git/write-commit.ts';
import type { Actor } from '../embedded/actor.ts';
import type { RequestStore } from '../embedded/request-store.ts';
import { wordLimits } from '../model/read-event.ts';
import { findRestorePoint, type RestoreWish } from './find-restore-point.ts';
import { planRollback } from './plan-rollback.ts';

export interface MadeRollback {
  /** Full name of the commit that asks for it, on top of `tip`; in the store's workbench. */
  readonly head: string;
  readonly tip: string;
  /** Full name of the commit whose state comes back. */
  readonly restores: string;
  readonly title: string;
}

export interface RollbackRequest {
  readonly apps: readonly string[];
  readonly to: RestoreWish;
  readonly title: string | undefined;
}

/** Makes the commit of a rollback on the protected branch as it is; nothing is asked for yet, and no working tree or index is touched. */
export async function makeRollback(
  store: RequestStore,
  actor: Actor,
  { apps, to, title: wanted }: RollbackRequest,
  now: () => number,
): Promise<MadeRollback | GitFailure | Diagnostic | readonly Diagnostic[]> {
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return state;
  const { tip } = state;
  const restores = await findRestorePoint(store, tip, to);
  if (typeof restores !== 'string') return restores;
  const plan = await planRollback(store, { apps, commit: restores, tip });
  if (!('tree' in plan)) return plan;
  if (plan.apps.length === 0)
    return diagnostic(
      'publish/nothing',
      { branch: store.branch },
      { hint: 'Name another time: these apps are what they were then' },
    );
  const title = wanted ?? titleOf(plan.apps, restores);
  if (title.trim() === '' || title.length > wordLimits.title || /\p{C}/u.test(title))
    return diagnostic('publish/bad-title', { title }, { hint: 'Give it one line of at most 256 characters with --title' });
  const person = { name: actor.name, email: actor.principal, at: Math.floor(now() / 1000) };
  const message = `${title}\n\nConfman-Restores: ${restores}\n`;
  const bytes = commitBytes({ tree: plan.tree, parents: [tip], author: person, committer: person, message });
  const head = await writeCommit(store.bench.path, bytes, tip);
  return isGitFailure(head) ? head : { head, tip, restores, title };
}

function titleOf(apps: readonly string[], commit: string): string {
  const [first = ''] = apps;
  const names = apps.length === 1 ? first : `${apps.length} apps`;
  const title = `Roll back ${names} to ${commit.slice(0, 12)}`;
  return title.length <= wordLimits.title ? title : `Roll back an app to ${commit.slice(0, 12)}`;
}
