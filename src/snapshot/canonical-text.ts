import { canonicalJson } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';

let last: { readonly value: JsonValue; readonly text: string } | undefined;

/**
 * The canonical form of a value. The last one is kept: the digest of a snapshot needs it, and right afterwards its file.
 *
 * @param sorted see `canonicalJson`
 */
export function canonicalText(value: JsonValue, sorted: boolean): string {
  if (last?.value !== value || typeof value !== 'object') last = { value, text: canonicalJson(value, sorted) };
  return last.text;
}
