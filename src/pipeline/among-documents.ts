import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { pathInside } from '../workspace/output-folder-place.ts';
import type { Workspace } from './workspace.ts';

/**
 * What is written into the tree would be read as documents the next time.
 *
 * @param target absolute
 * @param shown the target as it was named with `--out`
 */
export function amongDocuments({ location, roots }: Workspace, target: string, shown: string): readonly Diagnostic[] {
  const place = pathInside(location.repository, target);
  const hint = 'Name a folder that is no part of the tree with --out';
  return roots
    .filter(({ folder }) => place !== undefined && (place === folder || folder === '' || place.startsWith(`${folder}/`)))
    .map(({ folder }) => diagnostic('workspace/overlapping-folders', { folder, resolved: shown }, { hint }));
}
