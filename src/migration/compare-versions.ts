import { compareKeys } from '../model/canonical-json.ts';

/** `v1.10` comes after `v1.9`; a missing part counts as zero, and of `v1` and `v1.0` the shorter comes first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < 3; i++) {
    const order = (left[i] ?? 0) - (right[i] ?? 0);
    if (order !== 0) return order;
  }
  return compareKeys(a, b);
}

function partsOf(version: string): readonly number[] {
  return version.slice(1).split('.').map(Number);
}
