import { parseDocumentId, type DocumentId } from '../../model/document-id.ts';
import { hasScheme, workspaceScheme } from './resolve-uri.ts';

/** What a reference text names, as far as that can be said without looking anything up. */
export type WorkspaceReference =
  | { readonly kind: 'id'; readonly id: DocumentId }
  /** A web address or another absolute URI: it can only be an identifier that some schema states. */
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'outside' }
  | { readonly kind: 'malformed'; readonly reason: string };

const EXTENSION = /\.(?:json|json5|yaml|yml)$/;

/**
 * @param reference without a fragment: `schemas/x/v1`, `/schemas/x/v1`, `../../schemas/x/v1.json`, or a URI
 * @param fromPath the path of the file that holds the reference, relative to the repository root
 * @param idAt the id that a path has
 */
export function workspaceReference(
  reference: string,
  fromPath: string,
  idAt: (path: string) => DocumentId | undefined,
): WorkspaceReference {
  const own = reference.startsWith(workspaceScheme) ? reference.slice(workspaceScheme.length) : reference;
  if (/^\/?schemas\//.test(own)) return byId(own);
  if (hasScheme(own)) return { kind: 'uri', uri: own };
  if (own.startsWith('/')) return { kind: 'outside' };
  const path = joinPath(fromPath, own);
  if (path === undefined) return { kind: 'outside' };
  const id = idAt(path);
  return id?.startsWith('schemas/') === true ? byId(id) : { kind: 'outside' };
}

export function byId(text: string): WorkspaceReference {
  const id = parseDocumentId(text.replace(EXTENSION, ''));
  return id === undefined ? { kind: 'malformed', reason: 'it is not an id of the tree' } : { kind: 'id', id };
}

/** Resolves a relative path against a file; undefined where it leaves the repository. */
function joinPath(fromPath: string, relative: string): string | undefined {
  const segments = fromPath.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
