import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { AuditRow } from '../publish/embedded/audit-rows.ts';
import type { AuditResult } from '../publish/embedded/verify-audit.ts';
import type { RequestEvent } from '../publish/model/event.ts';

/** A line per event. */
export function auditText(rows: readonly AuditRow[]): string {
  const lines = rows.map(({ event, commit }) => {
    const words = `request ${event.request} ${didWords(event)} by ${visibleText(event.actor)}`;
    return `${event.at}  ${words}  ${commit.slice(0, 12)}`;
  });
  return lines.length === 0 ? 'no events\n' : `${lines.join('\n')}\n`;
}

function didWords(event: RequestEvent): string {
  switch (event.type) {
    case 'reviewed':
      return `${event.decision}${saidWords(event.comment)}`;
    case 'closed':
      return `closed${saidWords(event.comment)}`;
    case 'scheduled':
      return event.publishAt === null ? 'no longer scheduled' : `scheduled for ${event.publishAt}`;
    case 'published':
      return `published as ${event.commit.slice(0, 12)}`;
    case 'drafted':
      return 'made a draft';
    default:
      return event.type;
  }
}

function saidWords(comment: string): string {
  return comment === '' ? '' : ` (${visibleText(comment.split('\n')[0] ?? '', 80)})`;
}

/** JSON lines, an event each: its members as they are stored, its commit, and what the request reached. */
export function auditJson(rows: readonly AuditRow[]): string {
  return rows
    .map(({ event, commit, namespaces }) => `${JSON.stringify({ ...event, eventCommit: commit, namespaces })}\n`)
    .join('');
}

export function verifiedText({ events, commits, earlier, fault }: AuditResult, branch: string): string {
  if (fault === undefined) {
    const left = earlier === 0 ? '' : `; ${counted(earlier, 'request')} from before the root taken as they are`;
    return `${counted(events, 'event')} and ${counted(commits, 'commit')} of ${visibleText(branch)} hold${left}\n`;
  }
  const of = fault.request === undefined ? visibleText(branch) : `request ${fault.request}`;
  return `${of} does not hold at ${fault.commit.slice(0, 12)}: ${visibleText(fault.reason)}\n`;
}

/** For programs. The shape is documented in `docs/publishing.md`. */
export function verifiedJson({ events, commits, earlier, fault }: AuditResult): string {
  const told = { formatVersion: 1, ok: fault === undefined, events, commits, earlier, fault: fault ?? null };
  return `${JSON.stringify(told, null, 2)}\n`;
}
