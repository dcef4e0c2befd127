import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { commitBytes } from '../../git/commit-bytes.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { writeBenchObject } from '../../git/write-bench-object.ts';
import { wordLimits } from '../model/read-event.ts';
import type { ProviderFailure, RequestProvider } from '../provider.ts';
import { findRestorePoint, type RestoreWish } from './find-restore-point.ts';
import { planRollback } from './plan-rollback.ts';
import { rollbackName } from './rollback-name.ts';

export interface MadeRollback {
  /** What it is called on a forge. */
  readonly name: string;
  /** Full name of the commit that asks for it, on top of `tip`, in the provider's workbench; undefined: there is nothing to roll back. */
  readonly head: string | undefined;
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

/** What it takes of a provider: where it judges, and who is at work. */
type RollbackPlace = Pick<RequestProvider, 'store' | 'tip' | 'whoAmI'>;

/** Makes the commit of a rollback on the protected branch as it is; nothing is asked for yet, and no working tree or index is touched. */
export async function makeRollback(
  provider: RollbackPlace,
  { apps, to, title: wanted }: RollbackRequest,
  now: () => number,
): Promise<MadeRollback | ProviderFailure | Diagnostic> {
  const { store } = provider;
  const tip = await provider.tip();
  if (typeof tip !== 'string') return tip;
  const actor = await provider.whoAmI();
  if (!('principal' in actor)) return actor;
  const restores = await findRestorePoint(store, tip, to);
  if (typeof restores !== 'string') return restores;
  const plan = await planRollback(store, { apps, commit: restores, tip });
  if (!('tree' in plan)) return plan;
  const title = wanted ?? titleOf(plan.apps, restores);
  if (title.trim() === '' || title.length > wordLimits.title || /\p{C}/u.test(title))
    return diagnostic('publish/bad-title', { title }, { hint: 'Give it one line of at most 256 characters with --title' });
  const made = { name: rollbackName(apps, restores), tip, restores, title };
  if (plan.apps.length === 0) return { ...made, head: undefined };
  const person = { name: actor.name, email: actor.email ?? actor.principal, at: Math.floor(now() / 1000) };
  const message = `${title}\n\nConfman-Restores: ${restores}\n`;
  const bytes = commitBytes({ tree: plan.tree, parents: [tip], author: person, committer: person, message });
  const head = writeBenchObject(store.bench, 'commit', bytes, tip);
  return isGitFailure(head) ? head : { ...made, head };
}

function titleOf(apps: readonly string[], commit: string): string {
  const [first = ''] = apps;
  const names = apps.length === 1 ? first : `${apps.length} apps`;
  const title = `Roll back ${names} to ${commit.slice(0, 12)}`;
  return title.length <= wordLimits.title ? title : `Roll back an app to ${commit.slice(0, 12)}`;
}
