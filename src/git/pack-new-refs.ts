import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { listRefs } from './list-refs.ts';
import { isGitFailure } from './git-failure.ts';
import { isObjectName } from './parse-commit.ts';
import type { RefMove } from './remote-refs.ts';
import { runGit } from './run-git.ts';

/** As git itself begins the file; the words promise what is kept here: order, and what every tag leads to. */
const header = '# pack-refs with: peeled fully-peeled sorted ';

/**
 * Makes many refs at once, in the file in which git packs them: `update-ref` would make a file for each, and flush it, which takes a
 * second for every thousand, and packing them afterwards the double. The file is replaced as git does it: under its lock, written
 * whole, flushed, renamed. Where anything is not as it is expected (another way to keep refs, a lock, a link, a ref that is there
 * already, by that name or in the way of it), nothing is done.
 *
 * @param moves of refs that are commits, all of them new
 * @returns whether it was done
 */
export async function packNewRefs(repository: string, moves: readonly RefMove[]): Promise<boolean> {
  const common = findGitFolder(repository)?.common;
  if (common === undefined || !moves.every(isNew) || !keepsFiles(repository, common)) return false;
  const known = await listRefs(repository, 'refs');
  return !isGitFailure(known) && !isInTheWay(moves, known) && replaced(join(common, 'packed-refs'), moves);
}

/**
 * At one go: a signal that ends the program comes before or after, and leaves no lock. Who makes one of the refs by itself at that
 * moment prevails, as git looks at files of their own first.
 */
function replaced(path: string, moves: readonly RefMove[]): boolean {
  const lock = openLock(`${path}.lock`);
  if (lock === undefined) return false;
  let isHeld = true;
  try {
    const rows = mergedRows(readPacked(path), moves);
    if (rows === undefined) return false;
    writeFileSync(lock, `${header}\n${rows.join('\n')}\n`, 'latin1');
    fsyncSync(lock);
    renameSync(`${path}.lock`, path);
    isHeld = false;
    return true;
  } catch {
    return false;
  } finally {
    closeSync(lock);
    if (isHeld) rmSync(`${path}.lock`, { force: true });
  }
}

function isNew({ ref, before, after }: RefMove): boolean {
  return before === undefined && isObjectName(after) && /^refs\/[A-Za-z0-9_/-]+$/.test(ref);
}

/** Newer versions of git know another way to keep refs; and files of a shared repository have modes of their own. */
function keepsFiles(repository: string, common: string): boolean {
  if (existsSync(join(common, 'reftable'))) return false;
  const asked = ['config', '--get-regexp', String.raw`^(extensions\.refstorage|core\.sharedrepository)$`];
  const said = runGit(repository, asked, { limit: 65_536 });
  const rows = said.stdout?.toString('utf8').trim() ?? '';
  return rows.split('\n').every((row) => row === '' || /^\S+ (?:files|false|umask|0)$/i.test(row));
}

function openLock(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0), 0o666);
  } catch {
    return undefined;
  }
}

/** A character for each byte, as names need not be UTF-8. @returns undefined where it is not as git has written it for years */
function readPacked(path: string): readonly string[] | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isFile()) return undefined;
  const [first = '', ...rows] = readFileSync(path, 'latin1').split('\n');
  const isKnown = first.startsWith('# pack-refs with:') && first.includes(' fully-peeled ') && first.includes(' sorted ');
  return isKnown && rows.at(-1) === '' ? rows.slice(0, -1) : undefined;
}

/** All rows in the order of git, that of bytes. A row of what a tag leads to stays behind that of the tag. */
function mergedRows(packed: readonly string[] | undefined, moves: readonly RefMove[]): readonly string[] | undefined {
  if (packed === undefined) return undefined;
  const rows: { readonly name: Buffer; text: string }[] = moves.map(({ ref, after }) => rowOf(`${after} ${ref}`));
  const fresh = new Set(moves.map(({ ref }) => ref));
  for (const text of packed) {
    const last = rows.at(-1);
    if (fresh.has(text.slice(text.indexOf(' ') + 1))) return undefined;
    if (!text.startsWith('^')) rows.push(rowOf(text));
    else if (last !== undefined) last.text += `\n${text}`;
  }
  return rows.sort((a, b) => Buffer.compare(a.name, b.name)).map(({ text }) => text);
}

function rowOf(text: string): { readonly name: Buffer; text: string } {
  return { name: Buffer.from(text.slice(text.indexOf(' ') + 1), 'latin1'), text };
}

/** A ref is a file to git: none can have the name of another one's folder. */
function isInTheWay(moves: readonly RefMove[], known: ReadonlyMap<string, string>): boolean {
  const names = new Set([...known.keys(), ...moves.map(({ ref }) => ref)]);
  const folders = new Set([...names].flatMap(foldersOf));
  return moves.some(({ ref }) => known.has(ref) || folders.has(ref) || foldersOf(ref).some((each) => names.has(each)));
}

function foldersOf(ref: string): readonly string[] {
  const parts = ref.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}
