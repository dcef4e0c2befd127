import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isBranchName } from '../../git/branch-tip.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { listRefs } from '../../git/list-refs.ts';
import { findRemote } from '../../git/remote-url.ts';
import { runGit } from '../../git/run-git.ts';
import type { OpenedWorkspace } from '../../pipeline/open-workspace.ts';
import { actorOf, type Actor } from './actor.ts';
import { RequestStore } from './request-store.ts';

export interface StoreChoice {
  /** Name of a remote, an address or a folder; `none`: this repository itself. Undefined: `origin` where there is one. */
  readonly remote: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute: what a folder is relative to. */
  readonly cwd: string;
}

export interface OpenedStore {
  readonly store: RequestStore;
  readonly actor: Actor;
}

/** The requests of a workspace. The store has to be closed. */
export async function openStore(
  { workspace, memory }: OpenedWorkspace,
  { remote: asked, env, cwd }: StoreChoice,
): Promise<OpenedStore | Diagnostic | GitFailure> {
  const { location, settings } = workspace;
  const { repository } = location;
  const branch = settings.protectedBranch;
  if (!location.git) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
  if (!isBranchName(branch))
    return diagnostic('publish/no-branch', { branch }, { hint: 'Correct protectedBranch in confman.json5' });
  const actor = actorOf(repository, env);
  if (actor === undefined)
    return diagnostic('publish/nobody', {}, { hint: 'Set git config confman.actor ada@example.com, or CONFMAN_ACTOR' });
  const refs = await listRefs(repository, 'refs');
  if (isGitFailure(refs)) return refs;
  const like = [...refs.values()][0];
  if (like === undefined) return gitFailure('no-commit', 'there is no commit yet', 'Commit something first');
  const name = asked ?? (hasOrigin(repository) ? 'origin' : 'none');
  const found = name === 'none' ? undefined : await findRemote(repository, name, cwd, '--remote');
  if (isGitFailure(found)) return found;
  const remote = found && { ...found, name: /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name) ? name : 'confman' };
  const store = await RequestStore.open({ location, branch, remote, memory }, like);
  return isGitFailure(store) ? store : { store, actor };
}

function hasOrigin(repository: string): boolean {
  return runGit(repository, ['remote', 'get-url', 'origin'], { limit: 65_536 }).reason === undefined;
}
