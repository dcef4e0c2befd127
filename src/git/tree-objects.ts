import { compareKeys } from '../model/canonical-json.ts';
import { objectName } from './object-name.ts';

interface TreeRow {
  readonly type: 'blob' | 'tree';
  readonly name: string;
  readonly oid: string;
}

export interface TreeObject {
  readonly oid: string;
  readonly rows: readonly TreeRow[];
}

export interface TreeObjects {
  /** Object name of the tree of all files. */
  readonly root: string;
  /** Every tree that it is made of, once, each after those that it holds. */
  readonly trees: readonly TreeObject[];
}

/** As git writes them; nothing here is ever a program. */
const modes = { blob: '100644', tree: '40000' } as const;

/**
 * The tree objects of files, named as git will name them, so that what is there already is known before anything is written.
 *
 * @param files object names of their contents by path, `/` separated; no path is a folder of another
 * @param like an object name of the repository, for its hash
 */
export function treeObjects(files: ReadonlyMap<string, string>, like: string): TreeObjects {
  const trees = new Map<string, TreeObject>();
  const rows = [...files].map(([path, oid]) => ({ parts: path.split('/'), oid }));
  return { root: treeOf(rows, 0, like, trees), trees: [...trees.values()] };
}

interface PathRow {
  readonly parts: readonly string[];
  readonly oid: string;
}

function treeOf(files: readonly PathRow[], depth: number, like: string, trees: Map<string, TreeObject>): string {
  const byName = new Map<string, PathRow[]>();
  for (const file of files) {
    const name = file.parts[depth] as string;
    const inside = byName.get(name);
    if (inside === undefined) byName.set(name, [file]);
    else inside.push(file);
  }
  const rows = [...byName].map(([name, inside]): TreeRow => {
    const [first] = inside as [PathRow];
    return first.parts.length === depth + 1
      ? { type: 'blob', name, oid: first.oid }
      : { type: 'tree', name, oid: treeOf(inside, depth + 1, like, trees) };
  });
  rows.sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
  const oid = objectName(treeBytes(rows), like, 'tree');
  if (!trees.has(oid)) trees.set(oid, { oid, rows });
  return oid;
}

/** A folder is sorted as if its name ended with a slash (git's base_name_compare). */
function sortKey({ type, name }: TreeRow): string {
  return type === 'tree' ? `${name}/` : name;
}

function treeBytes(rows: readonly TreeRow[]): Buffer {
  return Buffer.concat(rows.flatMap(({ type, name, oid }) => [Buffer.from(`${modes[type]} ${name}\0`), Buffer.from(oid, 'hex')]));
}
