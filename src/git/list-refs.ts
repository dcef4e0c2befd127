import { explainFailure } from './explain-failure.ts';
import type { GitFailure } from './git-failure.ts';
import { isObjectName } from './parse-commit.ts';
import { streamGit } from './run-git.ts';

/** Room for the names: more than a million of them. */
const limit = 256 * 1024 * 1024;

/**
 * The refs below folders, by their whole name, with the name of the object they name. A whole name is a folder of itself.
 * @param under such as `refs/heads`
 */
export async function listRefs(
  repository: string,
  ...under: readonly string[]
): Promise<ReadonlyMap<string, string> | GitFailure> {
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', '--', ...under];
  const { stdout, reason } = await streamGit(repository, args, { limit });
  if (stdout === undefined) return explainFailure(reason);
  const refs = new Map<string, string>();
  for (const line of stdout.toString('utf8').split('\n')) {
    const space = line.indexOf(' ');
    const oid = line.slice(0, Math.max(0, space));
    if (isObjectName(oid)) refs.set(line.slice(space + 1), oid);
  }
  return refs;
}
