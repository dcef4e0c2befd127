export type JsonPrimitive = null | boolean | number | string;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
export type JsonValue = JsonPrimitive | JsonArray | JsonObject;

/** How the cascade tells values apart: objects merge, everything else replaces. */
export type JsonKind = 'null' | 'scalar' | 'array' | 'object';

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function jsonKind(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  if (typeof value !== 'object') return 'scalar';
  return Array.isArray(value) ? 'array' : 'object';
}

/** The own value at a key; keys are data, so the prototype chain is never consulted. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a member of an object that is being built; a key named `__proto__` is data like any other. */
export function setMember<V>(object: Record<string, V>, key: string, value: V): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** JSON equality: key order means nothing, and `0` equals `-0` as it does in JSON text. */
export function deepEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i] as JsonValue));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key] as JsonValue, b[key] as JsonValue));
}
