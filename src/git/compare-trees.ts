import { compareKeys } from '../model/canonical-json.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import type { ObjectEntry, TreeChange } from './object-reader.ts';
import { objectType } from './object-type.ts';
import type { TreeRow } from './parse-tree.ts';

/** Rows of trees, in the order that was asked. */
export type ReadTrees = (oids: readonly string[]) => Promise<readonly (readonly TreeRow[])[] | GitFailure>;

/** Characters of what is looked at: trees that hold each other can spell out more than any memory has room for. */
const mostCharacters = 256 * 1024 * 1024;
/** What a file takes beside its path. */
const rowCharacters = 64;

/** A folder with its tree on both sides, which differ. */
interface Pair {
  readonly folder: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Rows = ReadonlyMap<string, TreeRow>;

/**
 * Files that two trees have differently. A folder that both have is not looked into, and those that differ are read together,
 * level by level: the cost is that of the difference.
 *
 * @param before object name of a tree; undefined for none
 * @param paths folders and files to stay in; `''` is all
 */
export async function compareTrees(
  before: string | undefined,
  after: string | undefined,
  paths: readonly string[],
  read: ReadTrees,
): Promise<readonly TreeChange[] | GitFailure> {
  const changes: TreeChange[] = [];
  let characters = 0;
  for (let open: Pair[] = before === after ? [] : [{ folder: '', before, after }]; open.length > 0;) {
    const trees = await readLevel(open, read);
    if (isGitFailure(trees)) return trees;
    const next: Pair[] = [];
    for (const pair of open) {
      for (const path of compareFolder(pair, trees, paths, changes, next)) characters += path.length + rowCharacters;
      if (characters > mostCharacters) return gitFailure('too-large', 'the trees have too many files', 'Split the repository');
    }
    open = next;
  }
  return changes.sort((a, b) => compareKeys(a.path, b.path));
}

async function readLevel(open: readonly Pair[], read: ReadTrees): Promise<ReadonlyMap<string, Rows> | GitFailure> {
  const oids = [...new Set(open.flatMap(({ before, after }) => [before, after].filter((oid) => oid !== undefined)))];
  const trees = await read(oids);
  if (isGitFailure(trees)) return trees;
  const level = new Map<string, Rows>();
  for (const [i, oid] of oids.entries()) {
    const rows = new Map(trees[i]?.map((row) => [row.name, row]));
    if (rows.size !== trees[i]?.length)
      return gitFailure('damaged', `tree ${oid} has two entries of one name`, 'Run git fsck, and commit the folder anew');
    level.set(oid, rows);
  }
  return level;
}

const nothing: Rows = new Map();

/** Notes files of a folder that differ, and folders to look into. @returns paths that were looked at */
function compareFolder(
  { folder, before, after }: Pair,
  trees: ReadonlyMap<string, Rows>,
  paths: readonly string[],
  changes: TreeChange[],
  next: Pair[],
): string[] {
  const [left, right] = [before, after].map((oid) => (oid === undefined ? nothing : (trees.get(oid) ?? nothing)));
  const looked: string[] = [];
  for (const name of new Set([...(left ?? nothing).keys(), ...(right ?? nothing).keys()])) {
    const [old, now] = [left?.get(name), right?.get(name)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
    const path = folder + name;
    if (!leadsTo(path, paths)) continue;
    looked.push(path);
    const [fileBefore, fileAfter] = [entryOf(path, old), entryOf(path, now)];
    if ((fileBefore ?? fileAfter) !== undefined && isWanted(path, paths))
      changes.push({ path, before: fileBefore, after: fileAfter });
    const [treeBefore, treeAfter] = [folderOf(old), folderOf(now)];
    if (treeBefore !== treeAfter) next.push({ folder: `${path}/`, before: treeBefore, after: treeAfter });
  }
  return looked;
}

/** The path itself, or something that it lies in, is asked for. */
function isWanted(path: string, paths: readonly string[]): boolean {
  return paths.some((wanted) => wanted === '' || path === wanted || path.startsWith(`${wanted}/`));
}

/** Also where what is asked for lies below the path. */
function leadsTo(path: string, paths: readonly string[]): boolean {
  return isWanted(path, paths) || paths.some((wanted) => wanted.startsWith(`${path}/`));
}

/** Old versions wrote `040000`. */
function isFolder({ mode }: TreeRow): boolean {
  return mode === '40000' || mode === '040000';
}

function entryOf(path: string, row: TreeRow | undefined): ObjectEntry | undefined {
  return row === undefined || isFolder(row) ? undefined : { path, type: objectType(row.mode), oid: row.oid };
}

function folderOf(row: TreeRow | undefined): string | undefined {
  return row !== undefined && isFolder(row) ? row.oid : undefined;
}
