import { runGit } from '../../git/run-git.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';

/** Who acts, and by which name their commits are signed. */
export interface Actor {
  /** Principal: an address or an account. */
  readonly principal: string;
  readonly name: string;
  /** Path of the key that their events are signed with; undefined where they are not. */
  readonly signingKey?: string | undefined;
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
  const name = configured(repository, 'user.name') ?? principal.text;
  return { principal: principal.text, name, signingKey: signingKeyOf(repository, env) };
}

/** By the caller's own configuration alone: a repository that one has cloned has no say in what one's keys sign. */
function signingKeyOf(repository: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const own = (key: string): string | undefined => configured(repository, key, ['--global']);
  const named = env['CONFMAN_SIGNING_KEY'] || (own('confman.sign') === 'true' ? own('user.signingKey') : undefined);
  return named?.replace(/^~(?=\/)/, env['HOME'] ?? '~');
}

function configured(repository: string, key: string, scope: readonly string[] = []): string | undefined {
  const { stdout } = runGit(repository, ['config', ...scope, '--get', key], { limit: 4096 });
  const value = stdout?.toString('utf8').trim();
  return value === '' ? undefined : value;
}
