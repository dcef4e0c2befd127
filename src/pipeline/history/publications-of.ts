import { broughtIn } from '../../git/brought-in.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { publicationOf, type Publication } from '../../git/publication.ts';
import { publishedTip } from '../../git/published-tip.ts';
import type { Workspace } from '../workspace.ts';

/** How commits came to the protected branch; those that are not there are left out. */
export async function publicationsOf(
  reader: ObjectReader,
  { location, settings }: Workspace,
  commits: readonly string[],
): Promise<ReadonlyMap<string, Publication> | GitFailure> {
  const tip = publishedTip(location.repository, settings.protectedBranch);
  if (tip === undefined || commits.length === 0) return new Map();
  const line = await reader.firstParents(tip.oid, {});
  if (isGitFailure(line)) return line;
  const by = await broughtIn(location.repository, line, commits);
  if (isGitFailure(by)) return by;
  const known = new Map<string, Publication>();
  const found = new Map<string, Publication>();
  for (const [commit, oid] of by) {
    const read = known.has(oid) ? undefined : await reader.readCommit(oid);
    if (isGitFailure(read)) return read;
    if (read !== undefined) known.set(oid, publicationOf(read));
    found.set(commit, known.get(oid) as Publication);
  }
  return found;
}
