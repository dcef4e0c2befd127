import type { ConfmanKeyword } from './confman-keyword.ts';

/** A secret reference that was not changed for longer is a warning; judged against history, not here. */
export const rotationDays: ConfmanKeyword = {
  name: 'x-confman-rotation-days',
  expected: 'a positive number of days',
  accepts: (value) => typeof value === 'number' && value > 0,
};
