import JSON5 from 'json5';
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys, isIndexKey } from '../model/canonical-json.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import { parse as parseYaml } from 'yaml';
import type { DocumentLimits } from './limits.ts';

export interface Parsed {
  /** Keys of every object in code-unit order. */
  readonly value: JsonValue;
  /** Some key starts with `$`: there may be references or directives. */
  readonly dollar: boolean;
  /** Some key is an array index, which the language moves to the front of its object. */
  readonly indexKeys: boolean;
}

/** The value is undefined when there is any error. */
export function parseDocument(source: Source, limits: DocumentLimits): Outcome<Parsed | undefined> {
  void limits;
  try {
    const raw = (source.format === 'yaml' ? parseYaml(source.text) : JSON5.parse(source.text)) as JsonValue;
    const seen = { dollar: false, indexKeys: false };
    const value = sortKeys(raw, seen);
    return { value: { value, ...seen }, diagnostics: [] };
  } catch (error) {
    const site = { source, pointer: '', at: { start: 0, end: 0 } };
    return {
      value: undefined,
      diagnostics: [diagnostic('documents/syntax', { expected: 'a document', found: String(error) }, { site })],
    };
  }
}

function sortKeys(value: JsonValue, seen: { dollar: boolean; indexKeys: boolean }): JsonValue {
  if (isArray(value)) return value.map((item) => sortKeys(item, seen));
  if (!isObject(value)) return value;
  const sorted: Record<string, JsonValue> = {};
  for (const key of Object.keys(value).sort(compareKeys)) {
    if (key.startsWith('$')) seen.dollar = true;
    if (isIndexKey(key)) seen.indexKeys = true;
    sorted[key] = sortKeys(value[key] as JsonValue, seen);
  }
  return sorted;
}
