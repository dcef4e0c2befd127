/** Places of a longest increasing part of a list of different numbers: what can stay where it is when the rest is moved. */
export function longestIncreasing(numbers: readonly number[]): ReadonlySet<number> {
  /** For each length the place of the smallest number that ends a part of that length. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [place, number] of numbers.entries()) {
    const length = firstNotBelow(ends, numbers, number);
    before.push(length === 0 ? -1 : (ends[length - 1] as number));
    ends[length] = place;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) kept.add(at);
  return kept;
}

function firstNotBelow(ends: readonly number[], numbers: readonly number[], number: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
