import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';

/** What `resolve --check` would have done: the reason of its exit code. Empty where it is nothing. */
export function checkLine(written: readonly string[], pruned: readonly string[]): string {
  const parts = [
    ...(written.length === 0 ? [] : [`${counted(written.length, 'snapshot')} would be written (${names(written)})`]),
    ...(pruned.length === 0 ? [] : [`${counted(pruned.length, 'snapshot')} would be removed (${names(pruned)})`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}\n`;
}

function names(apps: readonly string[]): string {
  const shown = apps.length <= 3 ? apps : apps.slice(0, 2);
  const more = apps.length > shown.length ? `, ... and ${apps.length - shown.length} more` : '';
  return `${shown.map((app) => visibleText(app)).join(', ')}${more}`;
}
