/** How many tokens two paths have in common at their start. */
export function sharedLength(a: readonly unknown[], b: readonly unknown[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}
