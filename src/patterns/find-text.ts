import { proofBudget, type Budget } from './proof-budget.ts';
import type { CharSet } from './char-set.ts';
import { textAlphabet } from './text-alphabet.ts';
import { TextAutomaton, TooMuchWork } from './text-automaton.ts';
import { textProgram, type TextProgram } from './text-program.ts';

export interface TextQuery {
  /** Patterns, as in `pattern`: found anywhere in the text. */
  readonly matching: readonly string[];
  readonly notMatching: readonly string[];
  /** In code points; the larger one may be infinite. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly notOneOf: readonly string[];
}

/** `none` is proved; `unknown` where some pattern is out of reach of automata, or the search took too much. */
export type FoundText = { readonly is: 'text'; readonly text: string } | { readonly is: 'none' } | { readonly is: 'unknown' };

const MAX_WORK = 200_000;
/** Situations of all automata together. */
const MAX_SITUATIONS = 10_000;
const MAX_EXCLUDED = 50_000;
const WORD: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const unknown: FoundText = { is: 'unknown' };

/**
 * A shortest text that matches some patterns and does not match others. Inclusion and disjointness of patterns are questions
 * of this kind: nothing matches one and not the other, nothing matches both. The automata of all patterns are run side by side
 * over every text at once; time and memory are bounded.
 */
export function findText(query: TextQuery): FoundText {
  try {
    return search(query, proofBudget(MAX_WORK));
  } catch (error) {
    if (error instanceof TooMuchWork) return unknown;
    throw error;
  }
}

interface Side {
  readonly automata: readonly TextAutomaton[];
  /** Of each, whether it has to accept. */
  readonly wanted: readonly boolean[];
  /** A code point of each class. */
  readonly members: readonly number[];
}

function search(query: TextQuery, budget: Budget): FoundText {
  if (query.notOneOf.reduce((sum, text) => sum + text.length, 0) > MAX_EXCLUDED) return unknown;
  const programs = [...query.matching, ...query.notMatching].map(textProgram);
  const known = programs.filter((each) => each !== undefined);
  const side = prepare(known, query, budget);
  if (side === undefined) return unknown;
  const wanted = programs.flatMap((each, i) => (each === undefined ? [] : [i < query.matching.length]));
  const found = walk({ ...side, wanted }, query);
  // Without the patterns that could not be read there are more texts, not less.
  return found.is === 'none' || known.length === programs.length ? found : unknown;
}

function prepare(programs: readonly TextProgram[], { notOneOf }: TextQuery, budget: Budget): Omit<Side, 'wanted'> | undefined {
  const sets: CharSet[] = [WORD];
  const numbers = new Map<string, number>([[WORD.join(), 0]]);
  const numberOf = (set: CharSet): number => {
    const key = set.join();
    const known = numbers.get(key) ?? sets.push(set) - 1;
    numbers.set(key, known);
    return known;
  };
  const setsOf = programs.map(({ steps }) => steps.map((step) => (step.op === 'char' ? numberOf(step.set) : -1)));
  for (const char of new Set(notOneOf.flatMap((text) => [...text]))) {
    const code = char.codePointAt(0) as number;
    numberOf([code, code]);
  }
  const alphabet = textAlphabet(sets);
  if (alphabet === undefined) return undefined;
  const automata = programs.map((program, i) => {
    const takes = (step: number, kind: number): boolean => alphabet.has(setsOf[i]?.[step] ?? -1, kind);
    return new TextAutomaton(program, { takes, isWord: (kind) => alphabet.has(0, kind) }, budget);
  });
  return { automata, members: alphabet.members };
}

interface Situation {
  readonly states: readonly number[];
  /** Characters so far, not counted further than the least length. */
  readonly length: number;
  /** Where the text stands among those that are excluded; undefined where it is none of them, nor the beginning of one. */
  readonly excluded: Excluded | undefined;
  readonly from: Situation | undefined;
  readonly char: number;
  readonly depth: number;
}

interface Excluded {
  readonly id: number;
  readonly next: Map<number, Excluded>;
  isWhole: boolean;
}

/** Breadth first, so that the first text is a shortest one. */
function walk({ automata, wanted, members }: Side, { minLength, maxLength, notOneOf }: TextQuery): FoundText {
  const first: Situation = {
    states: automata.map(({ start }) => start),
    length: 0,
    excluded: excludedTexts(notOneOf),
    from: undefined,
    char: 0,
    depth: 0,
  };
  const queue = [first];
  const seen = new Set([keyOf(first)]);
  for (const at of queue) {
    const isFound =
      at.length >= minLength &&
      at.excluded?.isWhole !== true &&
      at.states.every((state, i) => automata[i]?.accepts(state) === wanted[i]);
    if (isFound) return { is: 'text', text: textOf(at) };
    if (at.depth >= maxLength) continue;
    for (const [kind, char] of members.entries()) {
      const to: Situation = {
        states: at.states.map((state, i) => (automata[i] as TextAutomaton).next(state, kind)),
        length: Math.min(at.length + 1, minLength),
        excluded: at.excluded?.next.get(char),
        from: at,
        char,
        depth: at.depth + 1,
      };
      if (to.states.some((state, i) => automata[i]?.isDecided(state, wanted[i] !== true) === true)) continue;
      const key = keyOf(to);
      if (seen.has(key)) continue;
      if (seen.size >= MAX_SITUATIONS) return unknown;
      seen.add(key);
      queue.push(to);
    }
  }
  return { is: 'none' };
}

function keyOf({ states, length, excluded }: Situation): string {
  return `${states.join()} ${length} ${excluded?.id ?? ''}`;
}

function textOf(situation: Situation): string {
  const chars: number[] = [];
  for (let at: Situation | undefined = situation; at?.from !== undefined; at = at.from) chars.push(at.char);
  return chars.reverse().reduce((text, char) => text + String.fromCodePoint(char), '');
}

function excludedTexts(texts: readonly string[]): Excluded {
  let count = 0;
  const make = (): Excluded => ({ id: count++, next: new Map(), isWhole: false });
  const root = make();
  for (const text of texts) {
    let at = root;
    for (const char of text) {
      const code = char.codePointAt(0) as number;
      const next = at.next.get(code) ?? make();
      at.next.set(code, next);
      at = next;
    }
    at.isWhole = true;
  }
  return root;
}
