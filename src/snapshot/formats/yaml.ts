import { parseDocument } from 'yaml';
import { compareKeys } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { envelopeOf, type Snapshot } from '../snapshot.ts';
import { inexpressible } from './inexpressible.ts';
import type { RenderOptions, SnapshotFormat } from './format.ts';
import { isWithinDepth } from './read-depth.ts';
import { yamlLiteral, yamlNumber, yamlString } from './yaml-scalar.ts';

/**
 * Block style that every YAML 1.1 and 1.2 reader takes for the same values. The text is written here and only read
 * with the package: its writer leaves U+0085, U+2028, `=` and `<<` as they are, and takes about five times as long.
 */
export const yamlFormat: SnapshotFormat = {
  render: (snapshot, options) => {
    const diagnostics = inexpressible(snapshot, 'yaml');
    return diagnostics.length > 0
      ? { value: undefined, diagnostics }
      : { value: Buffer.from(yamlText(snapshot, options)), diagnostics };
  },
  read: readYaml,
};

/** An implicit key has to end within 1,024 characters. */
const LONGEST_KEY = 1000;

function yamlText(snapshot: Snapshot, { bare }: RenderOptions): string {
  const data = block(snapshot.data, '');
  if (bare) return data === '' ? '{}\n' : `${data.slice(1)}\n`;
  const head = Object.entries(envelopeOf(snapshot)).map(([key, value]) => `${key}: ${scalar(value, '')}\n`);
  return `${head.join('')}data:${after(snapshot.data, '')}\n`;
}

/** What follows the colon of a key: a blank and a scalar, or an indented block. */
function after(value: JsonValue, indent: string): string {
  const inner = isObject(value) ? block(value, `${indent}  `) : isArray(value) ? sequence(value, `${indent}  `) : '';
  return inner === '' ? ` ${scalar(value, `${indent}  `)}` : inner;
}

/** Every entry starts with its line break; empty for an empty object. */
function block(object: JsonObject, indent: string): string {
  const keys = Object.keys(object).sort(compareKeys);
  let text = '';
  for (const key of keys) text += `\n${indent}${entry(yamlString(key), object[key] as JsonValue, indent)}`;
  return text;
}

function entry(key: string, value: JsonValue, indent: string): string {
  return key.length > LONGEST_KEY ? `? ${key}\n${indent}:${after(value, indent)}` : `${key}:${after(value, indent)}`;
}

function sequence(items: readonly JsonValue[], indent: string): string {
  let text = '';
  for (const item of items) text += `\n${indent}-${element(item, indent)}`;
  return text;
}

/** A collection inside a sequence starts on the line of its dash. */
function element(item: JsonValue, indent: string): string {
  const inner = isObject(item) ? block(item, `${indent}  `) : isArray(item) ? sequence(item, `${indent}  `) : '';
  return inner === '' ? ` ${scalar(item, `${indent}  `)}` : ` ${inner.slice(indent.length + 3)}`;
}

function scalar(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return yamlLiteral(value, indent === '' ? '  ' : indent) ?? yamlString(value);
  if (typeof value === 'number') return yamlNumber(value);
  return isArray(value) ? '[]' : isObject(value) ? '{}' : String(value);
}

function readYaml(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const document = parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'error', uniqueKeys: true });
    if (document.errors.length > 0) return undefined;
    const value = document.toJS({ maxAliasCount: 0 }) as JsonValue;
    return isObject(value) && isWithinDepth(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
