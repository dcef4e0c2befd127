import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** What is wrong in the base cannot be corrected any more; a reader would look for it in the files at hand. */
export function ofBase(diagnostics: readonly Diagnostic[], name: string): Diagnostic[] {
  const hint = `Compare with another revision: this is so in ${name}`;
  return diagnostics.map((each) => ({ ...each, hint }));
}
