import { rangesOf, type CharSet } from './char-set.ts';

/**
 * Splits the code points into as few classes as the sets can tell apart, and gives the classes of each set, by number.
 * Undefined when that would take more than `limit` entries.
 */
export function classesOf(sets: readonly CharSet[], limit: number): (readonly number[])[] | undefined {
  const cuts = new Set<number>();
  for (const set of sets) {
    for (const [from, to] of rangesOf(set)) cuts.add(from).add(to + 1);
    if (cuts.size > limit) return undefined;
  }
  const starts = [...cuts].sort((a, b) => a - b);
  const numberOf = new Map(starts.map((start, i) => [start, i]));
  const known = new Map<string, readonly number[]>();
  let entries = 0;
  const classes: (readonly number[])[] = [];
  for (const set of sets) {
    const key = set.join();
    const mine = known.get(key) ?? classesBetween(set, numberOf);
    if (!known.has(key)) entries += mine.length;
    if (entries > limit) return undefined;
    known.set(key, mine);
    classes.push(mine);
  }
  return classes;
}

function classesBetween(set: CharSet, numberOf: ReadonlyMap<number, number>): readonly number[] {
  return rangesOf(set).flatMap(([from, to]) => {
    const first = numberOf.get(from) as number;
    const end = numberOf.get(to + 1) as number;
    return Array.from({ length: end - first }, (_, i) => first + i);
  });
}
