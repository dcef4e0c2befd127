import { visibleText } from '../diagnostics/visible-text.ts';
import type { Person } from '../git/object-reader.ts';
import type { Publication } from '../git/publication.ts';

/** Enough of an object's name to be found by. */
export function shortName(oid: string): string {
  return oid.slice(0, 7);
}

/** @param seconds since 1970. `2026-05-13T16:50:00Z` */
export function timeText(seconds: number): string {
  const largest = 253_402_300_799;
  return new Date(Math.min(seconds, largest) * 1000).toISOString().replace('.000Z', 'Z');
}

export function personText({ name, email }: Person): string {
  return `${name} <${email}>`;
}

/** How a commit was published, for programs. */
export function publicationJson({ commit, publishedAt, publishedBy, publishRequestId }: Publication): object {
  return {
    commit,
    shortCommit: shortName(commit),
    publishedAt: timeText(publishedAt),
    publishedBy: personText(publishedBy),
    publishRequestId: publishRequestId ?? null,
  };
}

/** The same for people, behind what the commit itself says. */
export function requestText({ publishRequestId }: Publication): string {
  return publishRequestId === undefined ? '' : `request ${visibleText(publishRequestId, 100)}`;
}
