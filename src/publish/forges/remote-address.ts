import { forgeFailure, type ForgeFailure } from './forge-failure.ts';

/** What the address of a remote says. */
export interface RemoteAddress {
  /** In lower case, without its port. */
  readonly host: string;
  /** Of an https remote, where it is not the usual one. */
  readonly port: string;
  readonly secure: boolean;
  /** Segments of the path, the last one without `.git`. */
  readonly path: readonly string[];
}

const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const segmentName = /^[A-Za-z0-9_.~-]{1,255}$/;
const short = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?(?<host>[A-Za-z0-9.-]+):(?<path>[^:]+)$/;
const hint = 'Give the remote an https or ssh address: git remote set-url origin https://HOST/OWNER/NAME';

/**
 * Reads the address of a remote as `https://`, `ssh://` or `git@host:path`. Everything else git would take is refused: other
 * transports may run programs, and folders have no forge. User names and passwords in it are left out.
 */
export function remoteAddress(remote: string): RemoteAddress | ForgeFailure {
  if (remote.length > 2000 || /[^\x21-\x7e]/.test(remote)) return unsafe('it holds characters that no address has');
  if (/^[A-Za-z0-9+.-]+::/.test(remote)) return unsafe('it would run a program');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote) ? parseUrl(remote) : undefined;
  if (url === undefined) {
    const found = short.exec(remote)?.groups;
    return found === undefined
      ? unsafe('it is no address of a forge')
      : checked(found['host'] ?? '', '', true, found['path'] ?? '');
  }
  if (url.search !== '' || url.hash !== '') return unsafe('it has more than a path');
  if (url.protocol === 'ssh:') return checked(url.hostname, '', true, url.pathname);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return unsafe('it is neither https nor ssh');
  return checked(url.hostname, url.port, url.protocol === 'https:', url.pathname);
}

function parseUrl(remote: string): URL {
  return new URL(URL.canParse(remote) ? remote : 'invalid:');
}

function checked(host: string, port: string, secure: boolean, path: string): RemoteAddress | ForgeFailure {
  const name = host.toLowerCase();
  if (!hostName.test(name)) return unsafe('its host is no name that a host can have');
  const segments = path
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '')
    .split('/');
  if (!segments.every((segment) => segmentName.test(segment) && !/^\.\.?$/.test(segment) && !segment.startsWith('-')))
    return unsafe('its path is no owner and name');
  return { host: name, port, secure, path: segments };
}

function unsafe(reason: string): ForgeFailure {
  return forgeFailure('unsafe-remote', reason, hint);
}
