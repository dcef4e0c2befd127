import { deepEqual, isArray, isObject, member, type JsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import type { Edit } from '../edit.ts';
import type { EditStep } from './edit-step.ts';

/** More changes than this in one value, and it is written anew as a whole. */
const MOST_STEPS = 200;

/** An edit as steps that each change one entry, so that comments inside of what stays the same are kept. */
export function editSteps(root: JsonValue, { pointer, op, value = null }: Edit): readonly EditStep[] {
  const path = parsePointer(pointer);
  if (path === undefined) throw new Error(`not a JSON Pointer: ${pointer}`);
  if (op === 'remove') return removal(root, path);
  const last = path.at(-1);
  const parent = last === undefined ? undefined : valueAt(root, path.slice(0, -1));
  if (op === 'insert' && last !== undefined && isArray(parent)) {
    return [{ op: 'add', path: path.slice(0, -1), at: elementIndex(parent, last, pointer), value }];
  }
  return assignment(root, path, value, pointer);
}

function removal(root: JsonValue, path: readonly string[]): readonly EditStep[] {
  const last = path.at(-1);
  if (last === undefined) throw new Error('the root of a document cannot be removed');
  if (valueAt(root, path) === undefined) return [];
  const parent = path.slice(0, -1);
  return [{ op: 'remove', path: parent, at: isArray(valueAt(root, parent)) ? Number(last) : last }];
}

function assignment(root: JsonValue, path: readonly string[], value: JsonValue, pointer: string): readonly EditStep[] {
  let known = path.length;
  while (known > 0 && valueAt(root, path.slice(0, known)) === undefined) known--;
  const target = valueAt(root, path.slice(0, known)) as JsonValue;
  if (known === path.length) return replacement(path, target, value);
  const [first = '', ...rest] = path.slice(known);
  const added = rest.reduceRight((inner: JsonValue, token): JsonValue => ({ [token]: inner }), value);
  const at = path.slice(0, known);
  if (isArray(target)) return [{ op: 'add', path: at, at: elementIndex(target, first, pointer), value: added }];
  if (!isObject(target)) throw new Error(`nothing can be set at ${pointer}: a value on the way there is no container`);
  return [{ op: 'add', path: at, at: first, value: added }];
}

function elementIndex(array: JsonArray, token: string, pointer: string): number {
  const index = token === '-' ? array.length : Number(token);
  if (/^(?:-|0|[1-9]\d*)$/.test(token) && index <= array.length) return index;
  throw new Error(`no element can be added at ${pointer}`);
}

function replacement(path: readonly string[], from: JsonValue, to: JsonValue): readonly EditStep[] {
  const steps = [...difference(path, from, to)];
  return steps.length > MOST_STEPS ? [{ op: 'replace', path, value: to }] : steps;
}

function* difference(path: readonly string[], from: JsonValue, to: JsonValue): Generator<EditStep> {
  if (deepEqual(from, to)) return;
  if (isObject(from) && isObject(to)) yield* memberDifference(path, from, to);
  else if (isArray(from) && isArray(to)) yield* elementDifference(path, from, to);
  else yield { op: 'replace', path, value: to };
}

function* memberDifference(path: readonly string[], from: JsonObject, to: JsonObject): Generator<EditStep> {
  for (const key of Object.keys(from)) if (member(to, key) === undefined) yield { op: 'remove', path, at: key };
  for (const key of Object.keys(to)) {
    const before = member(from, key);
    const after = to[key] as JsonValue;
    if (before === undefined) yield { op: 'add', path, at: key, value: after };
    else yield* difference([...path, key], before, after);
  }
}

/** What both arrays start and end with stays; between, elements change in place, and then the rest is removed or added. */
function* elementDifference(path: readonly string[], from: JsonArray, to: JsonArray): Generator<EditStep> {
  const same = (a: number, b: number): boolean => deepEqual(from[a] as JsonValue, to[b] as JsonValue);
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(from.length - 1 - tail, to.length - 1 - tail)) tail++;
  const changed = shorter - head - tail;
  for (let i = head; i < head + changed; i++) yield* difference([...path, String(i)], from[i] as JsonValue, to[i] as JsonValue);
  for (let i = from.length - tail - 1; i >= head + changed; i--) yield { op: 'remove', path, at: i };
  for (let i = head + changed; i < to.length - tail; i++) yield { op: 'add', path, at: i, value: to[i] as JsonValue };
}
