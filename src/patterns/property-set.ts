import type { AST } from '@eslint-community/regexpp';
import { charSet, complement, type CharSet } from './char-set.ts';

const BLOCK = 0x400;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const SHORT_NAMES: Readonly<Record<string, string>> = { gc: 'General_Category', sc: 'Script', scx: 'Script_Extensions' };

const known = new Map<string, CharSet>();

/**
 * The code points of a Unicode property. The native engine is asked, so that both engines have one version of Unicode; about
 * 20 ms for a property that was not asked for before.
 */
export function propertySet(node: AST.UnicodePropertyCharacterSet): CharSet {
  const name = node.value === null ? node.key : `${SHORT_NAMES[node.key] ?? node.key}=${node.value}`;
  let set = known.get(name);
  if (set === undefined) known.set(name, (set = ask(name)));
  return node.negate ? complement(set) : set;
}

function ask(name: string): CharSet {
  const none = new RegExp(`^\\P{${name}}*$`, 'u');
  const all = new RegExp(`^\\p{${name}}*$`, 'u');
  const one = new RegExp(`^\\p{${name}}$`, 'u');
  const ranges: [number, number][] = [];
  for (const block of blocks()) {
    if (none.test(block.text)) continue;
    if (all.test(block.text)) ranges.push([block.start, block.start + BLOCK - 1]);
    else for (const char of block.text) if (one.test(char)) ranges.push([char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0]);
  }
  for (let unit = FIRST_SURROGATE; unit <= LAST_SURROGATE; unit++) {
    if (one.test(String.fromCharCode(unit))) ranges.push([unit, unit]);
  }
  return charSet(ranges);
}

interface Block {
  readonly start: number;
  readonly text: string;
}

let allBlocks: readonly Block[] | undefined;

/** All code points but the surrogates, which would form pairs with each other. */
function blocks(): readonly Block[] {
  return (allBlocks ??= Array.from({ length: 0x11_00_00 / BLOCK }, (_, i) => i * BLOCK)
    .filter((start) => start < FIRST_SURROGATE || start > LAST_SURROGATE)
    .map((start) => ({ start, text: String.fromCodePoint(...Array.from({ length: BLOCK }, (_, i) => start + i)) })));
}
