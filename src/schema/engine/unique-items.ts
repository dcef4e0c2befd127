import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';

/** Two equal elements, the earlier first; undefined where all differ. One pass, where a comparison of each with each would explode. */
export function equalItems(items: readonly JsonValue[], spend: (steps: number) => void): readonly [number, number] | undefined {
  const seen = new Map<unknown, number>();
  for (let i = 0; i < items.length; i += 1) {
    const key = keyOf(items[i] as JsonValue, spend);
    const before = seen.get(key);
    if (before !== undefined) return [before, i];
    seen.set(key, i);
  }
  return undefined;
}

/** Scalars are their own keys; the texts of objects and arrays get a mark that keeps them apart from strings. */
export function keyOf(value: JsonValue, spend: (steps: number) => void): unknown {
  if (typeof value === 'string') return `"${value}`;
  if (typeof value !== 'object' || value === null) return value;
  const text = canonicalJson(value);
  spend(1 + text.length / 64);
  return text;
}
