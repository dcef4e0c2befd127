import { isIndexKey } from '../model/canonical-json.ts';

/** What a reader must know of a key beside its text, as bits. */
export const DOLLAR_KEY = 1;
export const INDEX_KEY = 2;
export const FORBIDDEN_KEY = 4;

export function keyFlags(name: string): number {
  if (name.startsWith('$')) return DOLLAR_KEY;
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') return FORBIDDEN_KEY;
  return isIndexKey(name) ? INDEX_KEY : 0;
}
