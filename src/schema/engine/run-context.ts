import type { JsonObject } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** Thrown out of a validation that takes too many steps. */
export class StepLimit extends Error {
  /** Set where a text alone would take too many: the characters that its pattern can be tried on. */
  readonly characters: number | undefined;

  constructor(characters?: number) {
    super();
    this.characters = characters;
  }
}

/** A deprecated field that was met. */
export interface Note {
  readonly pointer: Pointer;
  /** The lowered schema that says so. */
  readonly schema: JsonObject;
}

/** A stretch of a validation, between two marks; failures in it remember it. */
export interface Stretch {
  readonly mark: number;
  /** The value that is judged meanwhile. */
  readonly pointer: Pointer;
  readonly failuresBefore: number;
  readonly notesBefore: number;
}

export interface MarkedFailure {
  stretches?: Stretch[];
}

/** Up to here failures are collected one by one; a value with more is as good as a value that takes too long. */
const MAX_FAILURES = 100_000;

/** What generated validators share with their caller. One validation runs at a time. */
export class RunContext {
  /** Counted down by generated code. */
  steps = 0;
  /** Set where something calls for a warning. */
  warned = false;
  environment: string | undefined = undefined;
  /** The value is judged without an app: every environment will do. */
  anyEnvironment = false;
  notes: Note[] = [];
  #open: Stretch[] = [];

  start(steps: number, environment: string | undefined, anyEnvironment: boolean): void {
    this.steps = steps;
    this.warned = false;
    this.environment = environment;
    this.anyEnvironment = anyEnvironment;
    this.notes = [];
    this.#open = [];
  }

  exhausted(): never {
    throw new StepLimit();
  }

  /** @param characters that a pattern can be tried on */
  tooLong(characters: number): never {
    throw new StepLimit(characters);
  }

  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) this.exhausted();
  }

  note(pointer: Pointer, schema: JsonObject): void {
    this.warned = true;
    this.notes.push({ pointer, schema });
  }

  open(mark: number, pointer: Pointer, failures: number): void {
    this.#open.push({ mark, pointer, failuresBefore: failures, notesBefore: this.notes.length });
  }

  /** Notes of what failed are dropped: what a schema says about a value holds only where the schema accepts it. */
  close(failures: readonly MarkedFailure[] | null, count: number): void {
    const stretch = this.#open.pop() as Stretch;
    if (count > MAX_FAILURES) this.exhausted();
    if (count > stretch.failuresBefore) this.notes.length = stretch.notesBefore;
    for (let i = stretch.failuresBefore; i < count; i += 1) {
      const failure = (failures as readonly MarkedFailure[])[i] as MarkedFailure;
      (failure.stretches ??= []).unshift(stretch);
    }
  }
}
