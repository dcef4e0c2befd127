import { secretSpans } from './secret-spans.ts';

/** A sentence or a line without what looks like references to secrets: of each its scheme stays. */
export function maskText(text: string, schemes: readonly string[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of secretSpans(text, schemes)) {
    shown += `${text.slice(at, start)}…`;
    at = end;
  }
  return shown + text.slice(at);
}
