import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Source } from '../model/source.ts';
import { editJson5 } from './editing/edit-json5.ts';
import { editSteps } from './editing/edit-steps.ts';
import { editYaml } from './editing/edit-yaml.ts';
import { deepestNesting, defaultDocumentLimits } from './limits.ts';
import { parseDocument } from './parse-document.ts';

/**
 * One change, with the meaning of a step of JSON Patch (RFC 6902):
 * `set` gives the place a value, and makes the objects on the way to it where there are none; `insert` puts a value before
 * the element of an array that the pointer names (`-`: after the last), and is `set` in an object; `remove` takes the place
 * away, if it is there.
 */
export interface Edit {
  readonly pointer: Pointer;
  readonly op: 'set' | 'remove' | 'insert';
  /** For set and insert. */
  readonly value?: JsonValue;
}

/**
 * The text with the edits made, one after the other. What an edit does not concern stays byte for byte; what it adds is
 * written in the style of its surroundings. A comment goes with the entry that it stands beside or directly above.
 *
 * The text has no errors, and the pointers lead into it: anything else is a mistake of the caller, and throws.
 */
export function edit(source: Source, edits: readonly Edit[]): string {
  let { text } = source;
  for (const one of edits) {
    const before = { ...source, text };
    const value = valueOf(before);
    for (const step of editSteps(value, one)) {
      const current = { ...source, text };
      text = source.format === 'yaml' ? editYaml(current, step) : editJson5(current, step);
    }
  }
  return text;
}

/** As deep and as large as the text may be: whoever edits it has read it within the limits that apply. */
const LIMITS = { ...defaultDocumentLimits, depth: deepestNesting, fileBytes: Number.MAX_SAFE_INTEGER };

function valueOf(source: Source): JsonValue {
  const { value, diagnostics } = parseDocument(source, LIMITS);
  if (value === undefined) throw new Error(`cannot edit ${source.path}: ${diagnostics[0]?.code}`);
  return value.value;
}
