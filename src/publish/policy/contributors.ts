import type { Commit } from '../../git/object-reader.ts';
import { coAuthors, people } from '../forges/commit-people.ts';
import type { RequestRecord } from '../model/request.ts';

/**
 * Who had a part in a request, under any of their names: asked for it, pushed any of its heads, wrote, helped to write or committed
 * any commit that it brings.
 * Names of commits are what their writers say; they can keep somebody from approving, and never let anybody in.
 * @param commits that the head has and the protected branch has not
 * @param personOf equal for all names of one person
 */
export function contributorsOf(
  { submittedBy, heads, contributors = [] }: RequestRecord,
  commits: Iterable<Commit>,
  personOf: (name: string) => string,
): (person: string) => boolean {
  const keys = new Set([submittedBy, ...heads.map(({ pushedBy }) => pushedBy), ...contributors].map(personOf));
  for (const { author, committer, message } of commits)
    for (const address of [author.email, committer.email, ...coAuthors(message)]) {
      keys.add(personOf(address));
      for (const person of people([address])) keys.add(personOf(person));
    }
  return (person) => keys.has(personOf(person));
}
