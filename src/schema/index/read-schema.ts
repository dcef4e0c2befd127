import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf, dialects } from '../dialects/dialects.ts';
import { workspaceScheme } from './resolve-uri.ts';
import { scanDocument } from './scan-document.ts';
import type { SchemaDocument } from './schema-document.ts';

export type ReadSchema = { readonly document: SchemaDocument } | { readonly problem: Diagnostic };

/** A file of the schema tree becomes a schema document. */
export function readSchema(id: DocumentId, source: Source, value: JsonValue): ReadSchema {
  const dialect = statedDialect(value);
  if (dialect === undefined) {
    const draft = String(isObject(value) ? member(value, '$schema') : '');
    const known = Object.values(dialects).map((each) => each.uri);
    const site = { source, pointer: '/$schema', at: 'value' } as const;
    const hint = 'Write "$schema" as one of these, or leave it out for 2020-12';
    return { problem: diagnostic('schema/unknown-draft', { draft, known }, { site, hint }) };
  }
  return { document: scanDocument({ uri: workspaceScheme + id, id, source, value, dialect }) };
}

/** 2020-12 where none is stated; undefined where the stated one is unknown. */
export function statedDialect(value: JsonValue): Dialect | undefined {
  const stated = isObject(value) ? member(value, '$schema') : undefined;
  return typeof stated === 'string' ? dialectOf(stated) : dialects['2020-12'];
}
