import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Site } from '../../model/source.ts';
import type { Workspace } from '../workspace.ts';
import type { LeftLine } from './base-workspace.ts';
import { isSameDocument } from './list-families.ts';

/** New versions whose number came to the line meanwhile, with something else in it: one of the two would be an edit. */
export async function checkTaken(now: Workspace, base: LeftLine, fresh: readonly DocumentId[]): Promise<Diagnostic[]> {
  const later = fresh.length === 0 ? undefined : await base.later();
  if (later === undefined) return [];
  return fresh
    .filter((id) => later.workspace.index.files.has(id) && !isSameDocument(id, later.workspace, now))
    .map((id) => taken(id, now, later.name));
}

function taken(schema: DocumentId, { store }: Workspace, base: string): Diagnostic {
  const source = store.get(schema)?.source;
  const site: Site | undefined = source && { source, pointer: '', at: { start: 0, end: 0 } };
  const hint = 'Give it the next number that is free there, and merge the branch to see what it has to be compatible with';
  return diagnostic('retention/version-taken', { schema, base }, { site, hint });
}
