import type { Commit } from '../../git/object-reader.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';
import { coAuthors, people } from '../forges/commit-people.ts';
import type { RequestRecord } from '../model/request.ts';

/**
 * Who had a part in a request: asked for it, pushed any of its heads, wrote, helped to write or committed any commit that it brings.
 * Names of commits are what their writers say; they can keep somebody from approving, and never let anybody in.
 * @param commits that the head has and the protected branch has not
 */
export function contributorsOf(
  { submittedBy, heads, contributors = [] }: RequestRecord,
  commits: Iterable<Commit>,
): (person: string) => boolean {
  const keys = new Set([submittedBy, ...heads.map(({ pushedBy }) => pushedBy), ...contributors].map(keyOf));
  for (const { author, committer, message } of commits)
    for (const address of [author.email, committer.email, ...coAuthors(message)]) {
      keys.add(keyOf(address));
      for (const person of people([address])) keys.add(keyOf(person));
    }
  return (person) => keys.has(keyOf(person));
}

function keyOf(person: string): string {
  return parsePrincipal(person)?.key ?? person.toLowerCase();
}
