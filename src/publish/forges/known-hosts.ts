import { forges, type Forge } from '../../namespaces/principal.ts';

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Says which host is whose own, for every host that is not known to everybody: `https://git.example.com`. */
export const forgeUrlVariable = 'CONFMAN_FORGE_URL';

/** Says what kind of forge a host is that not everybody knows. */
export const forgeKindVariable = 'CONFMAN_FORGE';

const hosts: ReadonlyMap<string, Forge> = new Map([
  ['github.com', 'github'],
  ['gitlab.com', 'gitlab'],
  ['gitea.com', 'gitea'],
  ['codeberg.org', 'gitea'],
]);

/** The forge of a host that everybody knows. GitHub's cloud for enterprises gives each a name below its own. */
export function forgeOfHost(host: string): Forge | undefined {
  return hosts.get(host) ?? (/^[a-z0-9-]+\.ghe\.com$/.test(host) ? 'github' : undefined);
}

/** What the user says that it is. */
export function namedForge(env: Env): Forge | undefined {
  return forges.find((forge) => forge === env[forgeKindVariable]);
}

/** Some forges take ssh at a host of its own, also where a firewall lets only https through. */
export function webHost(host: string): string {
  if (host === 'ssh.github.com') return 'github.com';
  return host === 'altssh.gitlab.com' ? 'gitlab.com' : host;
}

/**
 * The forge of a host that the environment vouches for: the job of a CI names its own server, and whoever sets it names theirs. What
 * a repository says vouches for nothing.
 */
export function vouchedForge(host: string, env: Env): Forge | undefined {
  if (isHostOf(env['CI_SERVER_URL'], host) && env['GITLAB_CI'] === 'true') return 'gitlab';
  if (!isHostOf(env['GITHUB_SERVER_URL'], host)) return undefined;
  if (env['GITEA_ACTIONS'] === 'true' || env['FORGEJO_ACTIONS'] === 'true') return 'gitea';
  return env['GITHUB_ACTIONS'] === 'true' ? 'github' : undefined;
}

/** @param host with its port, where it is not the usual one */
export function isVouched(host: string, env: Env): boolean {
  return vouchedForge(host, env) !== undefined || isHostOf(env[forgeUrlVariable], host);
}

function isHostOf(url: string | undefined, host: string): boolean {
  return url !== undefined && URL.canParse(url) && new URL(url).host === host;
}
