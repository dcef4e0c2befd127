import type { AST } from '@eslint-community/regexpp';
import { exactSet } from '../../src/patterns/char-class.ts';

/**
 * A backtracking matcher that does what ECMA-262 says, one step after the other, and counts them: the time that the proof
 * speaks about, without a clock.
 *
 * @returns `too many` when there are more than `limit` steps
 */
export function backtrackingSteps(
  tree: AST.Pattern,
  text: string,
  limit: number,
): { matched: boolean; steps: number } | 'too many' | 'too deep' {
  const chars = [...text].map((char) => char.codePointAt(0) as number);
  const run: Run = { chars, steps: 0, limit };
  try {
    for (let start = 0; start <= chars.length; start++) {
      if (anyOf(run, tree.alternatives, start, 1, () => true)) return { matched: true, steps: run.steps };
    }
    return { matched: false, steps: run.steps };
  } catch (error) {
    if (error === TOO_MANY) return 'too many';
    // The counter itself recurses with the text: nothing is known then.
    if (error instanceof RangeError) return 'too deep';
    throw error;
  }
}

const TOO_MANY = new Error('too many steps');

interface Run {
  readonly chars: readonly number[];
  steps: number;
  readonly limit: number;
}

type Rest = (at: number) => boolean;

function anyOf(run: Run, alternatives: readonly AST.Alternative[], at: number, by: 1 | -1, rest: Rest): boolean {
  return alternatives.some((alternative) => {
    const elements = by === 1 ? alternative.elements : alternative.elements.toReversed();
    return sequence(run, elements, 0, at, by, rest);
  });
}

function sequence(run: Run, elements: readonly AST.Element[], nth: number, at: number, by: 1 | -1, rest: Rest): boolean {
  const element = elements[nth];
  if (element === undefined) return rest(at);
  return one(run, element, at, by, (next) => sequence(run, elements, nth + 1, next, by, rest));
}

function one(run: Run, node: AST.Element, at: number, by: 1 | -1, rest: Rest): boolean {
  if (++run.steps > run.limit) throw TOO_MANY;
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return anyOf(run, node.alternatives, at, by, rest);
    case 'Quantifier':
      return repeat(run, node, node.min, node.max, at, by, rest);
    case 'Assertion':
      return holds(run, node, at) && rest(at);
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new Error(node.type);
    default: {
      const char = run.chars[by === 1 ? at : at - 1];
      return char !== undefined && inSet(exactSet(node), char) && rest(at + by);
    }
  }
}

/** RepeatMatcher: a round beyond the minimum that takes nothing fails. */
function repeat(run: Run, node: AST.Quantifier, min: number, max: number, at: number, by: 1 | -1, rest: Rest): boolean {
  if (++run.steps > run.limit) throw TOO_MANY;
  if (max === 0) return rest(at);
  const again = (): boolean =>
    one(run, node.element, at, by, (next) => {
      if (min === 0 && next === at) return false;
      return repeat(run, node, Math.max(0, min - 1), max - 1, next, by, rest);
    });
  if (min > 0) return again();
  return node.greedy ? again() || rest(at) : rest(at) || again();
}

function holds(run: Run, node: AST.Assertion, at: number): boolean {
  const { chars } = run;
  switch (node.kind) {
    case 'start':
      return at === 0;
    case 'end':
      return at === chars.length;
    case 'word':
      return (isWord(chars[at - 1]) !== isWord(chars[at])) !== node.negate;
    default:
      return anyOf(run, node.alternatives, at, node.kind === 'lookahead' ? 1 : -1, () => true) !== node.negate;
  }
}

function isWord(char: number | undefined): boolean {
  return char !== undefined && /^\w$/.test(String.fromCodePoint(char));
}

function inSet(set: readonly number[], char: number): boolean {
  for (let i = 0; i < set.length; i += 2) if ((set[i] as number) <= char && char <= (set[i + 1] as number)) return true;
  return false;
}
