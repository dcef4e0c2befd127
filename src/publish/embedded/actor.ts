import { runGit } from '../../git/run-git.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';

/** Who acts, and by which name their commits are signed. */
export interface Actor {
  /** Principal: an address or an account. */
  readonly principal: string;
  readonly name: string;
}

/**
 * Who is at work, as they say themselves: `CONFMAN_ACTOR`, else the setting `confman.actor` of git, else git's `user.email`. A
 * server knows better and compares; without one nobody checks.
 * @returns undefined where nothing names a person
 */
export function actorOf(repository: string, env: Readonly<Record<string, string | undefined>>): Actor | undefined {
  const stated = env['CONFMAN_ACTOR'] || configured(repository, 'confman.actor') || configured(repository, 'user.email');
  const principal = stated === undefined ? undefined : parsePrincipal(stated);
  if (principal === undefined || principal.kind === 'group') return undefined;
  return { principal: principal.text, name: configured(repository, 'user.name') ?? principal.text };
}

function configured(repository: string, key: string): string | undefined {
  const { stdout } = runGit(repository, ['config', '--get', key], { limit: 4096 });
  const value = stdout?.toString('utf8').trim();
  return value === '' ? undefined : value;
}
