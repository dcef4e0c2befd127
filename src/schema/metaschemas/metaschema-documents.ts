import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { Draft } from '../../model/schema-world.ts';
import { dialects } from '../dialects/dialects.ts';
import { splitFragment } from '../index/resolve-uri.ts';
import { scanDocument } from '../index/scan-document.ts';
import type { SchemaDocument } from '../index/schema-document.ts';
import { metaschemaValues } from './metaschema-values.ts';

/** The meta-schemas as schema documents; their identifiers are their addresses. */
export function metaschemaDocuments(): SchemaDocument[] {
  return (Object.keys(metaschemaValues) as Draft[]).flatMap((draft) =>
    metaschemaValues[draft].map((value) => document(draft, value)),
  );
}

function document(draft: Draft, value: JsonValue): SchemaDocument {
  const dialect = dialects[draft];
  const stated = isObject(value) ? member(value, dialect.idKeyword) : undefined;
  const uri = splitFragment(String(stated)).base;
  const source = { path: uri, format: 'json', text: '' } as const;
  return scanDocument({ uri, id: undefined, source, value, dialect });
}
