import type { DocumentId } from '../model/document-id.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import { childTrace, siteOf, type Hop, type Origin, type Strategy, type Trace } from '../model/provenance.ts';
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

/** Every leaf at or under a place: scalars, `null`, empty objects and empty arrays. */
export function* explainLeaves(
  value: JsonValue,
  trace: Trace,
  pointer: Pointer,
  above: readonly Loser[] = [],
): Generator<Explanation> {
  const shadowed = [...trace.shadowed.map((each) => ({ value: each.value, pointer, ...place(each.origin) })), ...above];
  if (isObject(value) && Object.keys(value).length > 0) {
    for (const key of Object.keys(value))
      yield* explainLeaves(value[key] as JsonValue, childTrace(trace, key), childPointer(pointer, key), shadowed);
  } else if (isArray(value) && value.length > 0) {
    for (const [i, item] of value.entries()) yield* explainLeaves(item, childTrace(trace, i), childPointer(pointer, i), shadowed);
  } else yield { pointer, value, ...place(trace.origin), via: trace.origin.via, strategy: trace.strategy, shadowed };
}

function place(origin: Origin): { readonly document: DocumentId; readonly site: Site; readonly layer: string | undefined } {
  return { document: origin.document, site: siteOf(origin), layer: origin.layer };
}
