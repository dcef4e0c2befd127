import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import { FindingList } from './finding-list.ts';
import { hints } from './hints.ts';
import { Cursor } from './json5/cursor.ts';
import { readText } from './json5/read-text.ts';
import { DOLLAR_KEY, INDEX_KEY } from './key-flags.ts';
import type { DocumentLimits } from './limits.ts';
import { cursorOptions, recordText } from './record-text.ts';
import { yamlReader } from './load-yaml.ts';

export interface Parsed {
  /** Keys of every object in code-unit order. */
  readonly value: JsonValue;
  /** Some key starts with `$`: there may be references or directives. */
  readonly dollar: boolean;
  /** Some key is an array index, which the language moves to the front of its object. */
  readonly indexKeys: boolean;
}

export interface ParseOptions {
  /** Keep `-0` apart from `0`. JSON text does not tell them apart, so documents do not either. */
  readonly minusZero?: boolean;
}

/** The value is undefined when there is any error. Findings come in the order of the text. */
export function parseDocument(source: Source, limits: DocumentLimits, options: ParseOptions = {}): Outcome<Parsed | undefined> {
  const tooLarge = checkSize(source, limits);
  if (tooLarge !== undefined) return { value: undefined, diagnostics: [tooLarge] };
  if (source.format === 'yaml') return readYaml(source, limits);
  const cursor = new Cursor(source.text, cursorOptions(source, limits, options.minusZero === true ? -0 : 0));
  const value = readText(cursor);
  if (!cursor.failed) return { value: parsed(value, cursor.keyFlags), diagnostics: [] };
  return { value: undefined, diagnostics: recordText(source, limits).diagnostics };
}

function readYaml(source: Source, limits: DocumentLimits): Outcome<Parsed | undefined> {
  const findings = new FindingList(source, limits.diagnostics);
  const { value, keyFlags } = yamlReader()(source, limits, findings);
  const diagnostics = findings.sorted();
  return { value: diagnostics.length === 0 ? parsed(value, keyFlags) : undefined, diagnostics };
}

function parsed(value: JsonValue, keyFlags: number): Parsed {
  return { value, dollar: (keyFlags & DOLLAR_KEY) !== 0, indexKeys: (keyFlags & INDEX_KEY) !== 0 };
}

/** A code unit is one to three bytes of UTF-8, so that most texts need not be measured. */
function checkSize(source: Source, limits: DocumentLimits): Diagnostic | undefined {
  const { text } = source;
  const { fileBytes: limit } = limits;
  if (text.length * 3 <= limit) return undefined;
  const bytes = Buffer.byteLength(text);
  if (bytes <= limit) return undefined;
  const site = { source, pointer: '', at: { start: 0, end: 0 } };
  return diagnostic('documents/too-large', { bytes, limit }, { site, hint: hints.tooLarge });
}
