/** Lines that are the same, or that one of two texts has alone. Numbers count from 1. */
export type LineChange =
  | { readonly kind: 'same'; readonly old: number; readonly new: number; readonly text: string }
  | { readonly kind: 'removed'; readonly old: number; readonly text: string }
  | { readonly kind: 'added'; readonly new: number; readonly text: string };

/** More differences than this are told as one whole replaced by another. */
const most = 1000;

/** The shortest way from one list of lines to another (Myers 1986), what is removed before what is added. */
export function lineDiff(before: string, after: string): LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const steps = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  const same = (count: number): void => {
    for (let n = 0; n < count; n += 1) changes.push({ kind: 'same', old: ++i, new: ++j, text: a[i - 1] as string });
  };
  same(head);
  for (const step of steps) {
    if (step === 'same') same(1);
    else if (step === 'removed') changes.push({ kind: 'removed', old: ++i, text: a[i - 1] as string });
    else changes.push({ kind: 'added', new: ++j, text: b[j - 1] as string });
  }
  same(tail);
  return changes;
}

type Step = LineChange['kind'];

function shortest(a: readonly string[], b: readonly string[]): Step[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(most, a.length + b.length); d += 1) {
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, d, k, a.length, b.length);
    }
    trace.push(next);
    reach = next;
  }
  return [...a.map((): Step => 'removed'), ...b.map((): Step => 'added')];
}

/** @param trace what each depth before the last reached */
function walkBack(trace: readonly Map<number, number>[], d: number, end: number, n: number, m: number): Step[] {
  const steps: Step[] = [];
  let [x, y, k] = [n, m, end];
  for (let depth = d; depth > 0; depth -= 1) {
    const reach = trace[depth - 1] as Map<number, number>;
    const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const before = down ? k + 1 : k - 1;
    const startX = reach.get(before) ?? 0;
    const startY = startX - before;
    while (x > (down ? startX : startX + 1) && y > (down ? startY + 1 : startY)) {
      steps.push('same');
      x -= 1;
      y -= 1;
    }
    steps.push(down ? 'added' : 'removed');
    [x, y, k] = [startX, startY, before];
  }
  while (x > 0 && y > 0) {
    steps.push('same');
    x -= 1;
    y -= 1;
  }
  return steps.reverse();
}
