import type { RefMove } from './remote-refs.ts';
import { streamGit } from './run-git.ts';
import { writeFailed } from './write-failed.ts';
import type { GitFailure } from './git-failure.ts';

/** Moves refs of a repository of this machine: all of them, or none where one is not at `before` any more. */
export async function moveRefs(
  repository: string,
  moves: readonly RefMove[],
  reason: string,
): Promise<'done' | 'moved' | GitFailure> {
  if (moves.length === 0) return 'done';
  const rows = moves.map(({ ref, before, after }) => `update ${ref}\0${after}\0${before ?? '0'.repeat(after.length)}\0`);
  const input = `start\0${rows.join('')}prepare\0commit\0`;
  const moved = await streamGit(repository, ['update-ref', '--no-deref', '-m', reason, '--stdin', '-z'], {
    input,
    limit: 1 << 20,
  });
  if (moved.reason === undefined) return 'done';
  return /but expected|already exists|\.lock'|unable to resolve reference/.test(moved.reason)
    ? 'moved'
    : writeFailed(moved.reason);
}
