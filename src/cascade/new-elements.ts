import { canonicalJson } from '../model/canonical-json.ts';
import { deepEqual } from '../model/json.ts';
import { asJson, type LayerValue } from '../model/layer-value.ts';

/** Positions of the elements that neither the base nor an earlier element equals; hashing keeps long lists linear. */
export function newElements(base: readonly LayerValue[], over: readonly LayerValue[]): number[] {
  const seen = new Map<string, LayerValue[]>();
  const remember = (value: LayerValue): boolean => {
    const key = bucket(value);
    const same = seen.get(key);
    if (same?.some((each) => deepEqual(asJson(each), asJson(value))) === true) return false;
    if (same === undefined) seen.set(key, [value]);
    else same.push(value);
    return true;
  };
  for (const value of base) remember(value);
  return over.map((_, i) => i).filter((i) => remember(over[i] as LayerValue));
}

function bucket(value: LayerValue): string {
  return typeof value === 'object' && value !== null ? canonicalJson(asJson(value)) : `${typeof value}:${String(value)}`;
}
