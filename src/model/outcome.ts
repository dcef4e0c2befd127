/** What a stage returns. Findings are returned, never thrown; a throw means a bug or a broken pipe. */
export interface Outcome<T, D> {
  readonly value: T;
  readonly diagnostics: readonly D[];
}
