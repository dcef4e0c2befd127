import type { DiagnosticCode } from '../../src/diagnostics/codes.ts';

interface Reason {
  readonly why: string;
  /** The test that covers the code, from the root of the repository. */
  readonly test: string;
}

/** Codes that no example of files and commands can produce. Their pages tell what is printed; nothing holds it true. */
export const notShown: Readonly<Partial<Record<DiagnosticCode, Reason>>> = {};
