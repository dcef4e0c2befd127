import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';

/**
 * Whether a commit may be released over the release of another: only when it follows it. Undefined where it may.
 *
 * @param reader of the repository of the sources
 */
export async function releaseOrder(
  reader: ObjectReader,
  branch: string,
  source: string,
  released: string,
): Promise<Diagnostic | undefined> {
  if (source === released) return undefined;
  const known = await reader.readCommit(released);
  if (isGitFailure(known)) {
    const hint = 'Fetch it (git fetch), and release what is newest; to go back on purpose, add --allow-older';
    return older('that commit is not in this repository', hint);
  }
  const follows = await reader.isAncestor(released, source);
  if (follows === true) return undefined;
  const precedes = await reader.isAncestor(source, released);
  return precedes === true
    ? older('it is older', 'Release what is newest; to go back on purpose, add --allow-older')
    : older(
        'neither comes after the other',
        'Look whether the history was rewritten; to release it all the same, add --allow-older',
      );

  function older(reason: string, hint: string): Diagnostic {
    return diagnostic('release/older-source', { branch, source, released, reason }, { hint });
  }
}
