import { explainFailure } from './explain-failure.ts';
import type { GitFailure } from './git-failure.ts';
import { streamGit } from './run-git.ts';

/** Room for the names of all commits with their parents: more than a million of them. */
const graphLimit = 256 * 1024 * 1024;

/**
 * The commit of a line of first parents that brought each of some commits in: itself, or the merge it came with. Commits that the
 * line does not have are left out. The whole graph is read where one of them does not stand on the line itself.
 *
 * @param line the newest first
 */
export async function broughtIn(
  repository: string,
  line: readonly string[],
  commits: Iterable<string>,
): Promise<ReadonlyMap<string, string> | GitFailure> {
  const onLine = new Set(line);
  const found = new Map<string, string>();
  const rest = new Set<string>();
  for (const commit of commits)
    if (onLine.has(commit)) found.set(commit, commit);
    else rest.add(commit);
  const tip = line[0];
  if (rest.size === 0 || tip === undefined) return found;
  const { stdout, reason } = await streamGit(repository, ['rev-list', '--parents', tip, '--'], { limit: graphLimit });
  if (stdout === undefined) return explainFailure(reason);
  const parents = new Map(
    stdout
      .toString('latin1')
      .split('\n')
      .map((row) => [row.slice(0, row.search(/ |$/)), row]),
  );
  const met = new Set<string>();
  // From the oldest on: what is met first came in first.
  for (const by of line.toReversed())
    for (const oid of newAncestors(by, parents, met)) {
      if (rest.has(oid)) found.set(oid, by);
    }
  return found;
}

/** @param parents rows of a commit with its parents @param met is added to */
function* newAncestors(from: string, parents: ReadonlyMap<string, string>, met: Set<string>): Generator<string> {
  const open = [from];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    if (met.has(oid)) continue;
    met.add(oid);
    yield oid;
    open.push(...(parents.get(oid)?.split(' ').slice(1) ?? []));
  }
}
