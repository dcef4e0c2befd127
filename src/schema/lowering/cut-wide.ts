import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Draftable } from './lowering.ts';

/** The validator nests one block per part, and generates one function for all: what is wider is cut up. */
const MAX_WIDTH = 64;

export function isWide(map: JsonObject): boolean {
  return Object.keys(map).length > MAX_WIDTH;
}

/**
 * Cuts the wide `allOf` and, where asked, `anyOf` of a schema into parts, and parts of parts.
 *
 * @param part makes a call of a part
 */
export function cutLists(draft: Draftable, keywords: readonly string[], part: (schema: JsonObject) => JsonObject): void {
  for (const keyword of keywords) {
    const list = draft[keyword];
    if (isArray(list)) draft[keyword] = cutList(keyword, list, part);
  }
}

/** Moves wide properties into parts; their names stay, because `additionalProperties` reads them. */
export function cutProperties(draft: Draftable, part: (schema: JsonObject) => JsonObject): void {
  const { properties } = draft;
  if (!isObject(properties) || !isWide(properties)) return;
  draft['properties'] = fromEntries(Object.keys(properties).map((name) => [name, true]));
  addTo(
    draft,
    groupsOf(Object.entries(properties), MAX_WIDTH).map((group) => part({ properties: fromEntries(group) })),
  );
}

function cutList(keyword: string, list: readonly JsonValue[], part: (schema: JsonObject) => JsonObject): readonly JsonValue[] {
  if (list.length <= MAX_WIDTH) return list;
  const parts = groupsOf(list, MAX_WIDTH).map((group) => part({ [keyword]: group }));
  return cutList(keyword, parts, part);
}

/** More conditions that the value has to meet. */
export function addTo(draft: Draftable, parts: readonly JsonValue[]): void {
  draft['allOf'] = [...((draft['allOf'] as readonly JsonValue[] | undefined) ?? []), ...parts];
}

export function groupsOf<T>(list: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < list.length; from += size) groups.push(list.slice(from, from + size));
  return groups;
}

/** Keys are data: there is no prototype for them to reach. */
export function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object = Object.create(null) as Draftable;
  for (const [key, value] of entries) object[key] = value;
  return object;
}
