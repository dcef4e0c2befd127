import { compareKeys } from './canonical-json.ts';

/** A circle written from its smallest member on, so that it reads the same wherever it was entered. */
export function fromSmallest<T>(ring: readonly T[], nameOf: (member: T) => string): T[] {
  let first = 0;
  for (let i = 1; i < ring.length; i++) if (compareKeys(nameOf(ring[i] as T), nameOf(ring[first] as T)) < 0) first = i;
  return [...ring.slice(first), ...ring.slice(0, first)];
}
