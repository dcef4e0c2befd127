import { canonicalJson } from '../../model/canonical-json.ts';
import { isArray, type JsonValue } from '../../model/json.ts';

/** The types of JSON Schema, where `number` is a whole one or a fraction. */
export type FactType = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';
export type BoundKind = 'number' | 'string' | 'array' | 'object';

export interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly exclusiveMin?: boolean | undefined;
  readonly exclusiveMax?: boolean | undefined;
}

/** What every value is that some schema accepts: never less than the schema allows, perhaps more. */
export interface ValueFacts {
  readonly types: ReadonlySet<FactType>;
  /** All that it may be; undefined where that is no list. */
  readonly values: readonly JsonValue[] | undefined;
  readonly bounds: Readonly<Partial<Record<BoundKind, Bounds>>>;
  readonly format: string | undefined;
  readonly pattern: string | undefined;
  readonly isSecret: boolean;
  readonly isBinary: boolean;
}

const allTypes: readonly FactType[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];
const boundKinds: readonly BoundKind[] = ['number', 'string', 'array', 'object'];

/** A longer list is no help to anybody, and costs as often as it is merged. */
const MAX_VALUES = 5000;

const nothingSaid = {
  values: undefined,
  bounds: {},
  format: undefined,
  pattern: undefined,
  isSecret: false,
  isBinary: false,
} as const;

export const anyValue: ValueFacts = { ...nothingSaid, types: new Set(allTypes) };
export const noValue: ValueFacts = { ...nothingSaid, types: new Set() };

/** Of values that both are true of. */
export function bothFacts(a: ValueFacts, b: ValueFacts): ValueFacts {
  if (a === anyValue) return b;
  if (b === anyValue) return a;
  const known = b.values === undefined ? undefined : new Set(b.values.map((each) => canonicalJson(each)));
  const bounds: Partial<Record<BoundKind, Bounds>> = {};
  for (const kind of boundKinds) {
    const tight = tighter(a.bounds[kind], b.bounds[kind]);
    if (tight !== undefined) bounds[kind] = tight;
  }
  return fitted({
    types: new Set([...a.types].filter((type) => b.types.has(type))),
    values: a.values === undefined || known === undefined ? (a.values ?? b.values) : a.values.filter(isIn(known)),
    bounds,
    format: a.format ?? b.format,
    pattern: a.pattern ?? b.pattern,
    isSecret: a.isSecret || b.isSecret,
    isBinary: a.isBinary || b.isBinary,
  });
}

/** Values of other types are excluded by the types, and types without a value by the list. */
export function fitted(facts: ValueFacts): ValueFacts {
  if (facts.values === undefined) return facts;
  const values = facts.values.filter((each) => facts.types.has(typeOf(each)));
  return { ...facts, values, types: new Set(values.map(typeOf)) };
}

function typeOf(value: JsonValue): FactType {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  if (typeof value === 'object') return isArray(value) ? 'array' : 'object';
  return typeof value as 'string' | 'boolean';
}

/** Of values that one of them at least is true of. */
export function eitherFacts(all: readonly ValueFacts[]): ValueFacts {
  const possible = all.filter(({ types }) => types.size > 0);
  const [first = noValue, ...rest] = possible;
  return rest.reduce(either, first);
}

function either(a: ValueFacts, b: ValueFacts): ValueFacts {
  const bounds: Partial<Record<BoundKind, Bounds>> = {};
  for (const kind of boundKinds) {
    const loose = looser(kind, a, b);
    if (loose !== undefined) bounds[kind] = loose;
  }
  return {
    types: new Set([...a.types, ...b.types]),
    values: a.values === undefined || b.values === undefined ? undefined : union(a.values, b.values),
    bounds,
    format: a.format === b.format ? a.format : undefined,
    pattern: a.pattern === b.pattern ? a.pattern : undefined,
    isSecret: a.isSecret && b.isSecret,
    isBinary: a.isBinary && b.isBinary,
  };
}

function isIn(known: ReadonlySet<string>): (value: JsonValue) => boolean {
  return (value) => known.has(canonicalJson(value));
}

function union(a: readonly JsonValue[], b: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const known = new Set(a.map((each) => canonicalJson(each)));
  const all = [...a, ...b.filter((each) => !known.has(canonicalJson(each)))];
  return all.length > MAX_VALUES ? undefined : all;
}

function tighter(a: Bounds | undefined, b: Bounds | undefined): Bounds | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const least = a.min === undefined || (b.min !== undefined && isAbove(b, a)) ? b : a;
  const most = a.max === undefined || (b.max !== undefined && isBelow(b, a)) ? b : a;
  return { min: least.min, exclusiveMin: least.exclusiveMin, max: most.max, exclusiveMax: most.exclusiveMax };
}

/** A type that one side excludes is bounded as the other says. */
function looser(kind: BoundKind, a: ValueFacts, b: ValueFacts): Bounds | undefined {
  if (!mayBe(a, kind)) return b.bounds[kind];
  if (!mayBe(b, kind)) return a.bounds[kind];
  const [x, y] = [a.bounds[kind], b.bounds[kind]];
  if (x === undefined || y === undefined) return undefined;
  const least = x.min === undefined || y.min === undefined ? undefined : isAbove(y, x) ? x : y;
  const most = x.max === undefined || y.max === undefined ? undefined : isBelow(y, x) ? x : y;
  return { min: least?.min, exclusiveMin: least?.exclusiveMin, max: most?.max, exclusiveMax: most?.exclusiveMax };
}

export function mayBe({ types }: ValueFacts, kind: BoundKind): boolean {
  return kind === 'number' ? types.has('integer') || types.has('fraction') : types.has(kind);
}

function isAbove(a: Bounds, b: Bounds): boolean {
  const [x, y] = [a.min as number, b.min as number];
  return x > y || (x === y && a.exclusiveMin === true);
}

function isBelow(a: Bounds, b: Bounds): boolean {
  const [x, y] = [a.max as number, b.max as number];
  return x < y || (x === y && a.exclusiveMax === true);
}

/** In words of the schema: `integer`, `string | null`, `any`. */
export function typeName({ types, isSecret, isBinary, values }: ValueFacts): string {
  if (types.size === 0 || values?.length === 0) return 'never';
  if (types.size === allTypes.length) return isSecret ? 'secret-ref' : 'any';
  const names = allTypes.filter((type) => types.has(type) && type !== 'fraction');
  const number = types.has('fraction') ? 'number' : 'integer';
  const shown = names.map((type) => (type === 'integer' ? number : type === 'string' ? textName(isSecret, isBinary) : type));
  const order = types.has('fraction') && !types.has('integer') ? [...shown, 'number'] : shown;
  return [...order.filter((each) => each !== 'null'), ...order.filter((each) => each === 'null')].join(' | ');
}

function textName(isSecret: boolean, isBinary: boolean): string {
  return isSecret ? 'secret-ref' : isBinary ? 'binary' : 'string';
}
