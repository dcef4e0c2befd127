import type { Forge } from '../../namespaces/principal.ts';
import type { ForgeAddress } from './forge-connection.ts';
import { forgeFailure, type ForgeFailure } from './forge-failure.ts';
import { forgeOfHost, forgeUrlVariable, isVouched, type Env } from './known-hosts.ts';
import { tokenCommands, type TokenCommand } from './token-command.ts';

/** Variables in the order in which they are looked at, and the hosts that their tokens are made for, where everybody knows that. */
const variables: Readonly<Record<Forge, readonly (readonly [name: string, knownHosts: (host: string) => boolean])[]>> = {
  github: [
    ['CONFMAN_TOKEN', isKnown],
    ['GH_TOKEN', isGithub],
    ['GITHUB_TOKEN', isGithub],
    ['GH_ENTERPRISE_TOKEN', isNone],
    ['GITHUB_ENTERPRISE_TOKEN', isNone],
  ],
  gitlab: [
    ['CONFMAN_TOKEN', isKnown],
    ['GITLAB_TOKEN', (host) => host === 'gitlab.com'],
  ],
  gitea: [
    ['CONFMAN_TOKEN', isKnown],
    ['GITEA_TOKEN', (host) => host === 'gitea.com'],
    ['FORGEJO_TOKEN', (host) => host === 'codeberg.org'],
    ['GITHUB_TOKEN', isNone],
  ],
};

const usable = /^[\x21-\x7e]{8,4096}$/;

export interface TokenOptions {
  readonly env: Env;
  /** Asks a forge's own command line tool; undefined where it has no token or is not there. */
  readonly ask: (command: TokenCommand) => Promise<string | undefined>;
}

/**
 * The token for a forge: from the environment, else from the forge's own command line tool. One from the environment goes only to
 * the hosts that it is made for, and to those that the environment vouches for: a repository that names a strange host gets none.
 */
export async function forgeToken(address: ForgeAddress, { env, ask }: TokenOptions): Promise<string | ForgeFailure> {
  const { forge, host } = address;
  const withheld: string[] = [];
  for (const [name, isMadeFor] of variables[forge]) {
    const token = env[name]?.trim() ?? '';
    if (token === '') continue;
    if (!isMadeFor(host) && !isVouched(host, env)) withheld.push(name);
    else
      return usable.test(token)
        ? token
        : noToken(`${name} is too short for a token, or holds characters that none has`, `Set ${name} to the token alone`);
  }
  const asked = (await ask(tokenCommands[forge](host)))?.trim() ?? '';
  if (usable.test(asked)) return asked;
  return missing(address, env, withheld);
}

function missing({ forge, host, api }: ForgeAddress, env: Env, withheld: readonly string[]): ForgeFailure {
  const name = variables[forge][1]?.[0] ?? 'CONFMAN_TOKEN';
  if (withheld.length > 0) {
    const site = new URL(api).origin;
    return noToken(
      `${withheld.join(', ')} is not sent to a host that nobody vouches for`,
      `Set ${forgeUrlVariable}=${site} if it is yours`,
    );
  }
  if (forge === 'gitlab' && (env['CI_JOB_TOKEN'] ?? '') !== '')
    return noToken(
      'the token of a CI job cannot open, approve or merge merge requests',
      'Set GITLAB_TOKEN to a project access token with the scope api, as a masked variable',
    );
  const { program, login } = tokenCommands[forge](host);
  return noToken('there is none in the environment', `Set ${name}, or log in with ${[program, ...login].join(' ')}`);
}

function noToken(reason: string, hint: string): ForgeFailure {
  return forgeFailure('no-token', reason, hint);
}

function isKnown(host: string): boolean {
  return forgeOfHost(host) !== undefined;
}

function isGithub(host: string): boolean {
  return forgeOfHost(host) === 'github';
}

function isNone(): boolean {
  return false;
}
