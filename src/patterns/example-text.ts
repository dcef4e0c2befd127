import type { AST } from '@eslint-community/regexpp';
import { coveringSet } from './char-class.ts';
import { readPattern } from './read-pattern.ts';

const MAX_LENGTH = 60;
const LETTERS = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DIGITS = '1234567890';
const SIGNS = '-_./:@ ';

/** How many letters and digits were taken: both go on where they were, so that `^[a-z][a-z\d]*$` gives `abcd`. */
interface Taken {
  letters: number;
  digits: number;
}

/**
 * A short text that the pattern probably matches, for people to look at; the caller tests whether it does (lookarounds are
 * passed over). Undefined when it would be long or has no readable form.
 */
export function exampleText(pattern: string): string | undefined {
  const read = readPattern(pattern);
  if (!read.ok) return undefined;
  const text = ofAlternatives(read.tree.alternatives, { letters: 0, digits: 0 });
  return text === undefined || text === '' || text.length > MAX_LENGTH ? undefined : text;
}

function ofAlternatives(alternatives: readonly AST.Alternative[], taken: Taken): string | undefined {
  const first = alternatives.find((alternative) => alternative.elements.length > 0) ?? alternatives[0];
  let text = '';
  for (const element of first?.elements ?? []) {
    const part = ofElement(element, taken);
    if (part === undefined || text.length + part.length > MAX_LENGTH) return undefined;
    text += part;
  }
  return text;
}

function ofElement(node: AST.Element, taken: Taken): string | undefined {
  switch (node.type) {
    case 'Assertion':
    case 'Backreference':
      return '';
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(node.alternatives, taken);
    case 'Quantifier':
      return ofRounds(node, taken);
    case 'ExpressionCharacterClass':
      return undefined;
    case 'Character':
      return readable(node.value);
    default:
      return ofSet(coveringSet(node), taken);
  }
}

/** A few letters where there may be any number: `[a-z]+` looks better as `abc` than as `a`, and `\d+` as `1`. */
function ofRounds({ element, min, max }: AST.Quantifier, taken: Taken): string | undefined {
  const few = element.type === 'CharacterSet' || element.type === 'CharacterClass' ? fewOf(coveringSet(element)) : 1;
  const isGroup = element.type === 'Group' || element.type === 'CapturingGroup';
  const wanted = isGroup || max === 1 ? min : Math.min(max, Math.max(min, few));
  if (wanted > MAX_LENGTH) return undefined;
  let text = '';
  for (let round = 0; round < wanted; round++) {
    const part = ofElement(element, taken);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

function fewOf(set: readonly number[]): number {
  return LETTERS.some((letters) => charsIn(set, letters).length > 0) ? 3 : 1;
}

function ofSet(set: readonly number[], taken: Taken): string | undefined {
  const letters = LETTERS.map((each) => charsIn(set, each)).find((each) => each.length > 0);
  if (letters !== undefined) return letters[taken.letters++ % letters.length];
  const digits = charsIn(set, DIGITS);
  if (digits.length > 0) return digits[taken.digits++ % digits.length];
  return charsIn(set, SIGNS)[0] ?? readable(set[0]);
}

function charsIn(set: readonly number[], chars: string): string[] {
  return [...chars].filter((char) => includes(set, char.charCodeAt(0)));
}

function includes(set: readonly number[], char: number): boolean {
  for (let i = 0; i < set.length; i += 2) if ((set[i] as number) <= char && char <= (set[i + 1] as number)) return true;
  return false;
}

function readable(char: number | undefined): string | undefined {
  return char !== undefined && char >= 0x20 && (char < 0x7f || char >= 0xa1) && char < 0xd800
    ? String.fromCodePoint(char)
    : undefined;
}
