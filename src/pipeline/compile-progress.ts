/** Whoever wants to show that a long run is alive. Called between apps, since compiling is synchronous. */
export interface CompileProgress {
  step(done: number, total: number): void;
  /** Compiling is over: what was shown must go. */
  end(): void;
}
