import { isIndexKey } from '../model/canonical-json.ts';

/** What a reader must know of a key beside its text, as bits. */
export const DOLLAR_KEY = 1;
export const INDEX_KEY = 2;
export const FORBIDDEN_KEY = 4;

const SLOTS = 4096;
const LONGEST = 64;
const names: string[] = Array.from({ length: SLOTS }, () => '');
const flags = new Uint8Array(SLOTS);

/**
 * The keys of a workspace are few and come again and again. This table hands out one string for each, already in the
 * engine's own table of property names, so that neither a slice nor its hash is made twice. Bounded, and harmless: a
 * slot that is taken is overwritten, and a hit is compared character by character.
 *
 * @param hash any hash of the characters from start to end; only speed depends on it
 * @returns a slot for `keyIn` and `flagsIn`, good until the next call
 */
export function cachedKey(text: string, start: number, end: number, hash: number): number {
  const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
  const name = names[slot] as string;
  const length = end - start;
  if (name.length === length && length !== 0) {
    let i = 0;
    while (i < length && name.charCodeAt(i) === text.charCodeAt(start + i)) i++;
    if (i === length) return slot;
  }
  return remember(slot, text.slice(start, end));
}

/** Slot 0 stands in for keys that are too long to be kept: it is filled anew each time. */
function remember(slot: number, key: string): number {
  const used = key.length > LONGEST ? 0 : slot;
  names[used] = used === slot ? propertyName(key) : key;
  flags[used] = keyFlags(key);
  return used;
}

export function keyIn(slot: number): string {
  return names[slot] as string;
}

export function flagsIn(slot: number): number {
  return flags[slot] as number;
}

export function keyFlags(key: string): number {
  if (key.startsWith('$')) return DOLLAR_KEY;
  if (key === '__proto__' || key === 'constructor' || key === 'prototype') return FORBIDDEN_KEY;
  return isIndexKey(key) ? INDEX_KEY : 0;
}

/** A copy that does not hold on to the text it was cut from, as the engine keeps property names. */
function propertyName(key: string): string {
  return Object.keys({ [key]: 0 })[0] as string;
}
