import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { parsePointer } from '../../src/model/pointer.ts';
import type { ValueChange } from '../../src/effective-diff/value-change.ts';

type Draft = null | boolean | number | string | Draft[] | Map<string, Draft>;

/** Does what the changes say, and nothing else: the oracle of their completeness. */
export function applyChanges(before: JsonValue, changes: readonly ValueChange[]): JsonValue {
  const root = { value: toDraft(before) };
  const taken = new Map<ValueChange, Draft>();
  // Inner changes first, by old places, while these still hold.
  for (const change of changes) if (change.kind === 'changed') set(root, change.oldPointer, toDraft(change.after));
  const leaving = changes.filter((each) => each.kind === 'removed' || each.kind === 'moved');
  for (const change of leaving.toSorted((a, b) => latestFirst(a.oldPointer, b.oldPointer)))
    taken.set(change, remove(root, change.oldPointer));
  const coming = changes.filter((each) => each.kind === 'added' || each.kind === 'moved');
  for (const change of coming.toSorted((a, b) => -latestFirst(a.newPointer, b.newPointer)))
    insert(root, change.newPointer, change.kind === 'moved' ? (taken.get(change) as Draft) : toDraft(change.after));
  return fromDraft(root.value);
}

/** Greater indices, and deeper places, before smaller ones. */
function latestFirst(a: string, b: string): number {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    if (x === y) continue;
    const numeric = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numeric ? Number(y) - Number(x) : x < y ? 1 : -1;
  }
  return right.length - left.length;
}

function tokensOf(pointer: string): string[] {
  return parsePointer(pointer) as string[];
}

function toDraft(value: JsonValue): Draft {
  if (isArray(value)) return value.map((each) => toDraft(each));
  if (isObject(value)) return new Map(Object.entries(value).map(([key, each]) => [key, toDraft(each)]));
  return value;
}

function fromDraft(value: Draft): JsonValue {
  if (Array.isArray(value)) return value.map((each) => fromDraft(each));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, each]) => [key, fromDraft(each)]));
}

interface Root {
  value: Draft;
}

function containerOf(root: Root, tokens: readonly string[], create: boolean): Draft {
  let at = root.value;
  for (const token of tokens.slice(0, -1)) {
    if (create && at instanceof Map && !at.has(token)) at.set(token, new Map());
    at = Array.isArray(at) ? (at[Number(token)] as Draft) : ((at as Map<string, Draft>).get(token) as Draft);
  }
  return at;
}

function set(root: Root, pointer: string, value: Draft): void {
  const tokens = tokensOf(pointer);
  const container = containerOf(root, tokens, false);
  const last = tokens.at(-1);
  if (last === undefined) root.value = value;
  else if (Array.isArray(container)) container[Number(last)] = value;
  else (container as Map<string, Draft>).set(last, value);
}

function remove(root: Root, pointer: string): Draft {
  const tokens = tokensOf(pointer);
  const container = containerOf(root, tokens, false);
  const last = tokens.at(-1) as string;
  if (Array.isArray(container)) return container.splice(Number(last), 1)[0] as Draft;
  const map = container as Map<string, Draft>;
  if (!map.has(last)) throw new Error(`nothing at ${pointer}`);
  const value = map.get(last) as Draft;
  map.delete(last);
  return value;
}

function insert(root: Root, pointer: string, value: Draft): void {
  const tokens = tokensOf(pointer);
  const container = containerOf(root, tokens, true);
  const last = tokens.at(-1) as string;
  if (Array.isArray(container)) container.splice(Number(last), 0, value);
  else if ((container as Map<string, Draft>).has(last)) throw new Error(`something at ${pointer}`);
  else (container as Map<string, Draft>).set(last, value);
}
