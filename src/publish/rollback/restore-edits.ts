import type { Edit } from '../../documents/edit.ts';
import { deepEqual, isObject, member, setMember, type JsonObject, type JsonValue } from '../../model/json.ts';
import { formatPointer } from '../../model/pointer.ts';

/** What stands in an app's own document, what it is resolved to, and what it has to be resolved to. */
export interface RestoreInput {
  readonly own: JsonValue;
  readonly now: JsonValue;
  readonly wanted: JsonValue;
}

/**
 * Changes of an app's own document that bring its data nearer to what is wanted. Whether they are enough is seen when the app is
 * compiled again: what was taken out and came back from a layer below is then unset, and what was merged with one is replaced.
 *
 * @returns nothing where no change of that document is left that could help
 */
export function restoreEdits({ own, now, wanted }: RestoreInput): readonly Edit[] {
  if (!isObject(own) || !isObject(now) || !isObject(wanted)) return [];
  const edits: Edit[] = [];
  descend({ own, now, wanted }, [], edits);
  return edits;
}

function descend(
  { own, now, wanted }: { readonly own: JsonValue | undefined; readonly now: JsonObject; readonly wanted: JsonObject },
  path: readonly string[],
  edits: Edit[],
): void {
  const isWhole = isObject(own) && Object.hasOwn(own, '$replace') && isObject(own['$replace']);
  const inside = isWhole ? own['$replace'] : own;
  const at = isWhole ? [...path, '$replace'] : path;
  const keys = [...new Set([...Object.keys(now), ...Object.keys(wanted)])].toSorted();
  for (const key of keys) {
    const written = key.startsWith('$') ? `$${key}` : key;
    const mine = isObject(inside) ? member(inside, written) : undefined;
    const [is, should] = [member(now, key), member(wanted, key)];
    if (is !== undefined && should !== undefined && deepEqual(is, should)) continue;
    const place = [...at, written];
    if (should === undefined) edits.push(leaveOut(mine, place));
    else if (isObject(is) && isObject(should) && (mine === undefined || isObject(mine)))
      descend({ own: mine, now: is, wanted: should }, place, edits);
    else edits.push(...say(mine, should, place));
  }
}

/** What the own document says goes; what a layer below says then is unset. */
function leaveOut(mine: JsonValue | undefined, place: readonly string[]): Edit {
  const pointer = formatPointer(place);
  return mine === undefined ? { op: 'set', pointer, value: { $unset: true } } : { op: 'remove', pointer };
}

/** As it would be written by hand; taken whole where that was merged with something, and nothing where that did not help either. */
function say(mine: JsonValue | undefined, wanted: JsonValue, place: readonly string[]): readonly Edit[] {
  const plain = literal(wanted);
  const whole = { $replace: plain };
  if (mine !== undefined && deepEqual(mine, whole)) return [];
  const value = mine !== undefined && deepEqual(mine, plain) ? whole : plain;
  return [{ op: 'set', pointer: formatPointer(place), value }];
}

/** A key of the data that starts with `$` is written with one more. */
function literal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => literal(each));
  if (!isObject(value)) return value;
  const copy: Record<string, JsonValue> = {};
  for (const [key, inner] of Object.entries(value)) setMember(copy, key.startsWith('$') ? `$${key}` : key, literal(inner));
  return copy;
}
