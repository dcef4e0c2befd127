import type { DocumentId } from './document-id.ts';
import type { JsonArray, JsonObject, JsonValue } from './json.ts';
import { childPointer, type Pointer } from './pointer.ts';
import type { Site, Source } from './source.ts';

/** The rule by which a value won. */
export type Strategy =
  | 'set'
  | 'replace'
  | 'merge'
  | 'append'
  | 'prepend'
  | 'union'
  | 'byKey'
  | '$replace'
  | '$append'
  | '$prepend'
  | '$union'
  | 'default';

/** One `$ref` on the way from a layer to the value. */
export interface Hop {
  readonly document: DocumentId;
  readonly site: Site;
  readonly target: string;
}

/** Where a value is written. `layer` is the name of the cascade's layer; undefined for a schema default. */
export interface Origin {
  readonly document: DocumentId;
  readonly source: Source;
  readonly pointer: Pointer;
  readonly via: readonly Hop[];
  readonly layer: string | undefined;
}

/** A value that lost, with its own provenance: what lies in it may come from several places. */
export interface Shadowed {
  readonly value: JsonValue;
  readonly trace: Trace;
}

/**
 * Provenance of a value and all that lies in it. Without `children` everything below comes from the origin's document,
 * each part at the pointer it has there; with them that holds for the members that are not listed.
 */
export interface Trace {
  readonly origin: Origin;
  readonly strategy: Strategy;
  /** The value that this one replaced. What that one had replaced before is part of its own provenance. */
  readonly lost?: Shadowed | undefined;
  readonly children?: ReadonlyMap<string, Trace> | undefined;
  /** Where the key stands, if not at the origin: a value that came through a reference has its key at the reference. */
  readonly key?: Site | undefined;
}

/** The place to show for a finding: of the value itself, or of the key it stands under. */
export function siteOfTrace(trace: Trace, at: 'key' | 'value'): Site {
  return at === 'key' && trace.key !== undefined ? trace.key : siteOf(trace.origin, at);
}

export function traceOf(origin: Origin, strategy: Strategy = 'set'): Trace {
  return { origin, strategy };
}

/** The same provenance with something changed. A trace need not be a plain object, so that spreading it would not do. */
export function derivedTrace(trace: Trace, changes: Partial<Trace>): Trace {
  const { origin, strategy, key } = trace;
  const lost = 'lost' in changes ? undefined : trace.lost;
  const children = 'children' in changes ? undefined : trace.children;
  return { origin, strategy, lost, children, key, ...changes };
}

/** What lost within a layer, and after it what lost below the layer. */
export function lostBefore(lost: Shadowed | undefined, earlier: Shadowed | undefined): Shadowed | undefined {
  if (lost === undefined || earlier === undefined) return lost ?? earlier;
  return { value: lost.value, trace: derivedTrace(lost.trace, { lost: lostBefore(lost.trace.lost, earlier) }) };
}

export function childTrace(trace: Trace, key: string | number): Trace {
  const known = trace.children?.get(String(key));
  if (known !== undefined) return known;
  const { origin, strategy } = trace;
  return { origin: { ...origin, pointer: childPointer(origin.pointer, key) }, strategy };
}

export function traceAt(trace: Trace, tokens: readonly string[]): Trace {
  return tokens.reduce<Trace>(childTrace, trace);
}

export function siteOf(origin: Origin, at: 'key' | 'value' = 'value'): Site {
  return { source: origin.source, pointer: origin.pointer, at };
}

/** Children of a trace made explicit, so that single members can be replaced. */
export function childrenOf(trace: Trace, value: JsonObject | JsonArray): Map<string, Trace> {
  return new Map(Object.keys(value).map((key) => [key, childTrace(trace, key)]));
}
