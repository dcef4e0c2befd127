import type { Commit } from '../../git/object-reader.ts';
import type { RequestEvent } from '../model/event.ts';
import { readEvent } from '../model/read-event.ts';

/** Names of the tree without files, in SHA-1 and in SHA-256 repositories. */
const emptyTrees: readonly string[] = [
  '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
];

/** @param like an object name of the repository, for its hash */
export function emptyTreeOf(like: string): string {
  return emptyTrees.find(({ length }) => length === like.length) ?? '';
}

/** What a commit of an event may have beside its author: a signature, as git names it, and so many characters of it. */
const signatures: ReadonlySet<string> = new Set(['gpgsig', 'gpgsig-sha256']);
const mostOfHeader = 16_384;

export interface StoredEvent {
  readonly commit: string;
  readonly event: RequestEvent;
}

/**
 * Reads the event that a commit of a meta chain stands for: a commit of the empty tree whose message is the event's text. Its
 * first parent is the event before it; an event that brings a new head has the old one as second parent, so that git keeps
 * what was reviewed.
 * @returns the event, or why the commit is none
 */
export function readEventCommit(commit: Commit): StoredEvent | { readonly reason: string } {
  if (!emptyTrees.includes(commit.tree)) return { reason: 'it carries files' };
  const { length, others } = commit.header ?? { length: 0, others: [] };
  if (length > mostOfHeader || !others.every((name) => signatures.has(name)))
    return { reason: 'it has fields that no event has' };
  const event = readEvent(commit.message);
  if ('reason' in event) return event;
  const expected = event.type === 'opened' ? 0 : 1;
  const count = commit.parents.length;
  if (count !== expected && !(event.type === 'updated' && count === 2)) return { reason: `it has ${count} parents` };
  return { commit: commit.oid, event };
}
