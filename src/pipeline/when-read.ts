import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { NotRead } from '../workspace/not-read.ts';
import type { ObjectContents } from '../workspace/object-contents.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { Workspace } from './workspace.ts';

/** So often work is begun anew for a content that is missing; then all of the tree is read, for work that asks for much of it. */
const patience = 32;

/**
 * Does some work on a workspace whose contents are read when they are asked for: what it finds missing is read, and the work
 * begins again, until it gets to its end. Stages are synchronous and keep nothing half done, so that they can. Of one
 * workspace, and those that share its contents, one such work is done at a time.
 *
 * @param expected object names of what the work will probably ask for
 * @param work without effects of its own
 */
export async function whenRead<T>(
  { tree }: Workspace,
  reader: ObjectReader,
  work: () => T | Promise<T>,
  expected: Iterable<string> = [],
): Promise<T | GitFailure> {
  if (!(tree instanceof ObjectTree)) return work();
  const { contents } = tree;
  // What was read for the work must be there until its end, however much that is.
  const done = contents.keepAll();
  try {
    let wanted = expected;
    for (let begun = 1; ; begun++) {
      const failure = await contents.load(reader, wanted);
      if (isGitFailure(failure)) return failure;
      const result = await attempt(contents, work);
      if (!(result instanceof NotRead)) return result;
      wanted = begun > patience ? [result.oid, ...tree.fileOids()] : [result.oid];
    }
  } finally {
    done();
  }
}

async function attempt<T>(contents: ObjectContents, work: () => T | Promise<T>): Promise<T | NotRead> {
  contents.asking = true;
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotRead) return error;
    throw error;
  } finally {
    contents.asking = false;
  }
}
