import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { containerType } from './exporting.ts';
import { hintsOf } from './tree-hints.ts';

/** Where the exported tree has a schema that is reached from the root by properties and items alone. */
export function placeInTree(root: JsonValue, tokens: readonly string[]): Pointer | undefined {
  let schema = root;
  let pointer = '';
  for (let nth = 0; nth < tokens.length;) {
    if (!isObject(schema) || Object.hasOwn(schema, '$ref') || Object.hasOwn(schema, 'allOf')) return undefined;
    const step = containerType(schema) === undefined ? undefined : stepInto(schema, tokens, nth);
    if (step === undefined) return undefined;
    schema = step.next;
    pointer += step.pointer;
    nth += step.taken;
  }
  return pointer;
}

interface Step {
  readonly next: JsonValue;
  /** Tokens. */
  readonly taken: number;
  readonly pointer: Pointer;
}

function stepInto(schema: JsonObject, tokens: readonly string[], nth: number): Step | undefined {
  const [keyword, name] = [tokens[nth], tokens[nth + 1]];
  const properties = member(schema, 'properties');
  if (keyword === 'properties' && name !== undefined && isObject(properties) && Object.hasOwn(properties, name)) {
    return {
      next: properties[name] as JsonValue,
      taken: 2,
      pointer: `/Properties/${propertyNames(schema).indexOf(name)}/Schema`,
    };
  }
  const items = member(schema, 'items');
  if (keyword !== 'items' || items === undefined || items === true || isArray(items)) return undefined;
  return { next: items, taken: 1, pointer: '/ItemSchema' };
}

/** In the order of the tree that the schema came from, else in its own. */
export function propertyNames(schema: JsonObject): string[] {
  const properties = member(schema, 'properties');
  const names = isObject(properties) ? Object.keys(properties) : [];
  const places = new Map((hintsOf(schema).order ?? []).map((name, i) => [name, i]));
  const placeOf = (name: string): number => places.get(name) ?? places.size;
  return names.toSorted((a, b) => placeOf(a) - placeOf(b));
}
