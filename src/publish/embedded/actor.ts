import { runGit } from '../../git/run-git.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';

/** Who acts, and by which name their commits are signed. */
export interface Actor {
  /** Principal: an address or an account. */
  readonly principal: string;
  readonly name: string;
  /** By which commits are theirs, where that is not the principal: a forge links addresses to accounts. */
  readonly email?: string | undefined;
  /** Path of the key that their events are signed with; empty where it is not known, undefined where they are not signed. */
  readonly signingKey?: string | undefined;
}

/**
 * Who is at work, as they say themselves: `CONFMAN_ACTOR`, else the setting `confman.actor` of git, else git's `user.email`. A
 * server knows better and compares; without one nobody checks.
 * @param sign whether to sign; undefined: as their own configuration says
 * @returns undefined where nothing names a person
 */
export function actorOf(
  repository: string,
  env: Readonly<Record<string, string | undefined>>,
  sign?: boolean,
): Actor | undefined {
  const settings = personSettings(repository);
  const stated = statedActor(repository, env, settings);
  const principal = stated === undefined ? undefined : parsePrincipal(stated.text);
  if (principal === undefined || principal.kind === 'group') return undefined;
  const name = settings.get('user.name') || principal.text;
  return {
    principal: principal.text,
    name,
    signingKey: sign === false ? undefined : signingKeyOf(repository, env, sign === true),
  };
}

/** What somebody says of themselves, and where. */
export function statedActor(
  repository: string,
  env: Readonly<Record<string, string | undefined>>,
  settings = personSettings(repository),
): { readonly text: string; readonly by: string } | undefined {
  const ways = [
    ['CONFMAN_ACTOR', env['CONFMAN_ACTOR']],
    ['confman.actor', settings.get('confman.actor')],
    ['user.email', settings.get('user.email')],
  ] as const;
  for (const [by, text] of ways) if (text !== undefined && text !== '') return { text, by };
  return undefined;
}

/** What git's configuration says of a person, by lower-case key; of a key that stands there more than once, the last counts. */
function personSettings(repository: string): ReadonlyMap<string, string> {
  const args = ['config', '-z', '--get-regexp', String.raw`^(confman\.actor|user\.(email|name))$`];
  const { stdout } = runGit(repository, args, { limit: 65_536 });
  const rows = stdout?.toString('utf8').split('\0').slice(0, -1) ?? [];
  const pairs = rows.map((row) => {
    const [key = '', ...value] = row.split('\n');
    return [key, value.join('\n').trim()] as const;
  });
  return new Map(pairs);
}

/** By the caller's own configuration alone: a repository that one has cloned has no say in what one's keys sign. */
function signingKeyOf(
  repository: string,
  env: Readonly<Record<string, string | undefined>>,
  isAsked: boolean,
): string | undefined {
  const own = (key: string, ...as: string[]): string | undefined => configured(repository, key, ['--global', ...as]);
  const signs = (): boolean => isAsked || own('confman.sign', '--type=bool') === 'true';
  const named = env['CONFMAN_SIGNING_KEY'] || (signs() ? (own('user.signingKey') ?? '') : undefined);
  return named?.replace(/^~(?=\/)/, env['HOME'] ?? '~');
}

function configured(repository: string, key: string, scope: readonly string[] = []): string | undefined {
  const { stdout } = runGit(repository, ['config', ...scope, '--get', key], { limit: 4096 });
  const value = stdout?.toString('utf8').trim();
  return value === '' ? undefined : value;
}
