import { isArray, isObject, member, type JsonArray, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** A schema of few words: what it says about parts, and whether it is immutable. */
export interface SimpleSchema {
  readonly immutable?: boolean;
  readonly named?: Readonly<Record<string, SimpleSchema>>;
  readonly others?: SimpleSchema;
  readonly items?: SimpleSchema;
}

/**
 * Pointers of the immutable values of the first data that the second breaks, the outermost alone: by going through both at
 * once. Elements are told apart by `name` where all of both arrays have one.
 */
export function brokenPlaces(schemas: readonly SimpleSchema[], before: JsonValue, after: JsonValue): string[] {
  const found = new Set<string>();
  for (const schema of schemas) here(schema, before, after, '', false, found);
  const isOutermost = (place: string): boolean => ![...found].some((other) => place !== other && place.startsWith(`${other}/`));
  return [...found].filter(isOutermost).sort();
}

/** @param free the value comes and goes as a whole */
function here(
  schema: SimpleSchema | undefined,
  before: JsonValue,
  after: JsonValue | undefined,
  at: string,
  free: boolean,
  found: Set<string>,
): void {
  if (schema === undefined) return;
  if (schema.immutable === true && (after === undefined || text(before) !== text(after))) found.add(at);
  if (after === undefined && free) return;
  if (isArray(before)) {
    const names = namesOf(before);
    const others = after !== undefined && isArray(after) ? namesOf(after) : undefined;
    for (const [i, element] of before.entries()) {
      const there = !isArray(after ?? null) ? undefined : names && others ? others.indexOf(names[i]!) : i;
      const counterpart = there === undefined ? undefined : (after as JsonArray)[there];
      here(schema.items, element, counterpart, `${at}/${i}`, true, found);
    }
  } else if (isObject(before))
    for (const [key, part] of Object.entries(before)) {
      const known = Object.hasOwn(schema.named ?? {}, key) ? schema.named?.[key] : undefined;
      const counterpart = after !== undefined && isObject(after) ? member(after, key) : undefined;
      here(known ?? schema.others, part, counterpart, `${at}/${key}`, known === undefined, found);
    }
}

function namesOf(elements: JsonArray): readonly string[] | undefined {
  const names = elements.map((each) => (isObject(each) ? JSON.stringify(member(each, 'name')) : undefined));
  return names.every((name) => name !== undefined) && new Set(names).size === names.length ? names : undefined;
}

/** The same for all orders of keys. */
function text(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(text).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${text(value[key]!)}`).join()}}`;
}

/** The same in JSON Schema. */
export function schemaOf({ immutable, named, others, items }: SimpleSchema): JsonValue {
  return {
    ...(immutable === undefined ? {} : { 'x-confman-immutable': immutable }),
    ...(named === undefined ? {} : { properties: mapped(named) }),
    ...(others === undefined ? {} : { additionalProperties: schemaOf(others) }),
    ...(items === undefined ? {} : { items: schemaOf(items), 'x-confman-merge': { strategy: 'byKey', key: 'name' } }),
  };
}

function mapped(schemas: Readonly<Record<string, SimpleSchema>>): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([key, each]) => [key, schemaOf(each)]));
}
