import { deepEqual, type JsonValue } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import { edit } from './edit.ts';
import { rewriteJson5 } from './editing/rewrite-json5.ts';
import { rewriteYamlDocument } from './editing/rewrite-yaml-document.ts';
import { rewriteYamlLines } from './editing/rewrite-yaml-lines.ts';
import type { Rewrite } from './editing/rewrite.ts';
import { deepestNesting, defaultDocumentLimits } from './limits.ts';
import { parseDocument } from './parse-document.ts';

export type { Rewrite } from './editing/rewrite.ts';

/** Every list of rewrites reads the text anew: so many characters altogether, and the text is compared with its new value instead. */
const mostRead = 100_000_000;

type Attempt = (source: Source, rewrites: readonly Rewrite[]) => string | undefined;

/**
 * The text with lists of rewrites made, one list after the other. Comments go with their entries, and lines that no rewrite
 * concerns stay as they are. The result has been read again and has the value that is wanted; where no rewriting
 * leads to it, the text is edited where the two values differ.
 *
 * @param wanted the value of the text after all of them
 */
export function rewrite(source: Source, lists: readonly (readonly Rewrite[])[], wanted: JsonValue): string {
  if (source.text.length * lists.length <= mostRead)
    for (const attempt of attemptsFor(source)) {
      const text = attemptAll(source, lists, attempt);
      if (text !== undefined && hasValue({ ...source, text }, wanted)) return text;
    }
  return edit(source, [{ op: 'set', pointer: '', value: wanted }]);
}

function attemptsFor({ format }: Source): readonly Attempt[] {
  if (format !== 'yaml') return [rewriteJson5];
  return [(source, rewrites) => rewriteYamlLines(source, rewrites) ?? inDocument(source, rewrites), inDocument, withoutAliases];
}

function inDocument({ text }: Source, rewrites: readonly Rewrite[]): string | undefined {
  return rewriteYamlDocument(text, rewrites, false);
}

function withoutAliases({ text }: Source, rewrites: readonly Rewrite[]): string | undefined {
  return rewriteYamlDocument(text, rewrites, true);
}

function attemptAll(source: Source, lists: readonly (readonly Rewrite[])[], attempt: Attempt): string | undefined {
  let { text } = source;
  for (const rewrites of lists) {
    const next = attempt({ ...source, text }, rewrites);
    if (next === undefined) return undefined;
    text = next;
  }
  return text;
}

const LIMITS = { ...defaultDocumentLimits, depth: deepestNesting, fileBytes: Number.MAX_SAFE_INTEGER };

function hasValue(source: Source, wanted: JsonValue): boolean {
  const { value } = parseDocument(source, LIMITS);
  return value !== undefined && deepEqual(value.value, wanted);
}
