import type { AST } from '@eslint-community/regexpp';
import type { Budget } from './proof-budget.ts';
import type { Program } from './pattern-program.ts';

/** Ways that lead from one step to the next characters without taking one. */
export interface EpsilonPaths {
  /** Char step to the number of ways to it. */
  readonly chars: ReadonlyMap<number, number>;
  /** The same without the ways that pass a `^`. */
  readonly charsInside: ReadonlyMap<number, number>;
  /** True when the end of the pattern is sure to be reached, whatever the text is. */
  readonly accepts: boolean;
  /** Steps that an engine takes to try all of them; Infinity where a lookaround has no bound here. */
  readonly cost: number;
  /** Further steps, per character of the text, for what can only be tried at its start. */
  readonly costOnce: number;
}

/** What one run of a lookaround costs at most. */
export interface LookCost {
  /** When it may start at every character; Infinity where there is no bound. */
  readonly anywhere: number;
  /** Per character of the text, when it is known to start only once; Infinity likewise. */
  readonly once: number;
}

const MAX_DEPTH = 500;

/**
 * Every way is followed by itself, as a backtracking engine does, and counted; a round of a loop that took no character is cut
 * where the engine cuts it. Undefined when there are too many ways to follow.
 */
export function epsilonPaths(
  program: Program,
  from: number,
  lookCost: (node: AST.LookaroundAssertion) => LookCost,
  budget: Budget,
): EpsilonPaths | undefined {
  const walk: Walk = {
    program,
    lookCost,
    budget,
    begun: new Set(),
    chars: new Map(),
    inside: new Map(),
    accepts: false,
    cost: 0,
    costOnce: 0,
  };
  if (!follow(walk, from, 0, 0)) return undefined;
  const { chars, inside, accepts, cost, costOnce } = walk;
  return { chars, charsInside: inside, accepts, cost, costOnce };
}

interface Walk {
  readonly program: Program;
  readonly lookCost: (node: AST.LookaroundAssertion) => LookCost;
  readonly budget: Budget;
  /** Loops whose present round began here, without a character since. */
  readonly begun: Set<number>;
  readonly chars: Map<number, number>;
  readonly inside: Map<number, number>;
  accepts: boolean;
  cost: number;
  costOnce: number;
}

/** What a way has passed so far, as bits: ways are followed by the hundred thousand. */
const START = 1; // a `^`
const END = 2; // the end of the text in the direction of reading: no character can follow
const CONDITION = 4; // an assertion, or the exit of a loop that may come too early
const AGAIN = 8; // the loop that comes next is reached from the end of its own body

function follow(walk: Walk, at: number, way: number, depth: number): boolean {
  walk.cost++;
  if (!walk.budget.take(1) || depth > MAX_DEPTH) return false;
  const step = walk.program.steps[at];
  if (step === undefined) throw new Error(`no step ${at}`);
  const fresh = way & ~AGAIN;
  switch (step.op) {
    case 'accept':
      if ((way & CONDITION) === 0) walk.accepts = true;
      return true;
    case 'char':
      if ((way & END) !== 0) return true;
      walk.chars.set(at, (walk.chars.get(at) ?? 0) + 1);
      if ((way & START) === 0) walk.inside.set(at, (walk.inside.get(at) ?? 0) + 1);
      return true;
    case 'split':
      for (const to of step.to) if (!follow(walk, to, fresh, depth + 1)) return false;
      return true;
    case 'edge': {
      const start = step.kind === 'start' ? START : 0;
      const end = step.kind === (walk.program.backwards ? 'start' : 'end') ? END : 0;
      return follow(walk, step.next, fresh | CONDITION | start | end, depth + 1);
    }
    case 'look': {
      const cost = walk.lookCost(step.node);
      const onlyOnce = !Number.isFinite(cost.anywhere);
      if (onlyOnce && !((way & START) !== 0 && Number.isFinite(cost.once))) return false;
      if (onlyOnce) walk.costOnce += cost.once;
      else walk.cost += cost.anywhere;
      return follow(walk, step.next, fresh | CONDITION, depth + 1);
    }
    case 'again':
      return walk.begun.has(step.loop) || follow(walk, step.loop, fresh | AGAIN, depth + 1);
    case 'loop': {
      const began = walk.begun.has(at);
      walk.begun.add(at);
      const entered = follow(walk, step.body, fresh, depth + 1);
      if (!began) walk.begun.delete(at);
      if (!entered) return false;
      if (step.mustEnter && (way & AGAIN) === 0) return true;
      return follow(walk, step.exit, step.early ? fresh | CONDITION : fresh, depth + 1);
    }
  }
}
