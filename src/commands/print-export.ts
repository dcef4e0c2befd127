import type { Finding } from '../diagnostics/finding.ts';
import type { TreeNode } from '../schema/tree/schema-tree.ts';

/** @param tree undefined where it was refused for what gets lost */
export function exportJson(tree: TreeNode | undefined, lost: readonly Finding[]): string {
  const list = lost.map(({ message, place, pointer }) => {
    return { message, file: place?.file ?? null, line: place?.line ?? null, column: place?.column ?? null, pointer };
  });
  return `${JSON.stringify({ formatVersion: 1, ok: tree !== undefined, tree: tree ?? null, lost: list }, null, 2)}\n`;
}
