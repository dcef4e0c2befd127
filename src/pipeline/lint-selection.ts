import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { kindOf, parentOf, type DocumentId } from '../model/document-id.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import { unknownName } from './unknown-name.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether a document is in a folder that is mounted: other workspaces may mount it too, and what no app of this one needs may
 * be needed there.
 */
export function isMounted({ settings }: Workspace, document: DocumentId): boolean {
  return settings.mounts.some(({ at }) => `${document}/`.startsWith(`${at.replace(/^\//, '')}/`));
}

export interface LintSelection {
  /** Undefined for findings that stand in no document of the tree. */
  readonly has: (document: DocumentId | undefined) => boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The documents that are asked about; the name of an app stands for its config and its cascade. */
export function lintSelection({ index, roots }: Workspace, names: readonly string[]): LintSelection {
  if (names.length === 0) return { has: () => true, diagnostics: [] };
  const chosen = new Set<DocumentId>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const text = name.replace(/^\//, '').replace(/\/$/, '');
    const fits = (id: string | undefined): boolean => id !== undefined && (isGlob(text) ? matchGlob(text, id) : id === text);
    const found = [...index.files.keys()].filter((id) => fits(id) || (isOfFolder(id) && fits(parentOf(id))));
    for (const id of found) chosen.add(id);
    if (found.length === 0) diagnostics.push(unknownName(text, [...index.apps, ...index.files.keys()], roots));
  }
  return { has: (document) => document !== undefined && chosen.has(document), diagnostics };
}

function isOfFolder(id: DocumentId): boolean {
  const kind = kindOf(id);
  return kind === 'config' || kind === 'cascade';
}
