import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import { setMember } from '../../model/json.ts';
import { sampleTexts } from './format-facts.ts';
import { exampleText } from '../../patterns/example-text.ts';
import type { Part } from './part.ts';
import { schemasOf } from './part.ts';
import type { SchemaClass } from './schema-class.ts';

const MAX_DEPTH = 4;
/** Of one schema inside of another. */
const MAX_INNER = 8;
/** Schemas over the same value that are looked into. */
const MAX_SAME = 60;
const MAX_TEXT = 300;
const plain: readonly JsonValue[] = [null, true, false, 0, 1, -1, 0.5, '', 'a', [], {}];

/** Values that schemas are likely to tell apart, in a fixed order, each once. */
export function* sampleValues(schemas: readonly SchemaClass[], limit: number): Iterable<JsonValue> {
  const seen = new Set<string>();
  for (const value of valuesOf(schemas, 0)) {
    const key = canonicalJson(value);
    if (seen.has(key)) continue;
    if (seen.size >= limit) return;
    seen.add(key);
    yield value;
  }
}

function* valuesOf(schemas: readonly SchemaClass[], depth: number): Iterable<JsonValue> {
  const parts = partsOver(schemas);
  for (const part of parts) yield* scalarsOf(part);
  yield* plain;
  if (depth >= MAX_DEPTH) return;
  const inner = (found: readonly SchemaClass[]): JsonValue[] => take(valuesOf(found, depth + 1), MAX_INNER);
  yield* objectsOf(parts, inner);
  yield* arraysOf(parts, inner);
  if (parts.some(({ op }) => op === 'format' || op === 'secret' || op === 'base64')) yield* sampleTexts;
}

/** Everything that judges the same value. */
function partsOver(schemas: readonly SchemaClass[]): Part<SchemaClass>[] {
  const seen = new Set(schemas);
  const parts: Part<SchemaClass>[] = [];
  for (const schema of seen) {
    for (const { part } of schema.parts) {
      parts.push(part);
      const isSame = ['schema', 'any', 'one', 'not', 'if', 'dependent'].includes(part.op);
      if (isSame && seen.size < MAX_SAME) for (const each of schemasOf(part)) seen.add(each);
    }
  }
  return parts;
}

function* scalarsOf(part: Part<SchemaClass>): Iterable<JsonValue> {
  switch (part.op) {
    case 'enum':
      yield* part.values.slice(0, 20);
      return;
    case 'least':
    case 'most':
      yield* [part.value, part.value + 1, part.value - 1, part.value + 0.5];
      return;
    case 'multiple':
      yield* [part.of, -part.of, 2 * part.of, 3 * part.of, part.of / 2];
      return;
    case 'length':
      for (const length of [part.min, part.min - 1, part.max, part.max + 1]) {
        if (length >= 0 && length <= MAX_TEXT) yield* ['a'.repeat(length), '0'.repeat(length)];
      }
      return;
    case 'pattern': {
      const text = exampleText(part.pattern);
      if (text !== undefined) yield* [text, `${text}x`, `x${text}`];
      return;
    }
    default:
  }
}

type Inner = (schemas: readonly SchemaClass[]) => JsonValue[];

function* objectsOf(parts: readonly Part<SchemaClass>[], inner: Inner): Iterable<JsonValue> {
  const required = new Set<string>();
  const named = new Map<string, SchemaClass[]>();
  const others: SchemaClass[] = [];
  for (const part of parts) {
    if (part.op === 'required') for (const name of part.names) required.add(name);
    if (part.op === 'dependent') named.set(part.name, named.get(part.name) ?? []);
    if (part.op !== 'members') continue;
    for (const [name, schema] of part.named) named.set(name, [...(named.get(name) ?? []), schema]);
    for (const [, schema] of part.patterns) others.push(schema);
    if (part.others !== undefined) others.push(part.others);
  }
  for (const name of required) named.set(name, named.get(name) ?? []);
  const values = new Map([...named].slice(0, 40).map(([name, schemas]) => [name, inner(schemas)]));
  const names = [...values.keys()];
  const build = (chosen: readonly string[], change?: string, value?: JsonValue): JsonValue => {
    const object: Record<string, JsonValue> = {};
    for (const name of chosen) setMember(object, name, name === change ? (value ?? null) : (values.get(name)?.[0] ?? null));
    return object;
  };
  const base = names.filter((name) => required.has(name));
  for (const chosen of [base, names, ...names.map((name) => names.filter((each) => each !== name))]) yield build(chosen);
  for (const name of names) {
    const around = base.includes(name) ? base : [...base, name];
    for (const value of values.get(name) ?? []) yield build(around, name, value);
  }
  for (const name of ['extra', 'x-extra', 'a', '0']) {
    for (const value of inner(others)) yield { ...(build(base) as object), [name]: value };
  }
}

function* arraysOf(parts: readonly Part<SchemaClass>[], inner: Inner): Iterable<JsonValue> {
  const schemas: SchemaClass[] = [];
  const counts = new Set([1, 2, 3]);
  for (const part of parts) {
    if (part.op === 'items' || part.op === 'contains') schemas.push(...schemasOf(part));
    if (part.op === 'items') counts.add(part.prefix.length + 1);
    if (part.op === 'count' || part.op === 'contains')
      for (const each of [part.min, part.min - 1, part.max, part.max + 1]) counts.add(each);
  }
  const values = inner(schemas);
  for (const count of counts) {
    if (!(count > 0 && count <= 20)) continue;
    for (const value of values) yield Array.from({ length: count }, () => value);
    yield Array.from({ length: count }, (_, i) => values[i % values.length] ?? i);
    yield Array.from({ length: count }, (_, i) => i);
  }
}

function take(values: Iterable<JsonValue>, count: number): JsonValue[] {
  const taken: JsonValue[] = [];
  for (const value of values) {
    if (taken.length >= count) break;
    taken.push(value);
  }
  return taken;
}
