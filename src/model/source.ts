import type { Pointer } from './pointer.ts';

export type SourceFormat = 'json5' | 'json' | 'yaml';

/** A file's text. `path` is relative to the repository root, `/` separated, and is what people are shown. */
export interface Source {
  readonly path: string;
  readonly format: SourceFormat;
  readonly text: string;
}

/** Offsets in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The only location that is stored. Line and column are computed when it is printed.
 * A span is used where there is no value yet (syntax errors); the pointer then names the innermost container known.
 */
export interface Site {
  readonly source: Source;
  readonly pointer: Pointer;
  readonly at: 'key' | 'value' | Span;
}

/** Lines and columns count from 1; columns are UTF-16 code units, as editors count them. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}
