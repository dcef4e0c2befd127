declare const brand: unique symbol;
/** The address of a document: `system/settings/network`. Absolute, without extension. */
export type DocumentId = string & { readonly [brand]: 'DocumentId' };

export type DocumentKind = 'config' | 'cascade' | 'namespace' | 'fragment' | 'schema' | 'family' | 'approvals' | 'migration';

const SEGMENT = '[A-Za-z0-9_][A-Za-z0-9._-]*';
const ID = new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`);
const FORBIDDEN_SEGMENT = /(?:^|\/)(?:__proto__|constructor|prototype)(?:\/|$)/;

/** In characters. File systems have no room for much longer paths; git's objects have, and folders in folders without end. */
export const longestId = 1024;

/** Accepts a leading `/` and drops it; undefined where the text is no id. */
export function parseDocumentId(text: string): DocumentId | undefined {
  const id = text.startsWith('/') ? text.slice(1) : text;
  return id.length <= longestId && hasIdSegments(id) ? (id as DocumentId) : undefined;
}

/** Of segments as ids have them, separated by `/`; it may be longer than an id. */
export function hasIdSegments(path: string): boolean {
  return ID.test(path) && !FORBIDDEN_SEGMENT.test(path);
}

export function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The folder of an id; undefined at the top. */
export function parentOf(id: string): DocumentId | undefined {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? undefined : (id.slice(0, slash) as DocumentId);
}

export function kindOf(id: DocumentId): DocumentKind {
  if (id.startsWith('schemas/')) return kindBesideSchemas(id);
  const last = lastSegment(id);
  return last === 'config' || last === 'cascade' || last === 'namespace' ? last : 'fragment';
}

/** The folder of a schema family has documents about its versions too. */
function kindBesideSchemas(id: DocumentId): DocumentKind {
  const last = lastSegment(id);
  if (last.endsWith('.migration')) return 'migration';
  return (last === 'family' || last === 'approvals') && id.indexOf('/', 'schemas/'.length) > 0 ? last : 'schema';
}

/** The folder itself, then every folder above it, nearest first. */
export function selfAndAncestors(id: DocumentId): DocumentId[] {
  const chain: DocumentId[] = [];
  for (let at: DocumentId | undefined = id; at !== undefined; at = parentOf(at)) chain.push(at);
  return chain;
}

export function childId(folder: DocumentId | undefined, segment: string): DocumentId {
  return (folder === undefined ? segment : `${folder}/${segment}`) as DocumentId;
}

/** A file name taken for an id, as people write it by mistake. */
export function withoutExtension(id: string): string {
  return id.replace(/\.(?:json5|json|ya?ml)$/, '');
}
