import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { decodeText } from '../documents/decode-text.ts';
import { defaultDocumentLimits } from '../documents/limits.ts';
import { parseDocument } from '../documents/parse-document.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import { invalidText } from './invalid-text.ts';

/** The settings file as written; `source` is undefined where there is none. */
export interface WrittenSettings {
  readonly source: Source | undefined;
  readonly value: JsonObject;
}

export function readSettings(path: string, bytes: Uint8Array): Outcome<WrittenSettings | undefined> {
  const decoded = decodeText(bytes);
  const source: Source = { path, format: 'json5', text: 'text' in decoded ? decoded.text : '' };
  const site = { source, pointer: '', at: 'value' } as const;
  if ('invalidAt' in decoded) return { value: undefined, diagnostics: [invalidText(source, bytes, decoded.invalidAt)] };
  const { value: parsed, diagnostics } = parseDocument(source, defaultDocumentLimits);
  if (parsed === undefined) return { value: undefined, diagnostics };
  if (isObject(parsed.value)) return { value: { source, value: parsed.value }, diagnostics };
  return {
    value: undefined,
    diagnostics: [diagnostic('workspace/shape', { name: 'settings' }, { site, hint: 'Write the settings as an object' })],
  };
}
