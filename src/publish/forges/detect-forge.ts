import type { Forge } from '../../namespaces/principal.ts';
import type { ForgeAddress } from './forge-connection.ts';
import { forgeFailure, isForgeFailure, type ForgeFailure } from './forge-failure.ts';
import { forgeKindVariable, forgeOfHost, forgeUrlVariable, namedForge, vouchedForge, webHost, type Env } from './known-hosts.ts';
import { remoteAddress, type RemoteAddress } from './remote-address.ts';

export interface ForgeChoice {
  /** What kind of forge it is, by settings of the repository: for hosts of which nobody else knows it. */
  readonly forge?: Forge | undefined;
  /** Of it `CONFMAN_FORGE_URL` says where a forge is, and `CONFMAN_FORGE` what it is. */
  readonly env: Env;
}

/**
 * The forge behind a remote, and the project on it. A repository can say what kind of forge it is, and not where: the host is the
 * remote's, or one that the user names.
 *
 * @param remote its address, as git has it
 */
export function detectForge(remote: string, { forge, env }: ForgeChoice): ForgeAddress | ForgeFailure {
  const address = remoteAddress(remote);
  if (isForgeFailure(address)) return address;
  const site = siteOf(address, env);
  if (isForgeFailure(site)) return site;
  const kind = forgeOfHost(site.hostname) ?? namedForge(env) ?? vouchedForge(site.host, env) ?? forge;
  if (kind === undefined)
    return forgeFailure(
      'unknown-forge',
      'nothing says whether it is GitHub, GitLab, Gitea or Forgejo',
      `Set ${forgeKindVariable} to github, gitlab or gitea (Forgejo too)`,
    );
  const project = projectIn(address.path, site, kind);
  if (isForgeFailure(project)) return project;
  return { forge: kind, host: site.host, api: apiOf(kind, site), project };
}

/** Where the pages of the forge are. */
function siteOf(address: RemoteAddress, env: Env): URL | ForgeFailure {
  const { host, port, secure } = address;
  const named = env[forgeUrlVariable] ?? '';
  // Set for good, the variable leaves projects on hosts that everybody knows where they are.
  if (named !== '' && forgeOfHost(webHost(host)) === undefined) return namedSite(named);
  if (!secure && !isLocal(host)) return insecure("its remote's address is http");
  return new URL(`${secure ? 'https' : 'http'}://${webHost(host)}${port === '' ? '' : `:${port}`}`);
}

function namedSite(named: string): URL | ForgeFailure {
  const url = URL.canParse(named) ? new URL(named) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username + url.password !== ''
  )
    return forgeFailure('unsafe-remote', `${forgeUrlVariable} is no address`, `Set ${forgeUrlVariable} to https://HOST`);
  // Whoever sets the variable decides about their own token; http there is meant.
  return url;
}

function insecure(reason: string): ForgeFailure {
  const hint = `Take https; or set ${forgeUrlVariable} to the http address, where the network between is your own`;
  return forgeFailure('unsafe-remote', `${reason}, and a token would be readable on the way`, hint);
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1';
}

/** A forge may live below a path of its host, which is no part of the project then. */
function projectIn(path: readonly string[], site: URL, forge: Forge): string | ForgeFailure {
  const below = site.pathname.split('/').filter((segment) => segment !== '');
  const project = below.length > 0 && below.every((segment, at) => path[at] === segment) ? path.slice(below.length) : path;
  if (project.length === 2 || (forge === 'gitlab' && project.length > 2)) return project.join('/');
  return forgeFailure(
    'unsafe-remote',
    'its path is no owner and name',
    'Give the remote the address of the project: git remote set-url origin https://HOST/OWNER/NAME',
  );
}

function apiOf(forge: Forge, site: URL): string {
  const base = site.href.replace(/\/+$/, '');
  if (forge === 'gitlab') return `${base}/api/v4`;
  if (forge === 'gitea') return `${base}/api/v1`;
  return forgeOfHost(site.hostname) === 'github' ? `https://api.${site.hostname}` : `${base}/api/v3`;
}
