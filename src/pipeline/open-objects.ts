import { posix } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { IndexEntry, ObjectEntry, ObjectReader } from '../git/object-reader.ts';
import type { Site, Source } from '../model/source.ts';
import type { Root } from '../workspace/document-index.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { missingFolders } from '../workspace/missing-folders.ts';
import { ObjectContents } from '../workspace/object-contents.ts';
import { objectTreeState } from '../workspace/object-tree.ts';
import { readFailure } from '../workspace/read-failure.ts';
import { defaultSettings, type Settings } from '../workspace/settings.ts';
import { topFolders, treeRoots } from '../workspace/tree-roots.ts';
import type { TreeState } from '../workspace/tree-state.ts';
import { gitProblem, indexName } from './git-problem.ts';

/** A state of the files that git has: a commit, or the index. */
export interface ObjectSource {
  /** As people know it, to say what is wrong with it. */
  readonly name: string;
  readonly reader: ObjectReader;
  /** Files below these folders, and these files. */
  list(paths: readonly string[]): Promise<readonly (ObjectEntry | IndexEntry)[] | GitFailure>;
}

/** The workspace in it, before any of its documents is read. */
export interface ListedObjects {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly settingsOid: string;
  readonly roots: readonly Root[];
  readonly state: TreeState;
}

export interface ListOptions {
  /** Folders that the workspace may be in, the nearest first. */
  readonly places: readonly [WorkspaceLocation, ...WorkspaceLocation[]];
  /** The likeliest of them; the nearest where nothing is known. */
  readonly guess?: WorkspaceLocation | undefined;
  /** Settings that were read before, and the object name they had. */
  readonly known?: { readonly settings: Settings; readonly settingsOid: string } | undefined;
  /** The workspace is at the first place, even where nothing is there: a commit from before it was made has none of it. */
  readonly settled?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Listing = readonly (ObjectEntry | IndexEntry)[];

/** Finds the workspace and lists its files: in one question where its settings are those that are known. */
export async function listObjects(source: ObjectSource, options: ListOptions): Promise<Outcome<ListedObjects | undefined>> {
  const { places, known, now, guess = places[0], settled: isSettled = false } = options;
  const expected = topFolders(treeRoots(guess, known?.settings ?? defaultSettings, () => undefined).value);
  const first = await listed(source, [...places.map((place) => inRepository(place, settingsName)), ...expected]);
  if ('problem' in first) return failed([first.problem]);
  const found = isSettled ? { location: places[0] } : await findPlace(source, places, first.entries);
  if ('problem' in found) return failed([found.problem]);
  const { location } = found;
  const read = await readSettings(source, location, first.entries, known);
  if (read.value === undefined) return failed(read.diagnostics);
  const { settings, settingsOid, site } = read.value;
  const roots = treeRoots(location, settings, site);
  const diagnostics = [...read.diagnostics, ...roots.diagnostics];
  if (diagnostics.some((finding) => finding.severity === 'error')) return failed(diagnostics);
  const folders = topFolders(roots.value);
  const path = inRepository(location, settingsName);
  const whole = sameTexts(folders, expected) ? first : await listed(source, [path, ...folders]);
  if ('problem' in whole) return failed([whole.problem]);
  const missing = missingFolders(location, settings, site, (folder) => !isThere(folder, whole.entries));
  if (missing.length > 0) return failed(missing);
  const state = objectTreeState(whole.entries, [path, ...folders], now);
  return { value: { location, settings, settingsOid, roots: roots.value, state }, diagnostics };
}

async function listed(
  source: ObjectSource,
  paths: readonly string[],
): Promise<{ readonly entries: Listing } | { readonly problem: Diagnostic }> {
  const entries = await source.list(paths);
  if (isGitFailure(entries)) return { problem: gitProblem(entries, source.name) };
  const unmerged = [...new Set(entries.filter((entry) => 'stage' in entry && entry.stage > 0).map(({ path }) => path))];
  if (unmerged.length === 0) return { entries };
  const hint = 'Settle them and git add the files, or end the merge with git merge --abort';
  return { problem: diagnostic('git/unmerged', { paths: unmerged }, { hint }) };
}

/** The nearest folder with settings, else the nearest with documents, as in a working tree. */
async function findPlace(
  source: ObjectSource,
  places: ListOptions['places'],
  entries: Listing,
): Promise<{ readonly location: WorkspaceLocation } | { readonly problem: Diagnostic }> {
  const withSettings = places.find((place) => entries.some(({ path }) => path === inRepository(place, settingsName)));
  if (withSettings !== undefined) return { location: withSettings };
  const folders = places.map((place) => inRepository(place, 'configs'));
  const documents = await listed(source, folders);
  if ('problem' in documents) return documents;
  const at = folders.findIndex((folder) => documents.entries.some(({ path }) => path.startsWith(`${folder}/`)));
  if (at >= 0) return { location: places[at] as WorkspaceLocation };
  const { name } = source;
  const folder = places[0]?.prefix === '' ? '.' : (places[0]?.prefix ?? '.');
  const hint = name === indexName ? 'Stage the workspace: git add' : 'Name another revision, or another folder with -C';
  return { problem: diagnostic('git/no-workspace', { of: name, folder }, { hint }) };
}

interface ReadSettings {
  readonly settings: Settings;
  readonly settingsOid: string;
  readonly site: (pointer: string) => Site | undefined;
}

async function readSettings(
  { reader, name }: ObjectSource,
  location: WorkspaceLocation,
  entries: Listing,
  known: ListOptions['known'],
): Promise<Outcome<ReadSettings | undefined>> {
  const path = inRepository(location, settingsName);
  const entry = entries.find((each) => each.path === path);
  if (entry === undefined) return { value: settled(defaultSettings, ''), diagnostics: [] };
  const { oid } = entry;
  if (known?.settingsOid === oid) return { value: settled(known.settings, oid), diagnostics: [] };
  if (entry.type !== 'file') return failed([readFailure(path, entry.type === 'symlink' ? 'a symbolic link' : 'not a file')]);
  const contents = new ObjectContents(location.repository, defaultSettings.limits.fileBytes);
  const failure = await contents.load(reader, [oid]);
  const bytes = failure ?? contents.bytesOf(oid, () => []);
  if (isGitFailure(bytes)) return failed([gitProblem(bytes, name)]);
  if (bytes === undefined) return failed([readFailure(path, 'it is too large')]);
  const { value: checked, diagnostics } = await (await import('./check-settings.ts')).checkSettings(path, bytes);
  if (checked === undefined) return failed(diagnostics);
  return { value: settled(checked.settings, oid, checked.source), diagnostics };
}

function settled(settings: Settings, settingsOid: string, source?: Source): ReadSettings {
  return { settings, settingsOid, site: (pointer) => source && { source, pointer, at: 'value' } };
}

function isThere(path: string, entries: Listing): boolean {
  const folder = posix.normalize(path).replace(/\/$/, '');
  return folder === '.' || entries.some((entry) => entry.path.startsWith(`${folder}/`) || isStrange(entry, folder));
}

/** Links and the like are told when the tree is listed. */
function isStrange({ path, type }: ObjectEntry, folder: string): boolean {
  return type !== 'file' && path === folder;
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, i) => text === right[i]);
}

function failed(diagnostics: readonly Diagnostic[]): Outcome<undefined> {
  return { value: undefined, diagnostics };
}
