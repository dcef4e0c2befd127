import { runGit } from '../../git/run-git.ts';
import type { Actor } from '../embedded/actor.ts';

/** By which name and address git would make somebody's commits here: the forge links those to their account. */
export function gitIdentity(repository: string, principal: string): Pick<Actor, 'name' | 'email'> {
  const configured = (key: string): string | undefined => {
    const { stdout } = runGit(repository, ['config', '--get', key], { limit: 4096 });
    return stdout?.toString('utf8').trim() || undefined;
  };
  return { name: configured('user.name') ?? principal, email: configured('user.email') };
}
