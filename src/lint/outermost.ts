import { formatPointer } from '../model/pointer.ts';
import type { Place } from './place.ts';

/** Without those that lie in another one: where that goes, they go with it. Of two at one place the first stays. */
export function outermost<T extends { readonly place: Place }>(found: readonly T[]): T[] {
  const places = new Map<string, T>();
  for (const each of found) {
    const pointer = formatPointer(each.place.written);
    if (!places.has(pointer)) places.set(pointer, each);
  }
  const isInside = ({ place: { written } }: T): boolean =>
    written.some((_, length) => length > 0 && places.has(formatPointer(written.slice(0, length))));
  return [...places.values()].filter((each) => !isInside(each));
}
