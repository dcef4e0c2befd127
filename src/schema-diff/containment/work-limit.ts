/** Thrown out of a proof that takes too much. */
export class OutOfWork extends Error {}

/** Steps of a proof; counted, not timed, so that the answer is always the same. */
export class WorkLimit {
  #left = 0;

  begin(steps: number): void {
    this.#left = steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfWork();
  }
}
