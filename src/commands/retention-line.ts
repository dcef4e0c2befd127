import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { Retention } from '../pipeline/evolution/check-retention.ts';

/** What was looked at, and how it stands: `All 4 versions of main are kept; 1 new version keeps what its family promises`. */
export function retentionLine({ kept, added, families }: Retention, base: string, ok: boolean): string {
  const held = `${counted(kept, 'version')} of ${families === 1 ? '1 family' : `${families} families`} held against ${visibleText(base)}`;
  const fresh = added === 0 ? 'no new version' : counted(added, 'new version');
  return ok ? `Kept: ${held}, ${fresh}\n` : `Not kept: ${held}, ${fresh}\n`;
}
