import { expand, type Expanding } from './expand.ts';
import type { Literal, Way } from './literal.ts';
import { denialOf } from './literals.ts';
import type { SchemaClass } from './schema-class.ts';
import type { Kind } from './type-mask.ts';
import type { WorkLimit } from './work-limit.ts';

/** Some way has to hold. */
export interface Choice {
  readonly ways: readonly Way[];
  /** The schema that the value must not be as, where that is what the choice says. */
  readonly denied: SchemaClass | undefined;
  /** It comes from what the value must not be. */
  readonly isGoal: boolean;
}

/** What is known about one value of one kind, on the way to finding it or to showing that there is none. */
export class Situation {
  readonly kind: Kind;
  /** Types that are left. */
  mask: number;
  /** Ids of all literals that hold. */
  readonly #known: Set<number>;
  /** Those that nothing more can be drawn from by themselves. */
  readonly leaves: Literal[];
  choices: Choice[];
  readonly #expanding: Expanding;
  readonly #work: WorkLimit;

  constructor(kind: Kind, expanding: Expanding, work: WorkLimit, from?: Situation) {
    this.kind = kind;
    this.#expanding = expanding;
    this.#work = work;
    this.mask = from?.mask ?? kind;
    this.#known = new Set(from === undefined ? [] : from.#known);
    this.leaves = from === undefined ? [] : [...from.leaves];
    this.choices = from === undefined ? [] : [...from.choices];
  }

  copy(): Situation {
    this.#work.spend(1 + this.#known.size / 16);
    return new Situation(this.kind, this.#expanding, this.#work, this);
  }

  knows(literal: Literal): boolean {
    return this.#known.has(literal.id);
  }

  denies(literal: Literal): boolean {
    return this.#known.has(denialOf(literal));
  }

  /**
   * False where the literals contradict what is known.
   *
   * @param isGoal whether they come from what the value must not be
   */
  add(literals: Way, isGoal: boolean): boolean {
    const open = [...literals];
    for (const literal of open) {
      this.#work.spend(1);
      if (this.knows(literal)) continue;
      if (this.denies(literal)) return false;
      this.#known.add(literal.id);
      const { part, positive } = literal;
      if (part.op === 'types') {
        this.mask &= positive ? part.mask : ~part.mask;
        if (this.mask === 0) return false;
        continue;
      }
      const expansion = expand(literal, this.kind, this.#expanding);
      if (expansion.op === 'leaf') this.leaves.push(literal);
      else if (expansion.op === 'all') for (const each of expansion.literals) open.push(each);
      else {
        const denied = part.op === 'schema' && !positive ? part.schema : undefined;
        if (!this.#choose({ ways: expansion.ways, denied, isGoal: isGoal || !positive }, open)) return false;
      }
    }
    return true;
  }

  #choose(choice: Choice, open: Literal[]): boolean {
    const { ways } = choice;
    this.#work.spend(ways.length / 4);
    if (ways.some((way) => way.every((each) => this.knows(each)))) return true;
    if (ways.length > 1) this.choices.push(choice);
    else if (ways[0] === undefined) return false;
    else open.push(...ways[0]);
    return true;
  }
}
