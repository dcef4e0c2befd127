import type { AST } from '@eslint-community/regexpp';
import { exactSet } from './char-class.ts';
import { LAST_CODE_POINT, rangesOf, type CharSet } from './char-set.ts';
import { unfoldedSize } from './pattern-shape.ts';

/** RE2 refuses more rounds of a counted repetition, those of the repetitions inside it multiplied. */
const MAX_ROUNDS = 1000;

/** RE2 syntax, and the largest product of rounds nested in it. */
interface Written {
  readonly text: string;
  readonly rounds: number;
}

/**
 * A pattern without lookaround and backreferences in RE2's syntax. Everything is written out, sets as ranges of code points and
 * edges as those of the text, so that nothing is left to what the dialects mean by `\s`, `.` or `$`.
 */
export function linearSyntax(tree: AST.Pattern): string {
  return writeAlternatives(tree.alternatives).text;
}

function writeAlternatives(alternatives: readonly AST.Alternative[]): Written {
  return joined(
    alternatives.map((alternative) => joined(alternative.elements.map(writeElement), '')),
    '|',
  );
}

function joined(parts: readonly Written[], separator: string): Written {
  return {
    text: parts.map((part) => part.text).join(separator),
    rounds: parts.reduce((most, part) => Math.max(most, part.rounds), 1),
  };
}

function writeElement(node: AST.Element): Written {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup': {
      const { text, rounds } = writeAlternatives(node.alternatives);
      return { text: `(?:${text})`, rounds };
    }
    case 'Quantifier':
      return writeQuantifier(node);
    case 'Assertion':
      if (node.kind === 'start') return { text: '\\A', rounds: 1 };
      if (node.kind === 'end') return { text: '\\z', rounds: 1 };
      if (node.kind === 'word') return { text: node.negate ? '\\B' : '\\b', rounds: 1 };
      throw new Error('a lookaround has no linear form');
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new Error(`${node.type} has no linear form`);
    default:
      return { text: writeSet(exactSet(node)), rounds: 1 };
  }
}

/** Greedy or not: the order in which rounds are tried makes no difference to whether there is a match. */
function writeQuantifier({ element, min, max }: AST.Quantifier): Written {
  const inner = writeElement(element);
  const text = `(?:${inner.text})`;
  if (unfoldedSize(element) === 0) return { text: min === 0 || max === 0 ? '' : text, rounds: inner.rounds };
  const perPart = Math.max(1, Math.floor(MAX_ROUNDS / inner.rounds));
  const least = parts(text, min, perPart, (count) => `{${count}}`);
  const more = max === Infinity ? `${text}*` : parts(text, max - min, perPart, (count) => `{0,${count}}`);
  return { text: least + more, rounds: Math.min(Math.max(min, max - min, 1), perPart) * inner.rounds };
}

/** So many rounds in repetitions of at most `perPart`: `x{1000}x{500}`. */
function parts(text: string, rounds: number, perPart: number, count: (rounds: number) => string): string {
  const whole = Math.floor(rounds / perPart);
  const rest = rounds % perPart;
  return `${text}${count(perPart)}`.repeat(whole) + (rest > 0 ? `${text}${count(rest)}` : '');
}

function writeSet(set: CharSet): string {
  if (set.length === 0) return `[^\\x{0}-\\x{${LAST_CODE_POINT.toString(16)}}]`;
  return `[${rangesOf(set)
    .map(([from, to]) => `\\x{${from.toString(16)}}-\\x{${to.toString(16)}}`)
    .join('')}]`;
}
