import type { AST } from '@eslint-community/regexpp';
import { classesOf } from './alphabet.ts';
import { countPaths } from './count-paths.ts';
import { epsilonPaths, type EpsilonPaths, type LookCost } from './epsilon-paths.ts';
import { patternProgram, type Program } from './pattern-program.ts';
import { proofBudget, type Budget } from './proof-budget.ts';
import { longestOf } from './pattern-shape.ts';

const MAX_CLASSES = 20_000;
/** A lookaround that may start at any character must be bounded in length. */
const MAX_LOOK_LENGTH = 256;

/** How far counted repetitions are written out, tried in turn: the first is quick and enough for nearly all patterns. */
const UNFOLDINGS = [12, 256];
/** Steps per character: on one way whose paths are not counted, and in what runs only once. */
const MAX_COST = 512;
/**
 * Steps of one proof. What people write takes some 250 for each character of the pattern at most; a short pattern that
 * takes many more is made for that.
 */
const MAX_WORK = 300_000;
const LEAST_WORK = 20_000;
const WORK_PER_CHARACTER = 300;

interface Context {
  readonly unfold: number;
  readonly budget: Budget;
  readonly looks: Map<AST.LookaroundAssertion, LookCost>;
  /** Some counted repetition is read as a loop: more of it could be proved if it were written out. */
  folded: boolean;
}

interface Subject {
  readonly entry: EpsilonPaths;
  readonly after: (char: number) => EpsilonPaths | undefined;
  readonly classes: (char: number) => readonly number[];
  /** The char steps after which the pattern may have matched. */
  readonly last: readonly number[];
}

/**
 * True when a backtracking engine is sure to judge any text in time linear in its length.
 *
 * The engine tries the paths through the pattern one after the other, so its time is the number of path prefixes over the text,
 * each weighted with the ways that are tried from its end. Paths are counted per character: `countPaths` visits every
 * situation that a text can bring about (a determinisation that keeps the number of paths to each place) and bounds the sum.
 * If the bound holds in all of them, the whole search takes at most bound times length steps.
 *
 * 1. One attempt, from one place of the text. Steps from which every continuation has matched already are left out: the first
 *    path that gets there ends the search without going back.
 * 2. A pattern that may start anywhere is tried at each place until one attempt succeeds. Failing attempts are counted
 *    together: new paths begin at every character, and places where the pattern has matched already are left out, since no
 *    path of a failing attempt comes to one. The successful attempt is the one of 1.
 *
 * A lookaround is an attempt of its own that nothing goes back into. It adds what it costs, times its length when it may start
 * at every character; without a bound on its length it is allowed only behind `^`, where it runs once.
 *
 * Sources: Weideman and others, "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using
 * Ambiguity of NFA" (2016); Weber and Seidl, "On the degree of ambiguity of finite automata" (1991).
 */
export function proveLinear(tree: AST.Pattern): LinearProof {
  let work = 0;
  for (const unfold of UNFOLDINGS) {
    const budget = proofBudget(Math.min(MAX_WORK, LEAST_WORK + WORK_PER_CHARACTER * tree.raw.length));
    const context: Context = { unfold, budget, looks: new Map(), folded: false };
    const proved = provedWith(tree, context);
    work += budget.taken();
    // Where nothing was left folded, the same would be tried again.
    if (proved || !context.folded) return { proved, work };
  }
  return { proved: false, work };
}

export interface LinearProof {
  readonly proved: boolean;
  /** Steps that the proof took. */
  readonly work: number;
}

function provedWith(tree: AST.Pattern, context: Context): boolean {
  const subject = prepare(tree.alternatives, false, context, (node) => costOfLook(node, context));
  if (subject === undefined || countAttempt(subject, context.budget) === undefined) return false;
  const { entry } = subject;
  if (!Number.isFinite(entry.cost) || entry.costOnce > MAX_COST) return false;
  return entry.accepts || entry.charsInside.size === 0 || countSearch(subject, context.budget) !== undefined;
}

function prepare(
  alternatives: readonly AST.Alternative[],
  backwards: boolean,
  context: Context,
  lookCost: (node: AST.LookaroundAssertion) => LookCost,
): Subject | undefined {
  const { unfold, budget } = context;
  const program = patternProgram(alternatives, { backwards, unfold });
  if (program === undefined || program.folded) context.folded = true;
  if (program !== undefined && !budget.take(program.steps.length >> 3)) return undefined;
  const entry = program === undefined ? undefined : epsilonPaths(program, program.start, lookCost, budget);
  if (program === undefined || entry === undefined) return undefined;
  const chars = [...program.steps.entries()].flatMap(([i, step]) => (step.op === 'char' ? [[i, step] as const] : []));
  const kinds = classesOf(
    chars.map(([, step]) => step.set),
    MAX_CLASSES,
  );
  if (kinds === undefined) return undefined;
  const classes = new Map(chars.map(([i], nth) => [i, kinds[nth] ?? []]));
  const next = new Map(chars.map(([i, step]) => [i, step.next]));
  const known = new Map<number, EpsilonPaths | undefined>();
  const after = (char: number): EpsilonPaths | undefined => {
    if (!known.has(char)) known.set(char, epsilonPaths(program, next.get(char) ?? 0, lookCost, budget));
    return known.get(char);
  };
  const ends = beforeAccept(program.steps);
  const last = [...next].flatMap(([char, to]) => (ends.has(to) ? [char] : []));
  return { entry, after, classes: (char) => classes.get(char) ?? [], last };
}

/** Steps per character of one attempt. */
function countAttempt(subject: Subject, budget: Budget): number | undefined {
  const { entry, after, classes } = subject;
  const settled = settledChars(subject);
  const ignored = (char: number): boolean => settled.has(char);
  return countPaths({ classes, after, ignored, entry: entry.chars, later: new Map(), laterCost: 0 }, budget);
}

/** Steps per character of all failing attempts together. */
function countSearch({ entry, after, classes }: Subject, budget: Budget): number | undefined {
  const hasMatched = (char: number): boolean => after(char)?.accepts === true;
  return countPaths(
    { classes, after, ignored: hasMatched, entry: entry.chars, later: entry.charsInside, laterCost: entry.cost },
    budget,
  );
}

/** Steps from which the end of the pattern may be reached without taking a character. */
function beforeAccept(steps: Program['steps']): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  const accepting: number[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.op === 'accept') accepting.push(at);
    for (const to of reachedFrom(step)) {
      const earlier = before.get(to);
      if (earlier === undefined) before.set(to, [at]);
      else earlier.push(at);
    }
  }
  const found = new Set(accepting);
  for (const at of found) for (const earlier of before.get(at) ?? []) found.add(earlier);
  return found;
}

/** Without taking a character, and without an assertion: what is behind one is never sure to be reached. */
function reachedFrom(step: Program['steps'][number]): readonly number[] {
  if (step.op === 'split') return step.to;
  if (step.op === 'loop') return [step.body, step.exit];
  return step.op === 'again' ? [step.loop] : [];
}

/** Chars after which the pattern has matched, and after every char that may follow, and so on. */
function settledChars({ last, after }: Subject): ReadonlySet<number> {
  const settled = new Set<number>();
  const before = new Map<number, number[]>();
  for (const char of last) {
    const paths = after(char);
    if (paths?.accepts === true && paths.cost <= MAX_COST) settled.add(char);
  }
  const open: number[] = [];
  for (const char of settled)
    for (const next of after(char)?.chars.keys() ?? []) {
      if (!settled.has(next)) open.push(next);
      const earlier = before.get(next);
      if (earlier === undefined) before.set(next, [char]);
      else earlier.push(char);
    }
  for (let char = open.pop(); char !== undefined; char = open.pop()) {
    for (const earlier of before.get(char) ?? []) if (settled.delete(earlier)) open.push(earlier);
  }
  return settled;
}

function costOfLook(node: AST.LookaroundAssertion, context: Context): LookCost {
  const cost = context.looks.get(node) ?? measureLook(node, context);
  context.looks.set(node, cost);
  return cost;
}

function measureLook(node: AST.LookaroundAssertion, context: Context): LookCost {
  // Behind `^` in here is not once: the lookaround itself may run at every character.
  const inner = (nested: AST.LookaroundAssertion): LookCost => ({ ...costOfLook(nested, context), once: Infinity });
  const body = prepare(node.alternatives, node.kind === 'lookbehind', context, inner);
  const perChar = body === undefined ? undefined : countAttempt(body, context.budget);
  if (body === undefined || perChar === undefined) return { anywhere: Infinity, once: Infinity };
  const length = longestOf(node.alternatives);
  return {
    once: body.entry.cost + perChar,
    anywhere: length <= MAX_LOOK_LENGTH ? body.entry.cost + perChar * length : Infinity,
  };
}
