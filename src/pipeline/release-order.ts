import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';

export interface ReleaseOrder {
  /** The branch as people know it. */
  readonly branch: string;
  /** Object name of the commit that is to be released. */
  readonly source: string;
  /** Object name of the one that was released last. */
  readonly released: string;
  /** The history here is cut off. */
  readonly shallow: boolean;
}

/**
 * Whether a commit may be released over the release of another: only when it follows it. Undefined where it may.
 *
 * @param reader of the repository of the sources
 */
export async function releaseOrder(reader: ObjectReader, order: ReleaseOrder): Promise<Diagnostic | undefined> {
  const { branch, source, released } = order;
  if (source === released) return undefined;
  const isKnown = !isGitFailure(await reader.readCommit(released));
  if (isKnown && (await reader.isAncestor(released, source)) === true) return undefined;
  const isOlder = isKnown && (await reader.isAncestor(source, released)) === true;
  const [reason, todo] = isOlder ? saidOf.older : isKnown && !order.shallow ? saidOf.apart : unknown(order);
  return diagnostic(
    'release/older-source',
    { branch, source, released, reason },
    { hint: `${todo}; to go back on purpose, add --allow-older` },
  );
}

const saidOf = {
  older: ['it is older', 'Release what is newest'],
  apart: ['neither comes after the other', 'Look whether the history was rewritten'],
  cutOff: [
    'the history here is cut off before the two meet',
    'Fetch the rest (git fetch --unshallow), and release what is newest',
  ],
  missing: ['that commit is not in this repository', 'Fetch it (git fetch), and release what is newest'],
} as const;

function unknown({ shallow }: ReleaseOrder): (typeof saidOf)['cutOff' | 'missing'] {
  return shallow ? saidOf.cutOff : saidOf.missing;
}
