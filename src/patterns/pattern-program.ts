import type { AST } from '@eslint-community/regexpp';
import { coveringSet } from './char-class.ts';
import type { CharSet } from './char-set.ts';
import { isNullable, unfoldedSize } from './pattern-shape.ts';

const MAX_STEPS = 70_000;

/**
 * Steps name each other by their index in the program. `again` is the end of a loop's body. A loop that can be left `early`
 * stands for one that cannot be left before some number of rounds.
 */
export type Step =
  | { readonly op: 'char'; readonly set: CharSet; readonly next: number }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'loop'; readonly body: number; readonly exit: number; readonly mustEnter: boolean; readonly early: boolean }
  | { readonly op: 'again'; readonly loop: number }
  | { readonly op: 'edge'; readonly kind: 'start' | 'end' | 'word'; readonly next: number }
  | { readonly op: 'look'; readonly node: AST.LookaroundAssertion; readonly next: number }
  | { readonly op: 'accept' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** As the body of a lookbehind runs, from its end. */
  readonly backwards: boolean;
  /** A counted repetition is read as a loop because of its size. */
  readonly folded: boolean;
}

export interface ProgramOptions {
  readonly backwards: boolean;
  /** A counted repetition is written out up to this many characters, and read as a loop above. */
  readonly unfold: number;
}

/**
 * The pattern as the steps that a backtracking engine takes, an over-estimate of them where it is not exact: every path of the
 * engine over a text is one path of the program, and no two are the same.
 *
 * A counted repetition of something that always takes characters may be read as a plain loop, as the number of rounds so far
 * follows from the path: the loop has each of its paths, and more. Where that does not hold, or the program would be too
 * large, there is none.
 */
export function patternProgram(alternatives: readonly AST.Alternative[], options: ProgramOptions): Program | undefined {
  const steps: Step[] = [{ op: 'accept' }];
  const writer: Writer = { ...options, steps, folded: false };
  const start = writeAlternatives(writer, alternatives, 0);
  return start === undefined ? undefined : { steps, start, backwards: options.backwards, folded: writer.folded };
}

interface Writer extends ProgramOptions {
  readonly steps: Step[];
  folded: boolean;
}

/** Each `write` takes the step that follows and gives the first of its own: a pattern is written from its end. */
type Written = number | undefined;

function add(writer: Writer, step: Step): Written {
  return writer.steps.length >= MAX_STEPS ? undefined : writer.steps.push(step) - 1;
}

function writeAlternatives(writer: Writer, alternatives: readonly AST.Alternative[], next: number): Written {
  const to: number[] = [];
  for (const alternative of alternatives) {
    const entry = writeSequence(writer, alternative.elements, next);
    if (entry === undefined) return undefined;
    to.push(entry);
  }
  return to.length === 1 ? to[0] : add(writer, { op: 'split', to });
}

function writeSequence(writer: Writer, elements: readonly AST.Element[], next: number): Written {
  let entry: Written = next;
  const fromTheEnd = writer.backwards ? elements : elements.toReversed();
  for (const element of fromTheEnd) {
    if (entry === undefined) return undefined;
    entry = writeElement(writer, element, entry);
  }
  return entry;
}

function writeElement(writer: Writer, node: AST.Element, next: number): Written {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return writeAlternatives(writer, node.alternatives, next);
    case 'Quantifier':
      return writeQuantifier(writer, node, next);
    case 'Assertion':
      if ('alternatives' in node) return add(writer, { op: 'look', node, next });
      return add(writer, { op: 'edge', kind: node.kind, next });
    case 'Backreference':
    case 'ExpressionCharacterClass':
      return undefined;
    default:
      return add(writer, { op: 'char', set: coveringSet(node), next });
  }
}

function writeQuantifier(writer: Writer, node: AST.Quantifier, next: number): Written {
  const { element, min, max } = node;
  if (max === 0) return next;
  const nullable = isNullable(element);
  const size = Math.max(1, unfoldedSize(element));
  const rounds = max === Infinity ? min + 1 : max;
  if (max === Infinity && (min === 0 || (min === 1 && !nullable)))
    return writeLoop(writer, element, { exit: next, mustEnter: min === 1, early: false });
  if (size * rounds <= writer.unfold || max === 1) return writeRounds(writer, node, next);
  writer.folded = true;
  return nullable ? undefined : writeLoop(writer, element, { exit: next, mustEnter: min > 0, early: min > 1 });
}

function writeLoop(
  writer: Writer,
  element: AST.QuantifiableElement,
  loopOf: { exit: number; mustEnter: boolean; early: boolean },
): Written {
  const loop = add(writer, { op: 'accept' });
  const again = loop === undefined ? undefined : add(writer, { op: 'again', loop });
  if (loop === undefined || again === undefined) return undefined;
  const body = writeElement(writer, element, again);
  if (body === undefined) return undefined;
  writer.steps[loop] = { op: 'loop', body, ...loopOf };
  return loop;
}

/** `x{2,4}` as `xx(x(x)?)?`, `x{2,}` as `xxx*`. */
function writeRounds(writer: Writer, { element, min, max }: AST.Quantifier, next: number): Written {
  let entry = max === Infinity ? writeLoop(writer, element, { exit: next, mustEnter: false, early: false }) : next;
  for (let round = max === Infinity ? min : max; round > 0 && entry !== undefined; round--) {
    const body = writeElement(writer, element, entry);
    if (body === undefined) return undefined;
    entry = round > min ? add(writer, { op: 'split', to: [body, next] }) : body;
  }
  return entry;
}
