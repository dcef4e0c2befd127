import type { JsonValue } from '../../model/json.ts';
import type { KnownKey } from './key-cache.ts';
import type { Recorder } from './recorder.ts';

/** What `skipTrivia` returns at the end of the text: no character code. */
export const END = -1;

export interface CursorOptions {
  /** Containers inside each other. */
  readonly depth: number;
  /** RFC 8259 instead of JSON5. */
  readonly strict: boolean;
  /** What `-0` is read as. */
  readonly minusZero: number;
  readonly recorder?: Recorder | undefined;
}

/**
 * The state of one reading. The fast reading has no recorder and only learns that something is not in order (`failed`);
 * the same functions then read the text again with a recorder, which takes every finding and every position.
 */
export class Cursor {
  readonly text: string;
  readonly end: number;
  readonly strict: boolean;
  readonly maxDepth: number;
  readonly minusZero: number;
  readonly recorder: Recorder | undefined;
  pos = 0;
  depth = 0;
  failed = false;
  /** The flags of `key-cache.ts` of all keys so far. */
  keyFlags = 0;
  /** The members of all objects that are being read, innermost last. */
  readonly keys: KnownKey[] = [];
  readonly values: JsonValue[] = [];
  top = 0;

  constructor(text: string, options: CursorOptions) {
    this.text = text;
    this.end = text.length;
    this.strict = options.strict;
    this.maxDepth = options.depth;
    this.minusZero = options.minusZero;
    this.recorder = options.recorder;
  }
}
