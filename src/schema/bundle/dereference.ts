import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Applicator, Dialect } from '../dialects/dialect.ts';
import { statedDialect } from '../index/read-schema.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import { definitionName, recursiveNames } from './recursive-names.ts';
import { SizeReader } from './written-size.ts';

type Open = Record<string, JsonValue>;

/** Schemas that are written out, each as often as it is referred to. */
const MAX_SCHEMAS = 50_000;
const MAX_DEPTH = 100;
const MAX_DEFINITIONS = 2000;

/**
 * A bundle with its references replaced by what they name, but for what contains itself. json-schema-ref-parser does it; it is
 * shown nothing that it would misread or not come to an end with: recursion and values that only look like references are hidden
 * from it, and what stands beside a reference is put beside it in an `allOf`, since it would take it for a correction. It reads
 * nothing: all references lead into the bundle.
 *
 * @throws TooComplex
 */
export async function dereference(bundle: JsonValue): Promise<JsonValue> {
  const dialect = statedDialect(bundle);
  if (!isObject(bundle) || dialect === undefined) return bundle;
  const definitions = definitionsOf(bundle, dialect);
  const { length } = Object.keys(definitions);
  if (length > MAX_DEFINITIONS)
    throw new TooComplex(`it has ${length} definitions, and at most ${MAX_DEFINITIONS} are written out`);
  const kept = new Set([...recursiveNames(definitions, dialect), '']);
  checkSize(new SizeReader(dialect, definitions, kept), bundle, kept);
  const hiding = new Hiding(dialect, kept);
  const input = hiding.hide(bundle) as Open;
  const { $RefParser } = await import('@apidevtools/json-schema-ref-parser');
  const options = { resolve: { external: false }, dereference: { circular: 'ignore', maxDepth: 10 * MAX_DEPTH } } as const;
  const output = (await $RefParser.dereference(input, options)) as JsonValue;
  return withoutUnused(hiding.restore(output), dialect, kept);
}

/** Before: the parser would take as long as the result is large. */
function checkSize(sizes: SizeReader, bundle: JsonValue, kept: ReadonlySet<string>): void {
  const all = [sizes.of(bundle), ...[...kept].map((name) => sizes.named(name))];
  const count = all.reduce((sum, size) => sum + size.count, 0);
  if (count > MAX_SCHEMAS) throw new TooComplex(`without references it has more than ${MAX_SCHEMAS} parts`);
  if (all.some(({ depth }) => depth > MAX_DEPTH))
    throw new TooComplex(`without references it is nested more than ${MAX_DEPTH} deep`);
}

function definitionsOf(bundle: JsonObject, dialect: Dialect): JsonObject {
  const definitions = member(bundle, containerOf(dialect));
  return isObject(definitions) ? definitions : {};
}

function containerOf(dialect: Dialect): '$defs' | 'definitions' {
  return dialect.referenceStandsAlone ? 'definitions' : '$defs';
}

/** What the parser is not to see: every value that is no schema becomes a number, its place in a list. */
class Hiding {
  readonly #dialect: Dialect;
  readonly #kept: ReadonlySet<string>;
  readonly #hidden: JsonValue[] = [];

  /** @param kept definitions whose references stay */
  constructor(dialect: Dialect, kept: ReadonlySet<string>) {
    this.#dialect = dialect;
    this.#kept = kept;
  }

  hide(schema: JsonValue): JsonValue {
    if (!isObject(schema)) return schema;
    const { $ref, ...rest } = schema;
    const copy: Open = Object.fromEntries(
      Object.keys(rest).map((keyword) => [keyword, this.#inside(keyword, rest[keyword] as JsonValue)]),
    );
    if (typeof $ref !== 'string') return copy;
    const reference = { $ref: this.#kept.has(definitionName($ref)) ? this.#put($ref) : $ref };
    if (this.#dialect.referenceStandsAlone || Object.keys(copy).length === 0) return reference;
    return { ...copy, allOf: [...((copy['allOf'] ?? []) as JsonValue[]), reference] };
  }

  #inside(keyword: string, value: JsonValue): JsonValue {
    const applicator = this.#dialect.applicators.get(keyword);
    if (applicator === undefined) return this.#put(value);
    return eachSchema(
      value,
      applicator,
      (part) => this.hide(part),
      (names) => this.#put(names),
    );
  }

  restore(schema: JsonValue): JsonValue {
    if (!isObject(schema)) return schema;
    return Object.fromEntries(
      Object.keys(schema).map((keyword) => [keyword, this.#outside(keyword, schema[keyword] as JsonValue)]),
    );
  }

  #outside(keyword: string, value: JsonValue): JsonValue {
    const applicator = this.#dialect.applicators.get(keyword);
    const taken = (place: JsonValue): JsonValue => this.#hidden[place as number] as JsonValue;
    if (applicator === undefined) return taken(value);
    return eachSchema(value, applicator, (part) => this.restore(part), taken);
  }

  #put(value: JsonValue): number {
    return this.#hidden.push(value) - 1;
  }
}

/** The value of a keyword with each schema in it replaced, and each list of names, or what stands for one. */
function eachSchema(
  value: JsonValue,
  { form }: Applicator,
  schema: (part: JsonValue) => JsonValue,
  names: (part: JsonValue) => JsonValue,
): JsonValue {
  if (isArray(value)) return value.map(schema);
  if (!isObject(value) || (form !== 'map' && form !== 'map-or-names')) return schema(value);
  return Object.fromEntries(
    Object.keys(value).map((key) => {
      const part = value[key] as JsonValue;
      return [key, isNames(part) ? names(part) : schema(part)];
    }),
  );
}

/** Definitions that nothing refers to any more go. */
function withoutUnused(schema: JsonValue, dialect: Dialect, kept: ReadonlySet<string>): JsonValue {
  const container = containerOf(dialect);
  if (!isObject(schema)) return schema;
  const rest = Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== container));
  const left = Object.entries(definitionsOf(schema, dialect)).filter(([name]) => kept.has(name));
  return left.length === 0 ? rest : { ...rest, [container]: Object.fromEntries(left) };
}

function isNames(part: JsonValue): boolean {
  return isArray(part) || typeof part === 'number';
}
