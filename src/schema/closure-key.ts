import { createHash } from 'node:crypto';
import { compareKeys } from '../model/canonical-json.ts';
import type { Closure } from './index/closure.ts';
import type { SchemaDocument } from './index/schema-document.ts';

/**
 * Names the content of a schema and of all that it reaches, together with the version of the tool: validators of one key
 * are interchangeable. The documents stand in the order of the references that led to them, so that a family that moved on
 * to another version makes another key.
 */
export function closureKey({ root, documents, consulted }: Closure, pointer: string, toolVersion: string): string {
  const hash = createHash('sha256');
  const line = (text: string): void => void hash.update(`${text.length} ${text}\n`);
  line(toolVersion);
  line(`${root.uri}#${pointer}`);
  for (const document of documents) line(`${document.uri} ${contentOf(document)}`);
  for (const name of [...consulted.names].sort(compareKeys)) line(name);
  return hash.digest('hex');
}

const contents = new WeakMap<SchemaDocument, string>();

function contentOf(document: SchemaDocument): string {
  let content = contents.get(document);
  if (content === undefined) {
    const { text } = document.source;
    content = createHash('sha256')
      .update(text === '' ? JSON.stringify(document.value) : text)
      .digest('hex');
    contents.set(document, content);
  }
  return content;
}
