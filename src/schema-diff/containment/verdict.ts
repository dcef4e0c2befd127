/** Whether something holds; undefined where that is not known. */
export type Verdict = boolean | undefined;

export function inverse(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

/** True where all are, false where one is not. */
export function every<T>(items: Iterable<T>, test: (item: T) => Verdict): Verdict {
  let all: Verdict = true;
  for (const item of items) {
    const verdict = test(item);
    if (verdict === false) return false;
    if (verdict === undefined) all = undefined;
  }
  return all;
}

export function some<T>(items: Iterable<T>, test: (item: T) => Verdict): Verdict {
  let any: Verdict = false;
  for (const item of items) {
    const verdict = test(item);
    if (verdict === true) return true;
    if (verdict === undefined) any = undefined;
  }
  return any;
}

/** Whether at least `min` and at most `max` of them hold. */
export function between<T>(items: Iterable<T>, test: (item: T) => Verdict, min: number, max: number): Verdict {
  let sure = 0;
  let possible = 0;
  for (const item of items) {
    const verdict = test(item);
    if (verdict === true) sure += 1;
    if (verdict !== false) possible += 1;
  }
  if (possible < min || sure > max) return false;
  return sure >= min && possible <= max ? true : undefined;
}
