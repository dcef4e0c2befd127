/** Longer texts are never compared: nobody mistypes one name into another of that size, and the cost is quadratic. */
const MAX_LENGTH = 128;

/** The largest limit that the scratch rows can hold. */
const MAX_LIMIT = 64;

/**
 * Optimal string alignment distance (insert, delete, substitute, swap of neighbours; each costs 1) in UTF-16 code units.
 *
 * @param limit at most 64
 * @returns undefined where the distance is over `limit`; at most `length * (2 * limit + 1)` steps are taken to find out
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (limit > MAX_LIMIT) throw new RangeError(`limit ${limit}`);
  if (Math.abs(a.length - b.length) > limit) return undefined;
  const [start, endA, endB] = differingPart(a, b);
  const left = a.slice(start, endA);
  const right = b.slice(start, endB);
  if (left.length === 0 || right.length === 0) return left.length + right.length;
  if (left.length > MAX_LENGTH || right.length > MAX_LENGTH) return undefined;
  return alignedDistance(left, right, limit);
}

/** Ids share folders: what is equal at both ends costs nothing. */
function differingPart(a: string, b: string): [start: number, endA: number, endB: number] {
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  return [start, endA, endB];
}

/** Scratch rows, overwritten by every call: a search compares one text with thousands. */
const rows = [0, 1, 2].map(() => new Uint8Array(MAX_LENGTH + 2)) as [Uint8Array, Uint8Array, Uint8Array];

/** Only the diagonal band of width `limit` is filled in; its borders count as too far. */
function alignedDistance(a: string, b: string, limit: number): number | undefined {
  const far = limit + 1;
  let [beforeLast, last, row] = rows;
  for (let j = 0; j <= b.length; j += 1) last[j] = Math.min(j, far);
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? Math.min(i, far) : far;
    if (to < b.length) row[to + 1] = far;
    let best = from === 1 ? i : far;
    for (let j = from; j <= to; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(at(last, j - 1) + (same ? 0 : 1), at(last, j) + 1, at(row, j - 1) + 1);
      if (swapped(a, b, i, j)) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row[j] = Math.min(cost, far);
      best = Math.min(best, cost);
    }
    if (best > limit) return undefined;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  const distance = at(last, b.length);
  return distance > limit ? undefined : distance;
}

function at(row: Uint8Array, index: number): number {
  return row[index] as number;
}

function swapped(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}
