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
