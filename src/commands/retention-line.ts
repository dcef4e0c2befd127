import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { Retention } from '../pipeline/evolution/check-retention.ts';

/** What was looked at; what is wrong with it was said above. */
export function retentionLine({ kept, added, families }: Retention, base: string, ok: boolean): string {
  const held = `${counted(kept, 'version')} of ${families === 1 ? '1 family' : `${families} families`} held against ${visibleText(base)}`;
  const fresh = added === 0 ? 'no new version' : counted(added, 'new version');
  return `${ok ? 'Kept: ' : ''}${held}, ${fresh}\n`;
}
