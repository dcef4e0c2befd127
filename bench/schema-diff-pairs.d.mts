import type { JsonValue } from '../src/model/json.ts';

/** Two versions of a schema, and whether the new one accepts every document that the old one accepts. */
export interface Pair {
  readonly name: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly accepts: boolean;
}

export const pairs: readonly Pair[];
export function largePair(count: number): Pick<Pair, 'old' | 'new'>;
