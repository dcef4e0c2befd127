import type { AST } from '@eslint-community/regexpp';
import { exactSet } from './char-class.ts';
import type { CharSet } from './char-set.ts';
import { readPattern } from './read-pattern.ts';
import { unfoldedSize } from './pattern-shape.ts';

const MAX_STEPS = 5_000;

/** Steps name each other by their index. */
export type TextStep =
  | { readonly op: 'char'; readonly set: CharSet; readonly next: number }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'edge'; readonly kind: 'start' | 'end' | 'word'; readonly negate: boolean; readonly next: number }
  | { readonly op: 'accept' };

/** A pattern as a nondeterministic automaton, exact: it has the same texts as the pattern. */
export interface TextProgram {
  readonly steps: readonly TextStep[];
  readonly start: number;
}

interface Writer {
  readonly steps: TextStep[];
}

/** Undefined where the pattern cannot be read, looks around or back, or is too large once its repetitions are written out. */
export function textProgram(pattern: string): TextProgram | undefined {
  const read = readPattern(pattern);
  if (!read.ok || read.lookaround || read.backreference || !(unfoldedSize(read.tree) < MAX_STEPS)) return undefined;
  const steps: TextStep[] = [{ op: 'accept' }];
  const start = writeAlternatives({ steps }, read.tree.alternatives, 0);
  return steps.length > 4 * MAX_STEPS ? undefined : { steps, start };
}

/** Each `write` takes the step that follows and gives the first of its own: a pattern is written from its end. */
function add({ steps }: Writer, step: TextStep): number {
  return steps.push(step) - 1;
}

function writeAlternatives(writer: Writer, alternatives: readonly AST.Alternative[], next: number): number {
  const to = alternatives.map(({ elements }) =>
    elements.reduceRight((after, element) => writeElement(writer, element, after), next),
  );
  return to.length === 1 ? (to[0] as number) : add(writer, { op: 'split', to });
}

function writeElement(writer: Writer, node: AST.Element, next: number): number {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return writeAlternatives(writer, node.alternatives, next);
    case 'Quantifier':
      return writeQuantifier(writer, node, next);
    case 'Assertion':
      if ('alternatives' in node) throw new Error('a lookaround was let through');
      return add(writer, { op: 'edge', kind: node.kind, negate: node.kind === 'word' && node.negate, next });
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new Error(`${node.type} was let through`);
    default:
      return add(writer, { op: 'char', set: exactSet(node), next });
  }
}

/** `x{2,4}` as `xx(x(x)?)?`, `x{2,}` as `xxx*`. */
function writeQuantifier(writer: Writer, { element, min, max }: AST.Quantifier, next: number): number {
  if (unfoldedSize(element) === 0)
    return min === 0
      ? add(writer, { op: 'split', to: [writeElement(writer, element, next), next] })
      : writeElement(writer, element, next);
  let entry = max === Infinity ? writeLoop(writer, element, next) : next;
  for (let round = max === Infinity ? min : max; round > 0; round--) {
    const body = writeElement(writer, element, entry);
    entry = round > min ? add(writer, { op: 'split', to: [body, next] }) : body;
  }
  return entry;
}

function writeLoop(writer: Writer, element: AST.QuantifiableElement, next: number): number {
  const loop = add(writer, { op: 'split', to: [] });
  writer.steps[loop] = { op: 'split', to: [writeElement(writer, element, loop), next] };
  return loop;
}
