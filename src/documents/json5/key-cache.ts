import { keyFlags } from '../key-flags.ts';

export interface KnownKey {
  readonly name: string;
  /** As in `key-flags.ts`. */
  readonly flags: number;
  /** The first four characters as one number: what orders most keys without looking at their text. */
  readonly prefix: number;
}

const SLOTS = 4096;
const LONGEST = 64;
const NONE: KnownKey = { name: '', flags: 0, prefix: 0 };
const kept: KnownKey[] = Array.from({ length: SLOTS }, () => NONE);
/** The hash of the key that was last missed in each slot. A key is kept when it is missed twice in a row. */
const missed = new Int32Array(SLOTS);

/**
 * The keys of a workspace are few and come again and again. This table hands out one string for each, already in the
 * engine's own table of property names, so that neither a slice nor its hash is made twice. It is bounded, and harmless:
 * a hit is compared character by character, so that it only ever changes how long a reading takes.
 *
 * @param hash any hash of the characters from start to end; only speed depends on it
 */
export function keyAt(text: string, start: number, end: number, hash: number): KnownKey {
  const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
  const key = kept[slot] as KnownKey;
  const { name } = key;
  const length = end - start;
  if (name.length === length) {
    let i = 0;
    while (i < length && name.charCodeAt(i) === text.charCodeAt(start + i)) i++;
    if (i === length) return key;
  }
  return miss(slot, text.slice(start, end), hash);
}

function miss(slot: number, name: string, hash: number): KnownKey {
  if (missed[slot] !== hash || name.length > LONGEST) {
    missed[slot] = hash;
    return knownKey(name);
  }
  const key = knownKey(propertyName(name));
  kept[slot] = key;
  return key;
}

export function knownKey(name: string): KnownKey {
  return { name, flags: keyFlags(name), prefix: prefixOf(name) };
}

/** Code-unit order; nothing but equal keys compares equal. */
export function isBefore(a: KnownKey, b: KnownKey): boolean {
  return a.prefix === b.prefix ? a.name < b.name : a.prefix < b.prefix;
}

/** Seven bits for each of four characters. What follows a character beyond ASCII is left out, so that the order holds. */
function prefixOf(name: string): number {
  let prefix = 0;
  let open = true;
  for (let i = 0; i < 4; i++) {
    const code = open && i < name.length ? name.charCodeAt(i) : 0;
    if (code > 126) open = false;
    prefix = (prefix << 7) | Math.min(code, 127);
  }
  return prefix;
}

/** A copy that does not hold on to the text it was cut from, as the engine keeps property names. */
function propertyName(name: string): string {
  return Object.keys({ [name]: 0 })[0] as string;
}
