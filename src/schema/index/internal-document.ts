import type { JsonValue } from '../../model/json.ts';
import { dialects } from '../dialects/dialects.ts';
import { statedDialect } from './read-schema.ts';
import { scanDocument } from './scan-document.ts';
import type { SchemaDocument } from './schema-document.ts';

/** A schema of confman's own. Its text exists only to be pointed into and hashed. */
export function internalDocument(name: string, value: JsonValue): SchemaDocument {
  const source = { path: name, format: 'json', text: JSON.stringify(value, null, 2) } as const;
  const dialect = statedDialect(value) ?? dialects['2020-12'];
  return scanDocument({ uri: name, id: undefined, source, value, dialect });
}
