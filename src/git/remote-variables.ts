import type { Remote, RemoteScheme } from './remote-url.ts';
import { streamGit } from './run-git.ts';

/** Name of the remote in the configuration that git is given. Nobody has one of that name. */
export const remoteName = 'confman-target';

/** The caller's, and not the repository's: how to reach and to trust a host. */
const callers = /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_[A-Z_]+|PROXY_SSL_[A-Z_]+|HTTP_[A-Z_]+)$/;

/** The caller's own settings may lead from one network protocol to another (`url.<base>.insteadOf`), none to a program. */
const protocols: Readonly<Record<RemoteScheme, string>> = {
  https: 'https:ssh',
  http: 'http:https:ssh',
  ssh: 'ssh:https',
  file: 'file',
};

/** What git is told beside the address. A host that falls silent is given up; nothing is done on the side. */
const fixed: readonly (readonly [key: string, value: string])[] = [
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '120'],
  ['push.gpgSign', 'false'],
  ['push.pushOption', ''],
  ['push.followTags', 'false'],
  ['submodule.recurse', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'no'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/**
 * The environment in which git speaks with a remote. The address and what proves who we are stand in it and not on a command
 * line, which every user of the machine can read, nor in a file. Of the configuration of the repository the headers for its hosts
 * are taken, which is how CI hands over a token; they run nothing.
 *
 * @param repository whose remote it is
 */
export async function remoteVariables(repository: string, { url, scheme }: Remote): Promise<Readonly<Record<string, string>>> {
  const kept = Object.entries(process.env).filter(([name]) => callers.test(name)) as [string, string][];
  const settings = [
    ...(scheme === 'file' ? [] : await hostHeaders(repository)),
    [`remote.${remoteName}.url`, url] as const,
    ...fixed,
  ];
  const before = Number(process.env['GIT_CONFIG_COUNT'] ?? '0') || 0;
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: protocols[scheme],
    GIT_CONFIG_COUNT: String(before + settings.length),
    ...Object.fromEntries(settings.map(([key], i) => [`GIT_CONFIG_KEY_${before + i}`, key])),
    ...Object.fromEntries(settings.map(([, value], i) => [`GIT_CONFIG_VALUE_${before + i}`, value])),
  };
}

async function hostHeaders(repository: string): Promise<(readonly [key: string, value: string])[]> {
  const args = ['config', '--local', '--includes', '-z', '--get-regexp', String.raw`^http\.(.+\.)?extraheader$`];
  const { stdout } = await streamGit(repository, args, { limit: 1024 * 1024 });
  const rows = stdout?.toString('utf8').split('\0') ?? [];
  return rows.flatMap((row) => {
    const end = row.indexOf('\n');
    return end < 0 ? [] : [[row.slice(0, end), row.slice(end + 1)] as const];
  });
}
