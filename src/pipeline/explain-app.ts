import type { DocumentId } from '../model/document-id.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { childPointer, step, type Pointer } from '../model/pointer.ts';
import { childTrace, siteOf, type Hop, type Origin, type Shadowed, type Strategy, type Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';

/** Where one leaf of an app came from. */
export interface Explanation {
  readonly pointer: Pointer;
  readonly value: JsonValue;
  readonly document: DocumentId;
  readonly site: Site;
  /** Name of the layer; undefined for a schema default. */
  readonly layer: string | undefined;
  /** References on the way from the layer to the value, the outermost first. */
  readonly via: readonly Hop[];
  readonly strategy: Strategy;
  /** Values that lost, the latest first. */
  readonly shadowed: readonly Loser[];
}

export interface Loser {
  readonly value: JsonValue;
  /** Of the place that it lost: the leaf's, or that of something around it that was replaced as a whole. */
  readonly pointer: Pointer;
  readonly document: DocumentId;
  readonly site: Site;
  readonly layer: string | undefined;
}

/** A value that lost a place, with what lies in it. */
interface Lost extends Shadowed {
  readonly pointer: Pointer;
  /** It lost as a whole: the value that is looked at has no counterpart in it. */
  readonly whole?: boolean;
}

/**
 * Every leaf at or under a place of an app: scalars, `null`, empty objects and empty arrays.
 *
 * @param data of the whole app, and `trace` its provenance: what was replaced around a value counts for it
 * @param tokens of a place that exists
 */
export function* explainLeaves(data: JsonValue, trace: Trace, tokens: readonly string[] = []): Generator<Explanation> {
  let [value, at, pointer, lost] = [data, trace, '', lostAt(trace, '')];
  for (const token of tokens) {
    value = step(value, token) as JsonValue;
    at = childTrace(at, token);
    pointer = childPointer(pointer, token);
    lost = lostBelow(lost, at, token, pointer);
  }
  yield* leavesOf(value, at, pointer, lost);
}

function* leavesOf(value: JsonValue, trace: Trace, pointer: Pointer, lost: readonly Lost[]): Generator<Explanation> {
  const keys = isObject(value) ? Object.keys(value) : isArray(value) ? value.map((_, i) => String(i)) : [];
  for (const key of keys) {
    const [child, place] = [childTrace(trace, key), childPointer(pointer, key)];
    yield* leavesOf(step(value, key) as JsonValue, child, place, lostBelow(lost, child, key, place));
  }
  if (keys.length > 0) return;
  const shadowed = lost.map((each) => ({ value: each.value, pointer: each.pointer, ...placeOf(each.trace.origin) }));
  yield { pointer, value, ...placeOf(trace.origin), via: trace.origin.via, strategy: trace.strategy, shadowed };
}

/** Everything that a value replaced, the latest first. */
function lostAt(trace: Trace, pointer: Pointer): Lost[] {
  const all: Lost[] = [];
  for (let { lost } = trace; lost !== undefined; lost = lost.trace.lost) all.push({ ...lost, pointer });
  return all;
}

/** What a member shadows: what it replaced itself, then what was replaced around it, as far as that had such a member. */
function lostBelow(around: readonly Lost[], trace: Trace, key: string, pointer: Pointer): Lost[] {
  return [...lostAt(trace, pointer), ...around.flatMap((each) => memberOfLost(each, key, pointer))];
}

/** Elements of arrays are not told apart by their position: an array that was replaced lost as a whole. */
function memberOfLost(lost: Lost, key: string, pointer: Pointer): Lost[] {
  const value = isObject(lost.value) && lost.whole !== true ? step(lost.value, key) : undefined;
  if (value === undefined) return [{ ...lost, whole: true }];
  const trace = childTrace(lost.trace, key);
  return [{ value, trace, pointer }, ...lostAt(trace, pointer)];
}

function placeOf(origin: Origin): { readonly document: DocumentId; readonly site: Site; readonly layer: string | undefined } {
  return { document: origin.document, site: siteOf(origin), layer: origin.layer };
}
