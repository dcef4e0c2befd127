/** The work that one proof may take, over all of its parts: a pattern that needs more counts as not proven. */
export interface Budget {
  /** False when there is no more. */
  take(steps: number): boolean;
  /** Steps so far. */
  taken(): number;
}

export function proofBudget(steps: number): Budget {
  let left = steps;
  return {
    take: (taken) => {
      left -= taken;
      return left >= 0;
    },
    taken: () => steps - left,
  };
}
