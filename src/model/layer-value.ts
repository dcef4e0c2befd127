import type { JsonPrimitive, JsonValue } from './json.ts';

export type PatchKind = 'unset' | 'replace' | 'append' | 'prepend' | 'union' | 'element-unset';

/**
 * A directive of a layer, read into an object of its own class so that no key of the data can be taken for one.
 * `operand` is the value beside the directive's key: an array for append, prepend and union; anything for replace;
 * for element-unset the element without its `$unset`. `after` is a later value for the same place, merged after it.
 */
export class Patch {
  readonly kind: PatchKind;
  readonly operand: LayerValue;
  readonly after: LayerValue | undefined;

  constructor(kind: PatchKind, operand: LayerValue, after?: LayerValue) {
    this.kind = kind;
    this.operand = operand;
    this.after = after;
  }
}

export interface LayerObject {
  readonly [key: string]: LayerValue;
}

/** A layer's value with references inlined and directives still to be applied. */
export type LayerValue = JsonPrimitive | readonly LayerValue[] | LayerObject | Patch;

export function isLayerObject(value: LayerValue | undefined): value is LayerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Patch);
}

export function isLayerArray(value: LayerValue | undefined): value is readonly LayerValue[] {
  return Array.isArray(value);
}

/** What a person calls the value. */
export function kindWord(value: LayerValue): string {
  if (value === null) return 'null';
  if (value instanceof Patch) return value.kind === 'element-unset' ? '$unset' : `$${value.kind}`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a string' : typeof value === 'number' ? 'a number' : 'a boolean';
}

/** For values known to hold no directive any more. */
export function asJson(value: LayerValue): JsonValue {
  return value as JsonValue;
}
