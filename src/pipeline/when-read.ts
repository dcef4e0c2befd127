import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { NotRead } from '../workspace/not-read.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { Workspace } from './workspace.ts';

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
  let wanted = [...expected];
  for (;;) {
    const failure = await contents.load(reader, wanted);
    if (isGitFailure(failure)) return failure;
    contents.asking = true;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      wanted = [error.oid];
    } finally {
      contents.asking = false;
    }
  }
}
