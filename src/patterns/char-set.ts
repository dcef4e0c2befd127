/** Code points as closed ranges `from, to, from, to, ..`, ascending, with a gap between any two. */
export type CharSet = readonly number[];

export const LAST_CODE_POINT = 0x10_ff_ff;

/** From ranges in any order that may overlap. */
export function charSet(ranges: readonly (readonly [from: number, to: number])[]): CharSet {
  const set: number[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = set.length - 1;
    if (last > 0 && from <= (set[last] as number) + 1) set[last] = Math.max(set[last] as number, to);
    else set.push(from, to);
  }
  return set;
}

export function rangesOf(set: CharSet): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < set.length; i += 2) ranges.push([set[i] as number, set[i + 1] as number]);
  return ranges;
}

export function complement(set: CharSet): CharSet {
  const gaps: number[] = [];
  let next = 0;
  for (const [from, to] of rangesOf(set)) {
    if (from > next) gaps.push(next, from - 1);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push(next, LAST_CODE_POINT);
  return gaps;
}
