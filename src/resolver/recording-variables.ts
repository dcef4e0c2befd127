import type { Variables } from '../model/variables.ts';

/** Notes which variables were asked for, and what they were: a result holds for every app that would answer the same. */
export class RecordingVariables implements Variables {
  readonly asked = new Map<string, string | undefined>();
  readonly #inner: Variables;

  constructor(inner: Variables) {
    this.#inner = inner;
  }

  get names(): readonly string[] {
    return this.#inner.names;
  }

  get(name: string): string | undefined {
    const value = this.#inner.get(name);
    this.asked.set(name, value);
    return value;
  }
}
