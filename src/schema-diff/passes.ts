import type { Verdict } from './comparison.ts';

/** What cannot be decided fails, unless the caller takes it upon himself. */
export function passes(
  verdict: Verdict,
  { allowUnknown = false }: { readonly allowUnknown?: boolean | undefined } = {},
): boolean {
  return verdict === 'compatible' || (allowUnknown && verdict === 'unknown');
}
