import { deepEqual, isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { isBesideReference } from './known-keywords.ts';

/** These speak of what stands beside them: merged with more properties they would mean something else. */
const bound: ReadonlySet<string> = new Set([
  'additionalProperties',
  'patternProperties',
  'prefixItems',
  'items',
  '$ref',
  '$dynamicRef',
  'if',
  'contains',
]);

/**
 * A schema without its `allOf`, where all parts together can be written as one schema that means the same: no two say
 * different things by one keyword. Undefined where there is no `allOf`, or it cannot be done.
 */
export function mergeAllOf(schema: JsonObject): JsonObject | undefined {
  const { allOf, ...rest } = schema;
  if (!isArray(allOf) || !allOf.every(isObject)) return undefined;
  const alone = referenceAlone(allOf, rest);
  if (alone !== undefined) return alone;
  const parts = [...allOf, rest];
  const judging = parts.filter((part) => Object.keys(part).length > 0);
  if (judging.length > 1 && judging.some((part) => Object.keys(part).some((keyword) => bound.has(keyword)))) return undefined;
  let merged: JsonObject | undefined = {};
  for (const part of parts) merged = merged === undefined ? undefined : together(merged, part);
  return merged;
}

/** Up to draft-07 a reference has to be put into an `allOf` for something to stand beside it. */
function referenceAlone([only, ...more]: readonly JsonObject[], rest: JsonObject): JsonObject | undefined {
  if (only === undefined || more.length > 0 || !Object.keys(rest).every(isBesideReference) || Object.hasOwn(rest, '$ref'))
    return undefined;
  return Object.keys(only).every((keyword) => keyword === '$ref') ? { ...rest, ...only } : undefined;
}

function together(a: JsonObject, b: JsonObject): JsonObject | undefined {
  const merged: Record<string, JsonValue> = { ...a };
  for (const keyword of Object.keys(b)) {
    const [mine, theirs] = [member(a, keyword), b[keyword] as JsonValue];
    const value = mine === undefined || deepEqual(mine, theirs) ? theirs : both(keyword, mine, theirs);
    if (value === undefined) return undefined;
    merged[keyword] = value;
  }
  return merged;
}

function both(keyword: string, mine: JsonValue, theirs: JsonValue): JsonValue | undefined {
  if (keyword === 'required' && isArray(mine) && isArray(theirs)) return [...new Set([...mine, ...theirs])];
  if (keyword !== 'properties' || !isObject(mine) || !isObject(theirs)) return undefined;
  const shared = Object.keys(theirs).some(
    (name) => Object.hasOwn(mine, name) && !deepEqual(mine[name] as JsonValue, theirs[name] as JsonValue),
  );
  return shared ? undefined : { ...mine, ...theirs };
}
