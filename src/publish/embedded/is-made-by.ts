import type { Commit } from '../../git/object-reader.ts';

/** Seconds between an event and the commit that it stands in, or brings. */
const farthest = 600;

/** Whether a commit says itself that it is of who an event is of, and of its time: people read that in the history, with git alone. */
export function isMadeBy(
  { author, committer }: Pick<Commit, 'author' | 'committer'>,
  { actor, at }: { readonly actor: string; readonly at: string },
): boolean {
  return [author, committer].every(
    (person) => person.email === actor && Math.abs(person.at - Date.parse(at) / 1000) <= farthest && !/\p{Cc}/u.test(person.name),
  );
}
