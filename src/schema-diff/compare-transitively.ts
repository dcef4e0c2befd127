import type { SchemaWorld } from '../model/schema-world.ts';
import { compareSchemas, type CompareOptions } from './compare-schemas.ts';
import type { Comparison, Verdict } from './comparison.ts';

export interface NamedWorld {
  readonly name: string;
  readonly world: SchemaWorld;
}

export interface TransitiveComparison {
  /** The worst of all. */
  readonly verdict: Verdict;
  readonly comparisons: readonly { readonly name: string; readonly comparison: Comparison }[];
  /** The oldest version that the new one is not compatible with. */
  readonly firstOffending: string | undefined;
}

/**
 * Compares a new version with every one before it: each step may be compatible and all of them together not.
 *
 * @param versions oldest first
 */
export function compareTransitively(
  versions: readonly NamedWorld[],
  next: SchemaWorld,
  options: CompareOptions = {},
): TransitiveComparison {
  const comparisons = versions.map(({ name, world }) => ({ name, comparison: compareSchemas(world, next, options) }));
  const verdicts = new Set(comparisons.map(({ comparison }) => comparison.verdict));
  const verdict = verdicts.has('breaking') ? 'breaking' : verdicts.has('unknown') ? 'unknown' : 'compatible';
  const firstOffending = comparisons.find(({ comparison }) => comparison.verdict !== 'compatible')?.name;
  return { verdict, comparisons, firstOffending };
}
