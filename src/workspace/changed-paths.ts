import { compareKeys } from '../model/canonical-json.ts';
import { statWidth } from './file-stat.ts';
import type { TreeState } from './tree-state.ts';

/** The files that came, went, or have other content in a later listing, sorted. Content that was never read counts as other when its stats are. */
export function changedPaths(before: TreeState, after: TreeState): string[] {
  if (before === after) return [];
  const earlier = new Map(before.files.map((path, row) => [path, row]));
  const changed: string[] = [];
  for (const [row, path] of after.files.entries()) {
    const old = earlier.get(path);
    earlier.delete(path);
    if (old === undefined || !sameFile(before, old, after, row)) changed.push(path);
  }
  return [...changed, ...earlier.keys()].sort(compareKeys);
}

function sameFile(before: TreeState, old: number, after: TreeState, row: number): boolean {
  if (before.types[old] !== after.types[row]) return false;
  const oids = [before.oids[old], after.oids[row]];
  if (oids[0] !== '' && oids[1] !== '') return oids[0] === oids[1];
  for (let i = 0; i < statWidth; i++)
    if (before.fileStats[old * statWidth + i] !== after.fileStats[row * statWidth + i]) return false;
  return true;
}
