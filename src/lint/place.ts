/** A member of a layer's document: where it is written there, and where it lands in the data of the layer. */
export interface Place {
  readonly written: readonly string[];
  /** The same, but that `$$x` is written for `$x`. */
  readonly lands: readonly string[];
}

/** Whether one path leads to the other, or through it. */
export function areOnOnePath(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter.every((token, i) => token === longer[i]);
}
