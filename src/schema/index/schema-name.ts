import type { Resource } from './schema-document.ts';

/** As people know it: its id, or the path of a file that is in no tree of schemas. */
export function schemaName({ document, uri }: Resource): string {
  const { id, source } = document;
  if (id === undefined) return uri;
  return id.startsWith('schemas/') ? id : source.path;
}
