import type { ObjectEntry, TreeChange } from './object-reader.ts';
import { objectType } from './object-type.ts';

/** @param facts `:<mode> <mode> <oid> <oid> <status>`; a side that is not there has the mode 000000 */
export function parseRawChange(facts: string, path: string): TreeChange {
  const [modeBefore = '', modeAfter = '', before = '', after = ''] = facts.slice(1).split(' ');
  const side = (mode: string, oid: string): ObjectEntry | undefined =>
    mode === '000000' ? undefined : { path, type: objectType(mode), oid };
  return { path, before: side(modeBefore, before), after: side(modeAfter, after) };
}
