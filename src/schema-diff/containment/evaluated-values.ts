import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Verdict } from './verdict.ts';

interface Judges {
  accepts(schema: SchemaClass, value: JsonValue): Verdict;
  matches(pattern: string, text: string): Verdict;
}

interface Evaluated<T> {
  readonly found: Set<T>;
  readonly every: () => Iterable<T>;
  /** False where some answer is missing. */
  isSure: boolean;
}

/** The names of members that a schema evaluates, as far as it does without its own `unevaluatedProperties`. */
export function evaluatedNames(of: SchemaClass, value: JsonObject, judges: Judges): ReadonlySet<string> | undefined {
  const into: Evaluated<string> = { found: new Set(), every: () => Object.keys(value), isSure: true };
  follow(of, value, judges, into, true, noteMembers);
  return into.isSure ? into.found : undefined;
}

/** The indices of elements that a schema evaluates, as far as it does without its own `unevaluatedItems`. */
export function evaluatedIndices(of: SchemaClass, value: readonly JsonValue[], judges: Judges): ReadonlySet<number> | undefined {
  const into: Evaluated<number> = { found: new Set(), every: () => value.keys(), isSure: true };
  follow(of, value, judges, into, true, noteElements);
  return into.isSure ? into.found : undefined;
}

type Note<T, V extends JsonValue> = (of: SchemaClass, value: V, judges: Judges, into: Evaluated<T>, isOwn: boolean) => void;

/** Every schema that judges the same value and accepts it. The schema itself is taken to accept it. */
function follow<T, V extends JsonValue>(
  of: SchemaClass,
  value: V,
  judges: Judges,
  into: Evaluated<T>,
  isOwn: boolean,
  note: Note<T, V>,
): void {
  note(of, value, judges, into, isOwn);
  const enter = (schema: SchemaClass | undefined): void => {
    if (schema !== undefined) follow(schema, value, judges, into, false, note);
  };
  const enterWhere = (schema: SchemaClass): Verdict => {
    const verdict = judges.accepts(schema, value);
    if (verdict === undefined) into.isSure = false;
    if (verdict === true) enter(schema);
    return verdict;
  };
  for (const { part } of of.parts) {
    if (part.op === 'schema') enter(part.schema);
    else if (part.op === 'any' || part.op === 'one') part.schemas.forEach(enterWhere);
    else if (part.op === 'dependent' && isObject(value) && member(value, part.name) !== undefined) enter(part.schema);
    else if (part.op === 'if') enter(enterWhere(part.condition) === true ? part.then : part.otherwise);
    else if (part.op === 'opaque') into.isSure = false;
  }
}

function noteMembers(of: SchemaClass, value: JsonObject, judges: Judges, into: Evaluated<string>, isOwn: boolean): void {
  const { schema } = of.node;
  if (!isObject(schema)) return;
  const hasRest = Object.hasOwn(schema, 'additionalProperties') || (!isOwn && Object.hasOwn(schema, 'unevaluatedProperties'));
  if (hasRest) for (const name of into.every()) into.found.add(name);
  for (const { part } of of.parts) {
    if (part.op !== 'members') continue;
    for (const name of Object.keys(value)) if (part.named.has(name)) into.found.add(name);
    for (const [pattern] of part.patterns) {
      for (const name of Object.keys(value)) {
        const matches = judges.matches(pattern, name);
        if (matches === undefined) into.isSure = false;
        if (matches === true) into.found.add(name);
      }
    }
  }
}

/** `contains` evaluates since 2020-12 only. */
function noteElements(
  of: SchemaClass,
  value: readonly JsonValue[],
  judges: Judges,
  into: Evaluated<number>,
  isOwn: boolean,
): void {
  const { schema, draft } = of.node;
  if (!isObject(schema)) return;
  const list = member(schema, draft === '2020-12' ? 'prefixItems' : 'items');
  const rest = draft !== '2020-12' && isArray(list) ? 'additionalItems' : 'items';
  const hasRest = Object.hasOwn(schema, rest) || (!isOwn && Object.hasOwn(schema, 'unevaluatedItems'));
  const count = hasRest ? value.length : isArray(list) ? list.length : 0;
  for (let i = 0; i < Math.min(count, value.length); i += 1) into.found.add(i);
  for (const { part } of of.parts) {
    if (part.op !== 'contains' || !part.evaluates) continue;
    value.forEach((item, i) => {
      const verdict = judges.accepts(part.item, item);
      if (verdict === undefined) into.isSure = false;
      if (verdict === true) into.found.add(i);
    });
  }
}
