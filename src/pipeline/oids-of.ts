import type { DocumentId } from '../model/document-id.ts';
import type { Workspace } from './workspace.ts';

/** Object names of documents, of those that are there. @param ids or other look-ups of an app, which have none */
export function oidsOf({ index }: Workspace, ids: Iterable<string>): string[] {
  return [...ids].flatMap((id) => index.files.get(id as DocumentId)?.entry.oid ?? []);
}
