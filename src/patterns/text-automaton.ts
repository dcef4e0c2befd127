import type { Budget } from './proof-budget.ts';
import type { TextProgram } from './text-program.ts';

/** What stands before or after a place in a text. */
type Neighbour = 'edge' | 'word' | 'other';

export interface AutomatonAlphabet {
  /** Whether a char step takes the class. */
  readonly takes: (step: number, kind: number) => boolean;
  /** Whether the class is of word characters. */
  readonly isWord: (kind: number) => boolean;
}

interface State {
  /** Where paths stand, before steps that take no character; undefined where the pattern was found already. */
  readonly at: readonly number[] | undefined;
  readonly before: Neighbour;
  readonly next: Map<number, number>;
  accepts: boolean | undefined;
  isLost: boolean | undefined;
}

/** Thrown out of an automaton that takes too much work. */
export class TooMuchWork extends Error {}

/** Finds a pattern anywhere in a text, one character after the other, deterministic: states are made as they are reached. */
export class TextAutomaton {
  readonly #program: TextProgram;
  readonly #alphabet: AutomatonAlphabet;
  readonly #budget: Budget;
  readonly #states: State[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #usesWords: boolean;
  readonly start: number;

  constructor(program: TextProgram, alphabet: AutomatonAlphabet, budget: Budget) {
    this.#program = program;
    this.#alphabet = alphabet;
    this.#budget = budget;
    this.#usesWords = program.steps.some((step) => step.op === 'edge' && step.kind === 'word');
    this.start = this.#state([program.start], 'edge');
  }

  next(from: number, kind: number): number {
    const state = this.#states[from] as State;
    let to = state.next.get(kind);
    if (to === undefined) state.next.set(kind, (to = this.#advance(state, from, kind)));
    return to;
  }

  /** Whether the text that led to a state holds the pattern, if it ends there. */
  accepts(at: number): boolean {
    const state = this.#states[at] as State;
    state.accepts ??= state.at === undefined || this.#closure(state.at, state.before, 'edge').isFound;
    return state.accepts;
  }

  /** Whether every text that goes on from here holds the pattern; or none, as far as that is easily seen. */
  isDecided(at: number, as: boolean): boolean {
    const state = this.#states[at] as State;
    if (as) return state.at === undefined;
    state.isLost ??= this.#isLost(state);
    return state.isLost;
  }

  /** No way leads on, whatever follows. */
  #isLost({ at, before }: State): boolean {
    if (at === undefined) return false;
    const places = new Set([before, 'word', 'other'] as const);
    return [...places].every((place) =>
      (['edge', 'word', 'other'] as const).every((after) => {
        const { chars, isFound } = this.#closure(at, place, after);
        return chars.length === 0 && !isFound;
      }),
    );
  }

  #advance(state: State, from: number, kind: number): number {
    if (state.at === undefined) return from;
    const after = this.#alphabet.isWord(kind) ? 'word' : 'other';
    const { chars, isFound } = this.#closure(state.at, state.before, after);
    if (isFound) return this.#state(undefined, 'other');
    const to = new Set([this.#program.start]);
    for (const step of chars) if (this.#alphabet.takes(step, kind)) to.add(this.#nextOf(step));
    return this.#state([...to], this.#usesWords ? after : 'other');
  }

  #nextOf(index: number): number {
    const step = this.#program.steps[index];
    return step?.op === 'char' ? step.next : index;
  }

  #state(at: readonly number[] | undefined, before: Neighbour): number {
    const sorted = at?.toSorted((a, b) => a - b);
    if (!this.#budget.take(1 + (sorted?.length ?? 0))) throw new TooMuchWork();
    const key = `${before} ${sorted?.join() ?? 'found'}`;
    let known = this.#byKey.get(key);
    if (known === undefined) {
      known = this.#states.push({ at: sorted, before, next: new Map(), accepts: undefined, isLost: undefined }) - 1;
      this.#byKey.set(key, known);
    }
    return known;
  }

  /** The char steps that are reached without a character, and whether the end of the pattern is. */
  #closure(from: readonly number[], before: Neighbour, after: Neighbour): { chars: readonly number[]; isFound: boolean } {
    const seen = new Set(from);
    const chars: number[] = [];
    let isFound = false;
    for (const index of seen) {
      const step = this.#program.steps[index];
      if (step === undefined) continue;
      if (step.op === 'accept') isFound = true;
      else if (step.op === 'char') chars.push(index);
      else if (step.op === 'split') for (const to of step.to) seen.add(to);
      else if (passes(step.kind, step.negate, before, after)) seen.add(step.next);
    }
    if (!this.#budget.take(seen.size)) throw new TooMuchWork();
    return { chars, isFound };
  }
}

function passes(kind: 'start' | 'end' | 'word', negate: boolean, before: Neighbour, after: Neighbour): boolean {
  if (kind === 'start') return before === 'edge';
  if (kind === 'end') return after === 'edge';
  return ((before === 'word') !== (after === 'word')) !== negate;
}
