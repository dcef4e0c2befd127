import { isObject, member, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import { placeInTree } from './place-in-tree.ts';

const MAX_HOPS = 64;

export interface Target {
  readonly pointer: Pointer;
  readonly tokens: readonly string[];
  readonly value: JsonValue;
}

/** What a `$ref` of the schema names, inside the same schema. */
export function localTarget(root: JsonValue, schema: JsonValue): Target | undefined {
  const reference = isObject(schema) ? member(schema, '$ref') : undefined;
  const pointer = typeof reference === 'string' && reference.startsWith('#') ? decoded(reference.slice(1)) : undefined;
  const tokens = pointer === undefined ? undefined : parsePointer(pointer);
  const value = tokens === undefined ? undefined : valueAt(root, tokens);
  if (pointer === undefined || tokens === undefined || value === undefined) return undefined;
  return isObject(value) || typeof value === 'boolean' ? { pointer, tokens, value } : undefined;
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

export interface PropertyAnnotations {
  readonly description?: string | undefined;
  readonly value?: JsonValue | undefined;
  readonly unit?: string | undefined;
}

/** What a tree says of a property and not of its schema; where the property only refers to a definition, this may say it. */
export function annotationsOf(root: JsonValue, schema: JsonValue): PropertyAnnotations {
  const found: { description?: string; value?: JsonValue; unit?: string } = {};
  let at: JsonValue | undefined = schema;
  for (let hops = 0; hops < MAX_HOPS && isObject(at); hops++) {
    const { description, default: value, 'x-confman-unit': unit } = at;
    if (typeof description === 'string') found.description ??= description;
    if (value !== undefined) found.value ??= value;
    if (typeof unit === 'string') found.unit ??= unit;
    const target = localTarget(root, at);
    at = target === undefined || placeInTree(root, target.tokens) !== undefined ? undefined : target.value;
  }
  return found;
}
