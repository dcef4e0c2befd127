import type { Judgement } from '../change.ts';

/** What holds of several together: one that breaks breaks all. */
export function worstOf(all: readonly Judgement[]): Judgement {
  const given = new Set(all);
  return given.has('breaks') ? 'breaks' : given.has('unknown') ? 'unknown' : 'safe';
}
