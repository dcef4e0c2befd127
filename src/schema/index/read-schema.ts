import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf, dialects } from '../dialects/dialects.ts';
import { importTree } from '../tree/import-tree.ts';
import { noteImportedTree } from '../tree/is-imported-tree.ts';
import { isSchemaTree } from '../tree/is-schema-tree.ts';
import { originOf } from '../tree/origin-of.ts';
import { workspaceScheme } from './resolve-uri.ts';
import { scanDocument } from './scan-document.ts';
import type { SchemaDocument } from './schema-document.ts';

export type ReadSchema = { readonly document: SchemaDocument } | { readonly problems: readonly Diagnostic[] };

/** A file of the schema tree becomes a schema document, whichever of the two formats it is written in. */
export function readSchema(id: DocumentId, source: Source, value: JsonValue): ReadSchema {
  try {
    return read(id, source, value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const site = { source, pointer: '', at: 'value' } as const;
    return { problems: [diagnostic('schema/too-complex', { reason: 'it nests too deep' }, { site })] };
  }
}

function read(id: DocumentId, source: Source, value: JsonValue): ReadSchema {
  if (isSchemaTree(value)) return readTree(id, source, value);
  const dialect = statedDialect(value);
  if (dialect === undefined) return { problems: [unknownDraft(source, value)] };
  return { document: scanDocument({ uri: workspaceScheme + id, id, source, value, dialect, problems: [] }) };
}

function readTree(id: DocumentId, source: Source, value: JsonValue): ReadSchema {
  const { value: tree, diagnostics } = importTree(value, source);
  if (tree === undefined) return { problems: diagnostics };
  const document = scanDocument({
    uri: workspaceScheme + id,
    id,
    source,
    value: tree.schema,
    dialect: dialects['2020-12'],
    problems: diagnostics,
    origin: (pointer) => originOf(tree, pointer),
  });
  noteImportedTree(document);
  return { document };
}

/** 2020-12 where none is stated; undefined where the stated one is unknown. */
export function statedDialect(value: JsonValue): Dialect | undefined {
  const stated = isObject(value) ? member(value, '$schema') : undefined;
  return typeof stated === 'string' ? dialectOf(stated) : dialects['2020-12'];
}

function unknownDraft(source: Source, value: JsonValue): Diagnostic {
  const draft = String(isObject(value) ? member(value, '$schema') : '');
  const known = Object.values(dialects).map((each) => each.uri);
  const site = { source, pointer: '/$schema', at: 'value' } as const;
  const hint = 'Write "$schema" as one of these, or leave it out for 2020-12';
  return diagnostic('schema/unknown-draft', { draft, known }, { site, hint });
}
