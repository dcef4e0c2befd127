import { canonicalJson } from '../model/canonical-json.ts';
import { isObject, member, type JsonArray } from '../model/json.ts';

const plainName = /^[A-Za-z_][\w.-]*$/;

/** Each element's name by its place, as it stands in a path; undefined where an element has none or shares it: then places count. */
export function elementNames(elements: JsonArray, key: string): Map<string, number> | undefined {
  const names = new Map<string, number>();
  for (const [i, element] of elements.entries()) {
    const value = isObject(element) ? member(element, key) : undefined;
    if (value === undefined || typeof value === 'object') return undefined;
    const isPlain = typeof value === 'string' && plainName.test(value) && !['true', 'false', 'null'].includes(value);
    names.set(`[${key}=${isPlain ? value : canonicalJson(value)}]`, i);
  }
  return names.size === elements.length ? names : undefined;
}
