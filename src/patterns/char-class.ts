import type { AST } from '@eslint-community/regexpp';
import { charSet, complement, LAST_CODE_POINT, rangesOf, type CharSet } from './char-set.ts';
import { propertySet } from './property-set.ts';

/** A node that matches exactly one code point. */
export type CharNode = AST.Character | AST.CharacterSet | AST.CharacterClass;

/** ECMA-262: WhiteSpace and LineTerminator. */
const SPACE: CharSet = [
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000,
  0x3000, 0xfeff, 0xfeff,
];
const DIGIT: CharSet = [0x30, 0x39];
const WORD: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const NOT_LINE_END: CharSet = [0, 0x09, 0x0b, 0x0c, 0x0e, 0x2027, 0x202a, LAST_CODE_POINT];

/** What the node matches under the flag u. */
export function exactSet(node: CharNode): CharSet {
  if (node.type === 'Character') return [node.value, node.value];
  if (node.type === 'CharacterSet') return escapeSet(node);
  const ranges = node.elements.flatMap((element) => {
    if (element.type === 'CharacterClassRange') return [[element.min.value, element.max.value] as const];
    if (element.type === 'Character' || element.type === 'CharacterSet') return rangesOf(exactSet(element));
    throw new Error(`no class element without the flag v: ${element.type}`);
  });
  return node.negate ? complement(charSet(ranges)) : charSet(ranges);
}

/** The same or more, without asking for the members of Unicode properties: exact in ASCII, and beyond it everything. */
export function coveringSet(node: CharNode): CharSet {
  if (!holdsProperty(node)) return exactSet(node);
  const member = new RegExp(`^${node.raw}$`, 'u');
  const ranges: [number, number][] = [[0x80, LAST_CODE_POINT]];
  for (let char = 0; char < 0x80; char++) if (member.test(String.fromCharCode(char))) ranges.push([char, char]);
  return charSet(ranges);
}

function holdsProperty(node: CharNode): boolean {
  if (node.type === 'CharacterSet') return node.kind === 'property';
  return node.type === 'CharacterClass' && node.elements.some((e) => e.type === 'CharacterSet' && e.kind === 'property');
}

function escapeSet(node: AST.CharacterSet): CharSet {
  switch (node.kind) {
    case 'any':
      return NOT_LINE_END;
    case 'property':
      return propertySet(node);
    case 'digit':
      return node.negate ? complement(DIGIT) : DIGIT;
    case 'space':
      return node.negate ? complement(SPACE) : SPACE;
    case 'word':
      return node.negate ? complement(WORD) : WORD;
  }
}
