import { visibleText } from '../diagnostics/visible-text.ts';
import type { HostedAuditRow } from '../publish/hosted/hosted-audit.ts';

/** A line per thing that the forge remembers. */
export function hostedAuditText(rows: readonly HostedAuditRow[]): string {
  const lines = rows.map(({ at, request, type, decision, actor, commit, comment = '', cleared }) => {
    const said = comment === '' ? '' : ` (${visibleText(comment.split('\n')[0] ?? '', 80)})`;
    const stale = cleared === true ? ', counts no longer' : '';
    return `${at}  request ${request} ${decision ?? type}${said} by ${visibleText(actor)}${stale}  ${commit.slice(0, 12)}`;
  });
  return lines.length === 0 ? 'nothing happened\n' : `${lines.join('\n')}\n`;
}

/** JSON lines. @param source the forge: nobody else vouches for them */
export function hostedAuditJson(rows: readonly HostedAuditRow[], source: string): string {
  return rows.map((row) => `${JSON.stringify({ formatVersion: 1, source, ...row })}\n`).join('');
}
