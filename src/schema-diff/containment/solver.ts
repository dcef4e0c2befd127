import type { JsonValue } from '../../model/json.ts';
import type { Interpreter } from './interpreter.ts';
import { OutOfWork } from './work-limit.ts';
import { empty, unknown, type Found, type Literal, type Way } from './literal.ts';
import { isDemand } from './expand.ts';
import type { Finder, FinderParts } from './finder.ts';
import { maskOf } from './mask-of.ts';
import { isAgainst, requiredNames } from './disjoint.ts';
import { Situation, type Choice } from './situation.ts';
import { refutes, solveLeaf } from './solve-leaf.ts';
import { isAbsurd } from './solve-object.ts';
import { ARRAY, BOOLEAN, EVERY_TYPE, kinds, maskOfValue, NULL, OBJECT, type Kind } from './type-mask.ts';
import { every, inverse, type Verdict } from './verdict.ts';

/**
 * Which choices are made first: the smallest, those that come from what the value must be, or those that come from what it must
 * not be. Each is quick where another is lost; they are tried one after the other.
 */
const preferences = ['given', 'smallest', 'goal'] as const;
type Preference = (typeof preferences)[number];

/** Values inside of values. */
const MAX_DEPTH = 100;
const MAX_VALUES = 20_000;

/**
 * Looks for a value of which given literals hold. That there is none is proved, by contradictions of all ways to meet them;
 * a value that is found was judged by the interpreter. Keywords that are not understood are left out of a proof, which can then
 * still fail, but not be wrong.
 *
 * Recursive schemas: while a set of literals is looked at, the same set for a part of the value counts as having no value. If it
 * had one, a value of least depth would hold a smaller one, which cannot be.
 */
export class Solver implements Finder {
  readonly parts: FinderParts;
  readonly #known = new Map<string, Found>();
  readonly #open = new Map<string, number>();
  /** Sets without a value, as long as an open one has none: the outermost such. In the order in which they were found. */
  readonly #provisional = new Map<string, number>();
  #preference: Preference = 'smallest';
  /** The outermost open set that a result since then rests on. */
  #rests = Infinity;

  constructor(parts: FinderParts) {
    this.parts = parts;
  }

  /** Like `find`, for a question of its own. @throws OutOfWork */
  ask(literals: Way, steps: number): Found {
    for (const preference of preferences) {
      try {
        return this.#attempt(literals, steps / preferences.length, preference);
      } catch (error) {
        if (!(error instanceof OutOfWork)) throw error;
      }
    }
    throw new OutOfWork();
  }

  #attempt(literals: Way, steps: number, preference: Preference): Found {
    this.#open.clear();
    this.#provisional.clear();
    this.#rests = Infinity;
    this.#preference = preference;
    this.parts.work.begin(steps);
    return this.find(literals);
  }

  find(literals: Way): Found {
    const key = keyOf(literals);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const open = this.#open.get(key);
    if (open !== undefined) {
      this.#rests = Math.min(this.#rests, open);
      return empty;
    }
    const provisional = this.#provisional.get(key);
    if (provisional !== undefined) {
      this.#rests = Math.min(this.#rests, provisional);
      return empty;
    }
    const depth = this.#open.size;
    if (depth >= MAX_DEPTH) return unknown('the schemas nest too deep');
    const outer = this.#rests;
    this.#rests = Infinity;
    this.#open.set(key, depth);
    const before = this.#provisional.size;
    const found = this.#find(literals);
    this.#open.delete(key);
    const rests = found.is === 'empty' ? this.#rests : Infinity;
    this.#close(before, found, rests, depth);
    if (rests < depth) this.#provisional.set(key, rests);
    else this.#known.set(key, found);
    this.#rests = Math.min(outer, rests < depth ? rests : Infinity);
    return found;
  }

  /**
   * Settles what was found since a set was opened, and rests on it. It holds if the set has no value; where the set rests on
   * another, it does too; nothing is known where the set has a value.
   */
  #close(before: number, { is }: Found, rests: number, depth: number): void {
    if (this.#provisional.size === before) return;
    const since = [...this.#provisional].slice(before);
    for (const [key, own] of since) {
      if (is === 'empty' && rests < depth) {
        this.#provisional.set(key, Math.min(own, rests));
        continue;
      }
      this.#provisional.delete(key);
      if (is === 'empty') this.#known.set(key, empty);
    }
  }

  findWith(literals: Way, more: Way): Found {
    return this.find(more.length === 0 ? literals : [...literals, ...more]);
  }

  #find(literals: Way): Found {
    this.parts.work.spend(2);
    let mask = EVERY_TYPE;
    for (const { part, positive } of literals) if (positive && part.op === 'schema') mask &= maskOf(part.schema);
    let result: Found = empty;
    for (const kind of kinds) {
      if ((mask & kind) === 0) continue;
      const found = this.#findKind(literals, kind);
      if (found.is === 'value') return found;
      if (found.is === 'unknown') result = found;
    }
    return result;
  }

  #findKind(literals: Way, kind: Kind): Found {
    const situation = new Situation(kind, this.parts, this.parts.work);
    const [given, goal] = [literals.filter((each) => each.positive), literals.filter((each) => !each.positive)];
    if (!situation.add(given, false) || !situation.add(goal, true)) return empty;
    const found = this.#solve(situation, literals, true);
    if (found.is !== 'value' || this.#holds(literals, found.value) === true) return found;
    return unknown('a value that should tell could not be confirmed');
  }

  #solve(situation: Situation, literals: Way, isFirst: boolean): Found {
    const values = finiteValues(situation);
    if (values !== undefined) return this.#amongValues(values, literals, situation.kind);
    if (!this.#propagate(situation)) return empty;
    const late = finiteValues(situation);
    if (late !== undefined) return this.#amongValues(late, literals, situation.kind);
    if (situation.choices.length === 0) return solveLeaf(situation, this);
    if (isFirst && solveLeaf(situation, this).is === 'empty') return empty;
    return this.#branch(situation, literals);
  }

  #branch(situation: Situation, literals: Way): Found {
    const choice = this.#choose(situation.choices);
    situation.choices = situation.choices.filter((each) => each !== choice);
    let result: Found = empty;
    for (const way of choice.ways) {
      const next = situation.copy();
      if (!next.add(way, choice.isGoal)) continue;
      const found = this.#solve(next, literals, false);
      if (found.is === 'value') return found;
      if (found.is === 'unknown') result = found;
    }
    return result;
  }

  #choose(choices: readonly Choice[]): Choice {
    const preference = this.#preference;
    const goals = preference === 'smallest' ? choices : choices.filter(({ isGoal }) => isGoal === (preference === 'goal'));
    return (goals.length > 0 ? goals : choices).reduce((least, each) => (each.ways.length < least.ways.length ? each : least));
  }

  /** Takes out what cannot be chosen, and chooses where nothing else is left, until nothing changes. */
  #propagate(situation: Situation): boolean {
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      const { choices } = situation;
      situation.choices = [];
      const isMet = metChoices(situation);
      this.parts.work.spend(choices.length / 16);
      for (const choice of choices) {
        if (isMet(choice)) continue;
        const ways = choice.ways.filter((way) => this.#isPossible(situation, way, choice.isGoal));
        if (ways.length > 1) {
          situation.choices.push({ ...choice, ways });
          continue;
        }
        if (ways[0] === undefined || !situation.add(ways[0], choice.isGoal)) return false;
        isChanged = true;
      }
      if (isChanged && isRefuted(situation, this)) return false;
    }
    return true;
  }

  #isPossible(situation: Situation, way: Way, isGoal: boolean): boolean {
    this.parts.work.spend(1);
    if (way.some((each) => situation.denies(each))) return false;
    const [only] = way;
    if (way.length === 1 && only !== undefined && isDemand(only.part)) return !refutes(situation, only, this);
    const probe = situation.copy();
    if (!probe.add(way, isGoal)) return false;
    return !way.some((each) => isDemand(each.part) && refutes(probe, each, this)) && !isRefuted(probe, this);
  }

  #amongValues(values: readonly JsonValue[], literals: Way, kind: Kind): Found {
    if (values.length > MAX_VALUES) return unknown('a list of values is too long');
    let result: Found = empty;
    for (const value of values) {
      this.parts.work.spend(literals.length);
      if ((maskOfValue(value) & kind) === 0) continue;
      const verdict = this.#holds(literals, value);
      if (verdict === true) return { is: 'value', value };
      if (verdict === undefined) result = unknown('some keyword could not be judged');
    }
    return result;
  }

  #holds(literals: Way, value: JsonValue): Verdict {
    const { interpreter, work } = this.parts;
    return every(literals, (literal) => {
      const verdict = holds(literal, value, interpreter);
      work.spend(interpreter.taken / 16);
      return verdict;
    });
  }
}

/** Only of literals that are no demands, as those are that a search begins with. */
function holds({ part, positive }: Literal, value: JsonValue, interpreter: Interpreter): Verdict {
  if (isDemand(part)) return undefined;
  const verdict = interpreter.holds(part, value);
  return positive ? verdict : inverse(verdict);
}

/** Tells the choices that need not be made: some way holds, or the value is seen not to be as the schema that is denied. */
function metChoices(situation: Situation): (choice: Choice) => boolean {
  const known = situation.leaves.flatMap(({ part, positive }) => (positive && !isDemand(part) ? [part] : []));
  const names = situation.kind === OBJECT ? requiredNames(known) : [];
  return ({ ways, denied }) => {
    if (denied !== undefined && names.length > 0 && isAgainst(known, names, denied)) return true;
    return ways.some((way) => way.every((each) => situation.knows(each)));
  };
}

/** For numbers and texts a look at all that is known is cheap. */
function isRefuted(situation: Situation, solver: Solver): boolean {
  if (situation.kind === OBJECT) return isAbsurd(situation.leaves, solver);
  return situation.kind < ARRAY && situation.kind > BOOLEAN && solveLeaf(situation, solver).is === 'empty';
}

/** All values that come into question, where they are few enough to be listed. */
function finiteValues({ kind, leaves }: Situation): readonly JsonValue[] | undefined {
  if (kind === NULL) return [null];
  if (kind === BOOLEAN) return [true, false];
  for (const { part, positive } of leaves) if (positive && part.op === 'enum') return part.values;
  return undefined;
}

function keyOf(literals: Way): string {
  const ids = [...new Set(literals.map(({ id }) => id))];
  return ids.length === 1 ? String(ids[0]) : ids.sort((a, b) => a - b).join();
}
