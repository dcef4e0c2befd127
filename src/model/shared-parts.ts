import { isArray, type JsonValue } from './json.ts';

const parts = new WeakSet<object>();

/** Notes that many values will have this one, or parts of it, in common. A hint: nothing but the time to write them depends on it. */
export function markShared(value: JsonValue): void {
  if (typeof value !== 'object' || value === null || parts.has(value)) return;
  parts.add(value);
  if (isArray(value)) for (const item of value) markShared(item);
  else for (const key of Object.keys(value)) markShared(value[key] as JsonValue);
}

export function isShared(part: object): boolean {
  return parts.has(part);
}
