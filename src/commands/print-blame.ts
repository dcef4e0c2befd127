import type { Painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { LineBlame } from '../pipeline/history/line-blame.ts';
import { publicationJson, requestText, shortName, timeText } from './print-publication.ts';

/** For programs. Times are ISO 8601 in UTC. */
export function blameJson(blame: LineBlame): object {
  if (!blame.committed) return { committed: false };
  const { commit, author, subject, cut, publication } = blame;
  return {
    committed: true,
    commit,
    shortCommit: shortName(commit),
    author: author.name,
    authorEmail: author.email,
    date: timeText(author.at),
    subject,
    cut,
    publication: publication === undefined ? null : publicationJson(publication),
  };
}

/** For people, in one line. */
export function blameText(blame: LineBlame, paint: Painter): string {
  if (!blame.committed) return paint.yellow('not committed yet');
  const { commit, author, subject, cut, publication } = blame;
  const when = timeText(author.at).slice(0, 10);
  const who = `${paint.yellow(shortName(commit))} ${when} ${visibleText(author.name, 80)}: ${visibleText(subject, 120)}`;
  const notes = [
    ...(cut ? ['or earlier: the history is cut off here'] : []),
    publication === undefined ? 'not published' : requestText(publication),
  ].filter((note) => note !== '');
  return notes.length === 0 ? who : `${who}${paint.dim(` (${notes.join(', ')})`)}`;
}
