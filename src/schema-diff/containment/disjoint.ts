import { maskOf } from './mask-of.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';
import { OBJECT } from './type-mask.ts';

/** Members beyond these are not looked at. */
const MAX_NAMES = 50;
/** So many alternatives are compared each with each. */
const FEW = 20;

type Parts = readonly Part<SchemaClass>[];

/** Whether two schemas are seen to have nothing in common: by their types, or by the values of a member that both know. */
export function areDisjoint(first: SchemaClass, second: SchemaClass): boolean {
  const common = maskOf(first) & maskOf(second);
  if (common === 0) return true;
  const [a, b] = [partsOf(first), partsOf(second)];
  if (haveNoneInCommon(listedIn(a), listedIn(b))) return true;
  if (common !== OBJECT) return false;
  return [...requiredNames(a), ...requiredNames(b)].some((name) => differ(a, b, name));
}

type Pair = readonly [SchemaClass, SchemaClass];

/**
 * The pairs that may have something in common, the earlier one first. Many alternatives are told apart by the values of one
 * member, or by their own: then only those that share one are compared.
 *
 * @returns undefined where more than `limit` would have to be compared
 */
export function overlappingPairs(schemas: readonly SchemaClass[], limit: number): readonly Pair[] | undefined {
  const lists = schemas.length > FEW ? discriminatorOf(schemas) : [];
  const byValue = new Map<string, number[]>();
  const unlisted: number[] = [];
  const pairs: Pair[] = [];
  let compared = 0;
  for (const [i, schema] of schemas.entries()) {
    const values = lists[i];
    const earlier =
      values === undefined ? schemas.keys() : new Set([...values].flatMap((value) => byValue.get(value) ?? []).concat(unlisted));
    for (const k of earlier) {
      if (k >= i) break;
      compared += 1;
      if (compared > limit) return undefined;
      const other = schemas[k] as SchemaClass;
      if (!areDisjoint(other, schema)) pairs.push([other, schema]);
    }
    if (values === undefined) unlisted.push(i);
    for (const value of values ?? []) {
      const known = byValue.get(value);
      if (known === undefined) byValue.set(value, [i]);
      else known.push(i);
    }
  }
  return pairs;
}

/** Of each schema the values that tell it from the others, of the member for which most of them list some. */
function discriminatorOf(schemas: readonly SchemaClass[]): readonly (ReadonlySet<string> | undefined)[] {
  const parts = schemas.map(partsOf);
  const names = new Set(parts.slice(0, 2).flatMap(requiredNames));
  const own = parts.map(listedIn);
  let best = own;
  let most = own.filter((each) => each !== undefined).length;
  for (const name of names) {
    const lists = parts.map((each) => (requiredNames(each).includes(name) ? valuesOf(each, name) : undefined));
    const count = lists.filter((each) => each !== undefined).length;
    if (count > most) [best, most] = [lists, count];
  }
  return best;
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
  return haveNoneInCommon(valuesOf(a, name), valuesOf(b, name));
}

function haveNoneInCommon(first: ReadonlySet<string> | undefined, second: ReadonlySet<string> | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  const [fewer, more] = first.size < second.size ? [first, second] : [second, first];
  for (const key of fewer) if (more.has(key)) return false;
  return true;
}

/** The canonical texts of all values of a member, where they are listed. */
function valuesOf(parts: Parts, name: string): ReadonlySet<string> | undefined {
  for (const part of parts) {
    const schema = part.op === 'members' ? part.named.get(name) : undefined;
    const listed = schema && listedIn(partsOf(schema));
    if (listed !== undefined) return listed;
  }
  return undefined;
}

function listedIn(parts: Parts): ReadonlySet<string> | undefined {
  for (const part of parts) if (part.op === 'enum') return part.keys;
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
