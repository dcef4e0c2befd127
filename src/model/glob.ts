/** `apps/billing/*`: `*` stands for any part of one segment, `**` for any number of segments. Linear in practice: no backtracking beyond the last `*`. */
export function matchGlob(pattern: string, id: string): boolean {
  return matchSegments(pattern.split('/'), id.split('/'));
}

export function isGlob(text: string): boolean {
  return text.includes('*');
}

/** Greedy with one point of return: the classic algorithm for wildcards, on segments. */
function matchSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  let [p, s] = [0, 0];
  let [star, resume] = [-1, 0];
  while (s < segments.length) {
    if (pattern[p] === '**') {
      star = p++;
      resume = s;
    } else if (p < pattern.length && matchText(pattern[p] as string, segments[s] as string)) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++resume;
    } else return false;
  }
  while (pattern[p] === '**') p++;
  return p === pattern.length;
}

function matchText(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  let [star, resume] = [-1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
