import { maskOf } from './mask-of.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';
import { OBJECT } from './type-mask.ts';

/** Members beyond these are not looked at. */
const MAX_NAMES = 50;

type Parts = readonly Part<SchemaClass>[];

/** Whether two schemas are seen to have nothing in common: by their types, or by the values of a member that both know. */
export function areDisjoint(first: SchemaClass, second: SchemaClass): boolean {
  const common = maskOf(first) & maskOf(second);
  if (common === 0) return true;
  if (common !== OBJECT) return false;
  const [a, b] = [partsOf(first), partsOf(second)];
  return [...requiredNames(a), ...requiredNames(b)].some((name) => differ(a, b, name));
}

/** Whether what is known of an object keeps it from being as a schema says. */
export function isAgainst(known: Parts, names: readonly string[], schema: SchemaClass): boolean {
  const parts = partsOf(schema);
  return names.some((name) => differ(known, parts, name));
}

export function requiredNames(parts: Parts): string[] {
  const names: string[] = [];
  for (const part of parts) {
    if (part.op !== 'required') continue;
    for (const name of part.names) if (names.push(name) >= MAX_NAMES) return names;
  }
  return names;
}

/** Whether a member cannot have a value that both allow. */
function differ(a: Parts, b: Parts, name: string): boolean {
  const [first, second] = [valuesOf(a, name), valuesOf(b, name)];
  if (first === undefined || second === undefined) return false;
  const [fewer, more] = first.size < second.size ? [first, second] : [second, first];
  for (const key of fewer) if (more.has(key)) return false;
  return true;
}

/** The canonical texts of all values of a member, where they are listed. */
function valuesOf(parts: Parts, name: string): ReadonlySet<string> | undefined {
  for (const part of parts) {
    const schema = part.op === 'members' ? part.named.get(name) : undefined;
    if (schema === undefined) continue;
    for (const own of partsOf(schema)) if (own.op === 'enum') return own.keys;
  }
  return undefined;
}

/** With those of what it refers to, one step far. */
function partsOf(schema: SchemaClass): Part<SchemaClass>[] {
  const known = flattened.get(schema);
  if (known !== undefined) return known;
  const parts = schema.parts.flatMap(({ part }) =>
    part.op === 'schema' ? [part, ...part.schema.parts.map((atom) => atom.part)] : [part],
  );
  flattened.set(schema, parts);
  return parts;
}

const flattened = new WeakMap<SchemaClass, Part<SchemaClass>[]>();
