import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { subschemasOf } from '../index/subschemas.ts';
import { statedDialect } from '../index/read-schema.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import { addRule } from './to-latest.ts';
import { SizeReader } from './written-size.ts';

type Open = Record<string, JsonValue>;

/** Schemas that are written out, each as often as it is referred to. */
const MAX_SCHEMAS = 50_000;
const MAX_DEPTH = 100;

/**
 * A bundle with its references replaced by what they name, as far as that ends. json-schema-ref-parser does it; it is shown
 * nothing that it would misread: values that only look like references are hidden from it, and what stands beside a reference
 * is put beside it in an `allOf`, since it would take it for a correction. It reads nothing: all references lead into the bundle.
 *
 * @throws TooComplex
 */
export async function dereference(bundle: JsonValue): Promise<JsonValue> {
  const dialect = statedDialect(bundle);
  if (!isObject(bundle) || dialect === undefined) return bundle;
  checkSize(bundle, dialect);
  const hidden: JsonValue[] = [];
  const input = hide(bundle, dialect, hidden) as Open;
  const { $RefParser } = await import('@apidevtools/json-schema-ref-parser');
  const options = { resolve: { external: false }, dereference: { circular: 'ignore', maxDepth: 10 * MAX_DEPTH } } as const;
  const output = (await $RefParser.dereference(input, options)) as JsonValue;
  return withoutUnused(new Restoring(dialect, hidden).restore(output, 0), dialect);
}

/** Before: the parser would take as long as the result is large. */
function checkSize(bundle: JsonObject, dialect: Dialect): void {
  const { count, depth } = new SizeReader(dialect, member(bundle, containerOf(dialect))).of(bundle);
  if (count > MAX_SCHEMAS) throw new TooComplex(`without references it has more than ${MAX_SCHEMAS} parts`);
  if (depth > MAX_DEPTH) throw new TooComplex(`without references it is nested more than ${MAX_DEPTH} deep`);
}

function containerOf(dialect: Dialect): '$defs' | 'definitions' {
  return dialect.referenceStandsAlone ? 'definitions' : '$defs';
}

/** Every value that is no schema becomes a number: its place in the list. */
function hide(schema: JsonValue, dialect: Dialect, hidden: JsonValue[]): JsonValue {
  if (!isObject(schema)) return schema;
  const copy: Open = {};
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword] as JsonValue;
    if (keyword !== '$ref')
      copy[keyword] = dialect.applicators.has(keyword) ? inside(keyword, value, dialect, hidden) : hidden.push(value) - 1;
  }
  const reference = member(schema, '$ref');
  if (reference === undefined) return copy;
  if (dialect.referenceStandsAlone || Object.keys(copy).length === 0) return { $ref: reference };
  addRule(copy, 'allOf', []);
  copy['allOf'] = [...(copy['allOf'] as JsonValue[]), { $ref: reference }];
  return copy;
}

function inside(keyword: string, value: JsonValue, dialect: Dialect, hidden: JsonValue[]): JsonValue {
  const form = dialect.applicators.get(keyword)?.form;
  if (isArray(value)) return value.map((each) => hide(each, dialect, hidden));
  if (!isObject(value) || form === 'schema' || form === 'schema-or-list') return hide(value, dialect, hidden);
  const parts = Object.keys(value).map((key): [string, JsonValue] => {
    const part = value[key] as JsonValue;
    return [key, isArray(part) ? hidden.push(part) - 1 : hide(part, dialect, hidden)];
  });
  return Object.fromEntries(parts);
}

/** Undoes `hide`, and writes out each time what the parser has put into several places. */
class Restoring {
  readonly #dialect: Dialect;
  readonly #hidden: readonly JsonValue[];
  #schemas = 0;

  constructor(dialect: Dialect, hidden: readonly JsonValue[]) {
    this.#dialect = dialect;
    this.#hidden = hidden;
  }

  restore(schema: JsonValue, depth: number): JsonValue {
    this.#schemas += 1;
    if (this.#schemas > MAX_SCHEMAS) throw new TooComplex(`written out it has more than ${MAX_SCHEMAS} parts`);
    if (depth > MAX_DEPTH) throw new TooComplex(`written out it is nested more than ${MAX_DEPTH} deep`);
    if (!isObject(schema)) return schema;
    return Object.fromEntries(
      Object.keys(schema).map((keyword) => [keyword, this.#value(keyword, schema[keyword] as JsonValue, depth)]),
    );
  }

  #value(keyword: string, value: JsonValue, depth: number): JsonValue {
    if (keyword === '$ref') return value;
    const applicator = this.#dialect.applicators.get(keyword);
    if (applicator === undefined) return this.#hidden[value as number] as JsonValue;
    if (isArray(value)) return value.map((each) => this.restore(each, depth + 1));
    const isMap = applicator.form === 'map' || applicator.form === 'map-or-names';
    if (!isMap || !isObject(value)) return this.restore(value, depth + 1);
    return Object.fromEntries(
      Object.keys(value).map((key) => {
        const part = value[key] as JsonValue;
        return [key, typeof part === 'number' ? (this.#hidden[part] as JsonValue) : this.restore(part, depth + 1)];
      }),
    );
  }
}

/** Definitions that nothing refers to any more. */
function withoutUnused(schema: JsonValue, dialect: Dialect): JsonValue {
  const container = containerOf(dialect);
  const definitions = isObject(schema) ? member(schema, container) : undefined;
  if (!isObject(schema) || !isObject(definitions)) return schema;
  const { [container]: _, ...rest } = schema;
  const used = new Set(referencesIn(rest, dialect, []));
  for (const reference of used) {
    const definition = member(definitions, reference.split('/')[2] ?? '');
    if (definition !== undefined) for (const each of referencesIn(definition, dialect, [])) used.add(each);
  }
  const kept = Object.entries(definitions).filter(([name]) => [...used].some((each) => each.split('/')[2] === name));
  return kept.length === 0 ? rest : { ...rest, [container]: Object.fromEntries(kept) };
}

function referencesIn(schema: JsonValue, dialect: Dialect, found: string[]): string[] {
  if (!isObject(schema)) return found;
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') found.push(reference);
  for (const { value } of subschemasOf(schema, dialect)) referencesIn(value, dialect, found);
  return found;
}
