import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitFolders } from './find-git-folder.ts';

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A branch name as git's own rules allow it (git-check-ref-format), and stricter: nothing that an option, a revision
 * expression or a path outside of the refs could be made of.
 */
export function isBranchName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}$/.test(name) && !/\.\.|\/\/|\/\.|\/-|\.$|\/$|\.lock(?:\/|$)|@\{/.test(name);
}

/** The commit of a branch, else of its copy of `origin`, read from the files of the repository without running git. */
export function branchTip(
  git: GitFolders,
  branch: string,
  places: readonly string[] = ['refs/heads/', 'refs/remotes/origin/'],
): { readonly ref: string; readonly oid: string } | undefined {
  if (!isBranchName(branch)) return undefined;
  for (const ref of places.map((place) => place + branch)) {
    const oid = looseRef(git, ref) ?? packedRef(git, ref);
    if (oid !== undefined) return { ref, oid };
  }
  return undefined;
}

function looseRef(git: GitFolders, ref: string): string | undefined {
  const oid = readText(join(git.common, ref))?.trim();
  return oid !== undefined && OID.test(oid) ? oid : undefined;
}

function packedRef(git: GitFolders, ref: string): string | undefined {
  const packed = readText(join(git.common, 'packed-refs'));
  const at = packed?.indexOf(` ${ref}\n`) ?? -1;
  if (packed === undefined || at < 0) return undefined;
  const oid = packed.slice(packed.lastIndexOf('\n', at) + 1, at);
  return OID.test(oid) ? oid : undefined;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
