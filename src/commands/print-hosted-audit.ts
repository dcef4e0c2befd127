import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { HostedAuditRow } from '../publish/hosted/hosted-audit.ts';
import type { CheckedCommit } from '../publish/hosted/publishers.ts';
import type { HostedVerification } from '../publish/hosted/verify-hosted.ts';

/** A line per thing that the forge remembers. */
export function hostedAuditText(rows: readonly HostedAuditRow[]): string {
  const lines = rows.map(({ at, request, type, decision, actor, commit, comment = '', cleared }) => {
    const said = comment === '' ? '' : ` (${visibleText(comment.split('\n')[0] ?? '', 80)})`;
    const stale = cleared === true ? ', counts no longer' : '';
    return `${at}  request ${request} ${decision ?? type}${said} by ${visibleText(actor)}${stale}  ${commit.slice(0, 12)}`;
  });
  return lines.length === 0 ? 'no events\n' : `${lines.join('\n')}\n`;
}

/** JSON lines. @param source the forge: nobody else vouches for them */
export function hostedAuditJson(rows: readonly HostedAuditRow[], source: string): string {
  return rows.map((row) => `${JSON.stringify({ formatVersion: 1, source, ...row })}\n`).join('');
}

/** What cannot be told comes before what does not hold: that is where it ends. */
export function hostedVerifiedText({ commits, unknown, fault }: HostedVerification, branch: string): string {
  const lines = unknown.map((each) => `${placeOf(each, branch)} cannot be judged at ${reasonIn(each)}`);
  if (fault !== undefined) lines.push(`${placeOf(fault, branch)} does not hold at ${reasonIn(fault)}`);
  else lines.push(`${counted(commits, 'commit')} of ${visibleText(branch)} ${commits === 1 ? 'holds' : 'hold'}`);
  return `${lines.join('\n')}\n`;
}

function placeOf({ request }: CheckedCommit, branch: string): string {
  return request === undefined ? visibleText(branch) : `request ${request}`;
}

function reasonIn({ commit, reason }: CheckedCommit): string {
  return `${commit.slice(0, 12)}: ${visibleText(reason)}`;
}

/** For programs. The shape is documented in `docs/forges.md`. */
export function hostedVerifiedJson({ commits, unknown, fault, ended }: HostedVerification, source: string): string {
  const ok = fault === undefined && ended === undefined && unknown.length === 0;
  const end = ended === undefined ? null : ended.at;
  const rows = { commits, unknown: unknown.map(rowOf), fault: fault === undefined ? null : rowOf(fault), endedAt: end };
  return `${JSON.stringify({ formatVersion: 1, source, ok, ...rows }, null, 2)}\n`;
}

function rowOf({ commit, request, reason }: CheckedCommit): object {
  return { request: request ?? null, commit, reason };
}
