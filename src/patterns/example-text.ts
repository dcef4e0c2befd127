import type { AST } from '@eslint-community/regexpp';
import { coveringSet } from './char-class.ts';
import { readPattern } from './read-pattern.ts';

const MAX_LENGTH = 60;
/** Taken in this order where a set has several: readable, and no two alike in a row where it can be helped. */
const PREFERRED = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@ ';

/**
 * A short text that the pattern probably matches, for people to look at; the caller tests whether it does (lookarounds are
 * passed over). Undefined when it would be long or has no readable form.
 */
export function exampleText(pattern: string): string | undefined {
  const read = readPattern(pattern);
  if (!read.ok) return undefined;
  const text = ofAlternatives(read.tree.alternatives, 0);
  return text === undefined || text === '' || text.length > MAX_LENGTH ? undefined : text;
}

/** @param at how many characters stand before it */
function ofAlternatives(alternatives: readonly AST.Alternative[], at: number): string | undefined {
  const first = alternatives.find((alternative) => alternative.elements.length > 0) ?? alternatives[0];
  let text = '';
  for (const element of first?.elements ?? []) {
    const part = ofElement(element, at + text.length);
    if (part === undefined || text.length + part.length > MAX_LENGTH) return undefined;
    text += part;
  }
  return text;
}

function ofElement(node: AST.Element, at: number): string | undefined {
  switch (node.type) {
    case 'Assertion':
    case 'Backreference':
      return '';
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(node.alternatives, at);
    case 'Quantifier':
      return ofRounds(node, at);
    case 'ExpressionCharacterClass':
      return undefined;
    default:
      return ofSet(coveringSet(node), at);
  }
}

/** A few rounds where there may be any number: `[a-z]+` looks better as `abc` than as `a`. */
function ofRounds({ element, min, max }: AST.Quantifier, at: number): string | undefined {
  const isGroup = element.type === 'Group' || element.type === 'CapturingGroup';
  const wanted = isGroup ? min : Math.min(max, Math.max(min, max === 1 ? min : 3));
  if (wanted > MAX_LENGTH) return undefined;
  let text = '';
  for (let round = 0; round < wanted; round++) {
    const part = ofElement(element, at + text.length);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

function ofSet(set: readonly number[], at: number): string | undefined {
  const has = (char: number): boolean => {
    for (let i = 0; i < set.length; i += 2) if ((set[i] as number) <= char && char <= (set[i + 1] as number)) return true;
    return false;
  };
  const choices = [...PREFERRED].filter((char) => has(char.codePointAt(0) ?? 0));
  const letters = choices.slice(0, 3);
  if (letters.length > 0) return letters[at % letters.length];
  const only = set[0];
  return only !== undefined && only > 0x20 && only < 0xd800 ? String.fromCodePoint(only) : undefined;
}
