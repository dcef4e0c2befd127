import { longestIncreasing } from '../../effective-diff/longest-increasing.ts';

/** Lines of two texts to be compared, ends exclusive. */
interface Stretch {
  readonly old: readonly [start: number, end: number];
  readonly now: readonly [start: number, end: number];
}

/** Two stretches with so many pairs of lines are compared pair by pair; longer ones only by lines that come once in both. */
const mostPairs = 1_000_000;

/** So many lines are looked at in all: a text can be made that would take its length squared. What is left then counts as new. */
const mostLooks = 20_000_000;

/**
 * For each line of a text the line of an older one that it is, or -1 where it is new. Lines that come once in both decide, then
 * what lies between them.
 */
export function matchLines(old: readonly string[], now: readonly string[]): Int32Array {
  const matched = new Int32Array(now.length).fill(-1);
  const open: Stretch[] = [{ old: [0, old.length], now: [0, now.length] }];
  let looks = 0;
  for (let stretch = open.pop(); stretch !== undefined && looks < mostLooks; stretch = open.pop()) {
    const rest = withoutEnds(stretch, old, now, matched);
    looks += rest.old[1] - rest.old[0] + rest.now[1] - rest.now[0];
    if (rest.old[0] === rest.old[1] || rest.now[0] === rest.now[1]) continue;
    const anchors = anchorsIn(rest, old, now);
    if (anchors.length > 0) open.push(...between(rest, anchors, matched));
    else matchPairs(rest, old, now, matched);
  }
  return matched;
}

/** What is the same at both ends is matched. @returns what is left between */
function withoutEnds({ old: [a, b], now: [c, d] }: Stretch, old: Lines, now: Lines, matched: Int32Array): Stretch {
  let [first, last, start, end] = [a, b, c, d];
  while (first < last && start < end && old[first] === now[start]) matched[start++] = first++;
  while (first < last && start < end && old[last - 1] === now[end - 1]) matched[--end] = --last;
  return { old: [first, last], now: [start, end] };
}

type Lines = readonly string[];
type Pair = readonly [old: number, now: number];

/** Lines that come once on both sides, as many of them as stand in the same order. */
function anchorsIn({ old: [a, b], now: [c, d] }: Stretch, old: Lines, now: Lines): readonly Pair[] {
  const before = onlyOnce(old, a, b);
  const after = onlyOnce(now, c, d);
  const pairs: Pair[] = [];
  for (const [line, at] of after) {
    const from = before.get(line);
    if (from !== undefined && from >= 0 && at >= 0) pairs.push([from, at]);
  }
  const still = longestIncreasing(pairs.map(([from]) => from));
  return pairs.filter((_, i) => still.has(i));
}

/** Where each line stands, -1 where it comes again; in the order of the text. */
function onlyOnce(lines: Lines, start: number, end: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let i = start; i < end; i++) places.set(lines[i] as string, places.has(lines[i] as string) ? -1 : i);
  return places;
}

function between({ old: [a, b], now: [c, d] }: Stretch, anchors: readonly Pair[], matched: Int32Array): Stretch[] {
  const found: Stretch[] = [];
  let [from, at] = [a, c];
  for (const [line, place] of anchors) {
    found.push({ old: [from, line], now: [at, place] });
    matched[place] = line;
    [from, at] = [line + 1, place + 1];
  }
  return [...found, { old: [from, b], now: [at, d] }];
}

/** The longest common part, by the table of all pairs. */
function matchPairs({ old: [a, b], now: [c, d] }: Stretch, old: Lines, now: Lines, matched: Int32Array): void {
  const [rows, columns] = [b - a, d - c];
  if (rows * columns > mostPairs) return;
  const width = columns + 1;
  const best = new Uint32Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--) {
      const next = best[(i + 1) * width + j + 1] as number;
      const skip = Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
      best[i * width + j] = old[a + i] === now[c + j] ? next + 1 : skip;
    }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (old[a + i] === now[c + j]) matched[c + j++] = a + i++;
    else if ((best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)) i += 1;
    else j += 1;
  }
}
