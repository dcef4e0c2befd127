/** What one document may cost. Every bound has a setting, a default and a diagnostic. */
export interface DocumentLimits {
  /** Containers inside each other; the outermost counts as one. */
  readonly depth: number;
  /** Size of the file in bytes of UTF-8. */
  readonly fileBytes: number;
  /** Findings reported for one file before the rest is left out. */
  readonly diagnostics: number;
  /** Values that the aliases of a YAML file may unfold to, all together. */
  readonly aliasedValues?: number;
}

export const defaultDocumentLimits: Required<DocumentLimits> = Object.freeze({
  depth: 64,
  fileBytes: 4 * 1024 * 1024,
  diagnostics: 100,
  aliasedValues: 100_000,
});

/**
 * The depth that no setting can exceed. Readers and all that walk a value are recursive, and the YAML library needs about a
 * kilobyte of stack for each level: beyond some 350 levels it runs out, which the engine does not always survive.
 */
export const deepestNesting = 256;
