import { resolve as resolvePath } from 'node:path';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { streamGit } from './run-git.ts';

export type RemoteScheme = 'https' | 'http' | 'ssh' | 'file';

/** Another repository. `url` may hold a password, and is shown nowhere. */
export interface Remote {
  readonly url: string;
  readonly scheme: RemoteScheme;
  /** For people. */
  readonly shown: string;
}

export const noSuchRemote = 'there is no such remote';

/**
 * What somebody names as the other repository: a remote of this one, an address, or a folder. Of a remote, the address that it is
 * pushed to counts.
 *
 * A folder that only the configuration of the repository names is refused: git runs the hooks of a folder that it pushes to, and
 * the two may come from the same hand.
 *
 * @param cwd what a folder is relative to
 * @param option by which a folder is named
 */
export async function findRemote(
  repository: string,
  named: string,
  cwd: string,
  option = '--push',
): Promise<Remote | GitFailure> {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,100}$/.test(named)) return readAddress(named, withoutPassword(named), cwd);
  const { stdout, reason } = await streamGit(repository, ['remote', 'get-url', '--push', named], { limit: 65536 });
  if (stdout === undefined) {
    const hint = 'Name a remote of this repository (git remote), an address, or a folder such as ./releases.git';
    return failed(/no such remote/i.test(reason) ? noSuchRemote : reason, hint);
  }
  const found = readAddress(stdout.toString('utf8').replace(/\n$/, ''), named, repository);
  if (isGitFailure(found) || found.scheme !== 'file') return found;
  const hint = `Name the folder itself: ${option} ${withoutPassword(found.url)}`;
  return failed('it is a folder of this machine, and git runs the hooks of a folder that it pushes to', hint);
}

function readAddress(text: string, shown: string, cwd: string): Remote | GitFailure {
  const scheme = schemeOf(text);
  if (scheme === undefined)
    return failed('this is no address that confman takes', 'Name a remote, an https or ssh address, or a folder');
  const url = scheme === 'file' && !text.startsWith('file://') ? resolvePath(cwd, text) : text;
  return { url, scheme, shown };
}

/** No `ext::` and other programs that an address can name, no option in the place of a host, nothing that ends a line. */
function schemeOf(text: string): RemoteScheme | undefined {
  // eslint-disable-next-line no-control-regex
  if (text.length > 4096 || /[\u0000-\u0020\u007f]/.test(text) || /^[A-Za-z0-9+.-]*::/.test(text)) return undefined;
  const [, scheme, host = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^/@]*@)?([^/]*)/.exec(text) ?? [];
  if (scheme !== undefined) return /^(?:https?|ssh)$/.test(scheme) ? hosted(scheme as RemoteScheme, host) : fileScheme(scheme);
  if (/^\.{0,2}\//.test(text)) return 'file';
  return /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9_][A-Za-z0-9._-]*:[^:]/.test(text) ? 'ssh' : undefined;
}

function hosted(scheme: RemoteScheme, host: string): RemoteScheme | undefined {
  return /^[A-Za-z0-9_[]/.test(host) ? scheme : undefined;
}

function fileScheme(scheme: string): RemoteScheme | undefined {
  return scheme === 'file' ? 'file' : undefined;
}

/** A text with addresses as they may be shown. What stands before the last `@` may be a password with any sign in it. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\w:\/\/)\S*@/g, '$1');
}

function failed(reason: string, hint: string): GitFailure {
  return gitFailure('remote-failed', reason, hint);
}
