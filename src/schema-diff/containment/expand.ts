import type { ValueChecks } from '../../model/schema-world.ts';
import { unreachable } from '../../model/unreachable.ts';
import type { Demand, Literal, Way } from './literal.ts';
import type { Literals } from './literals.ts';
import { overlappingPairs } from './disjoint.ts';
import { maskOf } from './mask-of.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';
import { ARRAY, NUMBER, OBJECT, STRING, type Kind } from './type-mask.ts';

/**
 * What a literal comes down to for values of one kind: to others that all hold, to ways of which one holds (none: it never
 * holds), or to itself, as a leaf.
 */
export type Expansion =
  | { readonly op: 'all'; readonly literals: Way }
  | { readonly op: 'any'; readonly ways: readonly Way[] }
  | { readonly op: 'leaf' };

export interface Expanding {
  readonly literals: Literals;
  readonly checks: ValueChecks;
  /** `undefined`: a field may belong to any. */
  readonly environment: string | undefined;
}

/** Where more pairs have to be compared only one half of what "exactly one" says is used: that one holds. */
const MAX_COMPARED = 80_000;
/** The same for pairs of alternatives that may overlap. */
const MAX_PAIRS = 2_000;

const always: Expansion = { op: 'all', literals: [] };
const never: Expansion = { op: 'any', ways: [] };
const leaf: Expansion = { op: 'leaf' };

export function expand({ part, positive }: Literal, kind: Kind, expanding: Expanding): Expansion {
  if (isDemand(part)) return leaf;
  const subject = subjectOf(part, expanding.checks);
  // What speaks of another kind of value holds of this one.
  if (subject !== undefined && subject !== kind) return truth(positive);
  switch (part.op) {
    case 'never':
      return truth(!positive);
    case 'environments': {
      const { environment } = expanding;
      return truth((environment === undefined || part.names.has(environment)) === positive);
    }
    case 'secret':
      return kind === STRING ? leaf : truth(!positive);
    case 'schema':
    case 'any':
    case 'one':
    case 'not':
    case 'if':
      return expandLogic(part, positive, kind, expanding.literals);
    case 'dependent':
      return expandDependent(part, positive, expanding.literals);
    case 'contains':
      return expandContains(part, positive, expanding.literals);
    default:
      return positive ? leaf : deny(part, expanding.literals);
  }
}

export function isDemand(part: Part<SchemaClass> | Demand): part is Demand {
  const { op } = part;
  return (
    op === 'lacks' || op === 'has' || op === 'key' || op === 'element' || op === 'tail' || op === 'at-least' || op === 'at-most'
  );
}

function truth(holds: boolean): Expansion {
  return holds ? always : never;
}

/** The kind of value that a part speaks of; undefined where it speaks of all. */
function subjectOf(part: Part<SchemaClass>, checks: ValueChecks): Kind | undefined {
  switch (part.op) {
    case 'least':
    case 'most':
    case 'multiple':
      return NUMBER;
    case 'length':
    case 'pattern':
    case 'base64':
      return STRING;
    case 'format':
      return checks.format(part.name)?.of === 'number' ? NUMBER : STRING;
    case 'count':
    case 'unique':
    case 'items':
    case 'contains':
      return ARRAY;
    case 'size':
    case 'required':
    case 'members':
    case 'names':
    case 'dependent':
      return OBJECT;
    case 'unevaluated':
      return part.where === 'members' ? OBJECT : ARRAY;
    default:
      return undefined;
  }
}

type Logic = Extract<Part<SchemaClass>, { op: 'schema' | 'any' | 'one' | 'not' | 'if' }>;

function expandLogic(part: Logic, positive: boolean, kind: Kind, literals: Literals): Expansion {
  const all = (schemas: readonly SchemaClass[], is: boolean): Way => schemas.map((schema) => literals.schema(schema, is));
  const any = (schemas: readonly SchemaClass[], is: boolean): Expansion => ({
    op: 'any',
    ways: schemas.map((schema) => [literals.schema(schema, is)]),
  });
  switch (part.op) {
    case 'schema':
      if (positive) return { op: 'all', literals: part.schema.parts.map((atom) => literals.atom(atom, true)) };
      return { op: 'any', ways: part.schema.parts.map((atom) => [literals.atom(atom, false)]) };
    case 'any':
      return positive ? any(part.schemas, true) : { op: 'all', literals: all(part.schemas, false) };
    case 'not':
      return { op: 'all', literals: all([part.schema], !positive) };
    case 'one':
      return expandOne(
        part.schemas.filter((each) => (maskOf(each) & kind) !== 0),
        positive,
        literals,
      );
    case 'if': {
      const { condition, then, otherwise } = part;
      if (then === undefined && otherwise === undefined) return truth(positive);
      const branch = (is: boolean, schema: SchemaClass | undefined): Way[] => {
        if (schema === undefined) return positive ? [all([condition], is)] : [];
        return [[literals.schema(condition, is), literals.schema(schema, positive)]];
      };
      return { op: 'any', ways: [...branch(true, then), ...branch(false, otherwise)] };
    }
    default:
      return unreachable(part);
  }
}

/** Exactly one; or none, or two. */
function expandOne(schemas: readonly SchemaClass[], positive: boolean, literals: Literals): Expansion {
  const is = (schema: SchemaClass): Literal => literals.schema(schema, true);
  const isNot = (schema: SchemaClass): Literal => literals.schema(schema, false);
  const pairs = overlappingPairs(schemas, MAX_COMPARED);
  if (pairs === undefined) return positive ? { op: 'any', ways: schemas.map((schema) => [is(schema)]) } : always;
  if (!positive) {
    if (pairs.length > MAX_PAIRS) return always;
    return { op: 'any', ways: [schemas.map(isNot), ...pairs.map((pair) => pair.map(is))] };
  }
  const others = new Map<SchemaClass, Literal[]>(schemas.map((schema) => [schema, []]));
  for (const [first, second] of pairs) {
    others.get(first)?.push(isNot(second));
    others.get(second)?.push(isNot(first));
  }
  return { op: 'any', ways: [...others].map(([schema, rest]) => [is(schema), ...rest]) };
}

function expandDependent(
  { name, names, schema }: Extract<Part<SchemaClass>, { op: 'dependent' }>,
  positive: boolean,
  literals: Literals,
): Expansion {
  const rest: Literal[] = [];
  if (names.size > 0) rest.push(literals.part({ op: 'required', names }, positive));
  if (schema !== undefined) rest.push(literals.schema(schema, positive));
  if (positive) return { op: 'any', ways: [[lacks(name, literals)], rest] };
  return { op: 'any', ways: rest.map((each) => [has(name, undefined, literals), each]) };
}

function expandContains(
  { item, min, max }: Extract<Part<SchemaClass>, { op: 'contains' }>,
  positive: boolean,
  literals: Literals,
): Expansion {
  const count = (op: 'at-least' | 'at-most', times: number): Literal =>
    literals.demand(`${op} ${item.id} ${times}`, () => ({ op, item, count: times }));
  if (!positive) {
    const fewer = min > 0 ? [[count('at-most', Math.ceil(min) - 1)]] : [];
    return { op: 'any', ways: max === Infinity ? fewer : [...fewer, [count('at-least', Math.floor(max) + 1)]] };
  }
  const bounds = min > 0 ? [count('at-least', min)] : [];
  return { op: 'all', literals: max === Infinity ? bounds : [...bounds, count('at-most', max)] };
}

/** What it takes to violate a part, for a value that it speaks of. */
function deny(part: Part<SchemaClass>, literals: Literals): Expansion {
  switch (part.op) {
    case 'least':
    case 'most': {
      const op = part.op === 'least' ? 'most' : 'least';
      return { op: 'all', literals: [literals.part({ op, value: part.value, exclusive: !part.exclusive }, true)] };
    }
    case 'length':
    case 'count':
    case 'size': {
      const { op, min, max } = part;
      const below = min > 0 ? [[literals.part({ op, min: 0, max: Math.ceil(min) - 1 }, true)]] : [];
      const above = max === Infinity ? [] : [[literals.part({ op, min: Math.floor(max) + 1, max: Infinity }, true)]];
      return { op: 'any', ways: [...below, ...above] };
    }
    case 'items':
      return denyItems(part, literals);
    case 'required':
      return { op: 'any', ways: [...part.names].map((name) => [lacks(name, literals)]) };
    case 'members':
      return denyMembers(part, literals);
    case 'names': {
      const name = literals.schema(part.name, false);
      return { op: 'all', literals: [key(`names ${name.id}`, { name }, literals)] };
    }
    case 'unevaluated':
      return denyUnevaluated(part, literals);
    default:
      return leaf;
  }
}

/** Something that is not surely evaluated is not as it should be; more is not said. */
function denyUnevaluated(
  { where, schema, surely }: Extract<Part<SchemaClass>, { op: 'unevaluated' }>,
  literals: Literals,
): Expansion {
  const value = literals.schema(schema, false);
  if (where === 'elements') {
    const from = surely.count;
    return { op: 'all', literals: [literals.demand(`tail ${from} ${value.id}`, () => ({ op: 'tail', from, value }))] };
  }
  const notNamed = new Map([...surely.names].map((name) => [name, true] as const));
  const notMatching = [...surely.patterns];
  const id = JSON.stringify([[...surely.names], notMatching]);
  return { op: 'all', literals: [key(`unevaluated ${value.id} ${id}`, { notNamed, notMatching, value }, literals)] };
}

function denyItems({ prefix, rest }: Extract<Part<SchemaClass>, { op: 'items' }>, literals: Literals): Expansion {
  const ways = prefix.flatMap((schema, index) => {
    if (schema.parts.length === 0) return [];
    const value = literals.schema(schema, false);
    return [[literals.demand(`element ${index} ${value.id}`, () => ({ op: 'element', index, value }))]];
  });
  if (rest === undefined || rest.parts.length === 0) return { op: 'any', ways };
  const [from, value] = [prefix.length, literals.schema(rest, false)];
  return { op: 'any', ways: [...ways, [literals.demand(`tail ${from} ${value.id}`, () => ({ op: 'tail', from, value }))]] };
}

function denyMembers(part: Extract<Part<SchemaClass>, { op: 'members' }>, literals: Literals): Expansion {
  const { named, patterns, others } = part;
  const ways: Way[] = [];
  for (const [name, schema] of named) {
    if (schema.parts.length > 0) ways.push([has(name, literals.schema(schema, false), literals)]);
  }
  for (const [matching, schema] of patterns) {
    const value = literals.schema(schema, false);
    if (schema.parts.length > 0) ways.push([key(`matching ${value.id} ${matching}`, { matching, value }, literals)]);
  }
  if (others !== undefined && others.parts.length > 0) {
    const value = literals.schema(others, false);
    const notMatching = patterns.map(([pattern]) => pattern);
    const id = literals.part(part, true).id;
    ways.push([key(`others ${value.id} ${id}`, { notNamed: named, notMatching, value }, literals)]);
  }
  return { op: 'any', ways };
}

function lacks(name: string, literals: Literals): Literal {
  return literals.demand(`lacks ${name}`, () => ({ op: 'lacks', name }));
}

function has(name: string, value: Literal | undefined, literals: Literals): Literal {
  return literals.demand(`has ${value?.id} ${name}`, () => ({ op: 'has', name, value }));
}

function key(id: string, parts: Partial<Extract<Demand, { op: 'key' }>>, literals: Literals): Literal {
  return literals.demand(`key ${id}`, () => ({
    op: 'key',
    notNamed: new Map(),
    notMatching: [],
    matching: undefined,
    name: undefined,
    value: undefined,
    ...parts,
  }));
}
