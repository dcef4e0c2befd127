import type { Commit } from '../../git/object-reader.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';
import type { RequestRecord } from '../model/request.ts';

/**
 * Who had a part in a request: asked for it, pushed any of its heads, wrote or committed any commit that it brings. Names of
 * commits are what their writers say; they can keep somebody from approving, and never let anybody in.
 * @param commits that the head has and the protected branch has not
 */
export function contributorsOf({ submittedBy, heads }: RequestRecord, commits: Iterable<Commit>): (person: string) => boolean {
  const keys = new Set([submittedBy, ...heads.map(({ pushedBy }) => pushedBy)].map(keyOf));
  for (const { author, committer } of commits) {
    keys.add(keyOf(author.email));
    keys.add(keyOf(committer.email));
  }
  return (person) => keys.has(keyOf(person));
}

function keyOf(person: string): string {
  return parsePrincipal(person)?.key ?? person.toLowerCase();
}
