import type { Pointer } from '../../model/pointer.ts';
import type { ImportedTree } from './import-tree.ts';

/** The place in a tree for any place in the JSON Schema that it was imported to: its own, or that of what holds it. */
export function originOf({ origins }: Pick<ImportedTree, 'origins'>, pointer: Pointer): Pointer {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
    if (at === '') return '';
  }
}
