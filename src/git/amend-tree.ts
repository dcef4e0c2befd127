import { isGitFailure, type GitFailure } from './git-failure.ts';
import { objectName } from './object-name.ts';
import { isObjectName } from './parse-commit.ts';
import { streamGit } from './run-git.ts';
import type { Workbench } from './workbench.ts';
import { writeBenchObject } from './write-bench-object.ts';
import { writeFailed } from './write-failed.ts';

/** What becomes of a file: a new text, the content of this object name, or nothing any more. */
export type FileContent = { readonly text: string } | { readonly oid: string } | 'removed';

/**
 * The tree of a commit with some files otherwise, made in the index of a workbench: everything else stays as it is, also what
 * is no plain file. No working tree is looked at, and no index of anybody's.
 *
 * @param commit full object name
 * @param files by path from the root of the repository
 * @returns object name of the tree
 */
export async function amendTree(
  bench: Workbench,
  commit: string,
  files: ReadonlyMap<string, FileContent>,
): Promise<string | GitFailure> {
  for (const file of files.values()) {
    const written = typeof file === 'object' && 'text' in file && writeBenchObject(bench, 'blob', Buffer.from(file.text), commit);
    if (isGitFailure(written)) return written;
  }
  const index = `${bench.path}/.git/confman-index`;
  const run = async (args: readonly string[], input = ''): Promise<string | GitFailure> => {
    const { stdout, reason } = await streamGit(bench.path, args, { input, limit: 1 << 20, index });
    return stdout === undefined ? writeFailed(reason) : stdout.toString('latin1').trim();
  };
  const read = await run(['read-tree', '--reset', commit]);
  if (isGitFailure(read)) return read;
  const updated = await run(['update-index', '-z', '--index-info'], rowsOf(files, commit));
  if (isGitFailure(updated)) return updated;
  const tree = await run(['write-tree']);
  return isGitFailure(tree) || isObjectName(tree) ? tree : writeFailed('git names no tree');
}

/** What goes comes first: a folder may come where a file was. */
function rowsOf(files: ReadonlyMap<string, FileContent>, like: string): string {
  const gone = [...files].flatMap(([path, file]) => (file === 'removed' ? [`0 ${'0'.repeat(like.length)}\t${path}\0`] : []));
  const rows = [...files].flatMap(([path, file]) => {
    if (file === 'removed') return [];
    const oid = 'text' in file ? objectName(Buffer.from(file.text), like) : file.oid;
    return [`100644 ${oid}\t${path}\0`];
  });
  return [...gone, ...rows].join('');
}
