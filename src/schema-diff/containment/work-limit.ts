/** Thrown out of a proof that takes too much. */
export class OutOfWork extends Error {}

/** Steps of a proof; counted, not timed, so that the answer is always the same. */
export class WorkLimit {
  #left = 0;
  #taken = 0;

  /** By all proofs so far. */
  get taken(): number {
    return this.#taken;
  }

  begin(steps: number): void {
    this.#left = steps;
  }

  /** What is limited elsewhere. */
  note(steps: number): void {
    this.#taken += steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    this.#taken += steps;
    if (this.#left < 0) throw new OutOfWork();
  }
}
