import type { JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import { FindingList } from '../finding-list.ts';
import type { Layout } from '../layout.ts';
import { deepestNesting, defaultDocumentLimits, type DocumentLimits } from '../limits.ts';
import { composeYaml } from './compose-yaml.ts';
import { YamlReader } from './yaml-reader.ts';

export interface YamlReading {
  readonly value: JsonValue;
  /** The flags of `key-cache.ts` of all keys. */
  readonly keyFlags: number;
  readonly layout: Layout;
}

/**
 * Reads YAML 1.2 with the core schema. What is wrong is added to the findings. After a syntax error the values are read
 * for their places only: what they seem to mean follows from the error.
 */
export function parseYaml(source: Source, limits: DocumentLimits, findings: FindingList): YamlReading {
  const { text } = source;
  const depth = Math.min(limits.depth, deepestNesting);
  const document = composeYaml(text, depth, findings);
  if (document === undefined || document.contents === null) {
    const at = { start: text.length, end: text.length };
    if (findings.count === 0) findings.add('documents/syntax', { expected: 'a value', found: 'the end of the file' }, at, '');
    return { value: null, keyFlags: 0, layout: { root: undefined, comments: [] } };
  }
  const { aliasedValues = defaultDocumentLimits.aliasedValues } = limits;
  const reader = new YamlReader(text, { depth, aliasedValues }, findings.count === 0 ? findings : new FindingList(source, 0));
  const { value, layout } = reader.read(document.contents, { pointer: '', depth: 0 });
  return { value, keyFlags: reader.keyFlags, layout: { root: layout, comments: [] } };
}
