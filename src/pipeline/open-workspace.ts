import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { Commit, ObjectReader } from '../git/object-reader.ts';
import type { Site } from '../model/source.ts';
import { canLookFrom, findWorkspace, inRepository, settingsName, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { missingFolders } from '../workspace/missing-folders.ts';
import { openRunMemory, type RunMemory } from '../workspace/run-memory.ts';
import type { RunState } from '../workspace/run-state.ts';
import { SharedObjects } from '../workspace/shared-objects.ts';
import { defaultSettings, type Settings } from '../workspace/settings.ts';
import { readFailure } from '../workspace/read-failure.ts';
import { readPlainFile } from '../workspace/read-plain-file.ts';
import { topFolders, treeRoots } from '../workspace/tree-roots.ts';
import { relative } from 'node:path';
import { statWidth } from '../workspace/file-stat.ts';
import { statBatch, type StatBatch } from '../workspace/stat-batch.ts';
import { scanTree, treePaths, type ScannedTree } from '../workspace/tree-state.ts';
import { WorkingTree } from '../workspace/working-tree.ts';
import type { CompileProgress } from './compile-progress.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { noWorkspace } from './no-workspace.ts';
import { Workspace } from './workspace.ts';

export interface OpenOptions {
  /** Where to look for the workspace, upwards; the current folder by default. */
  readonly directory: string;
  /** False leaves the memory of earlier runs alone: nothing is read from it and nothing kept. */
  readonly cache: boolean;
  /** What remembers instead of the cache on disk, for a process that opens a workspace again and again. */
  readonly memory?: RunMemory | undefined;
  readonly progress?: CompileProgress | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A workspace on disk, with what earlier runs remember of it. */
export interface OpenedWorkspace {
  readonly workspace: Workspace;
  /** What was read and parsed of it, for commits that are opened beside it. */
  readonly shared: SharedObjects;
  readonly scanned: ScannedTree;
  /** Undefined where nothing may be remembered. */
  readonly memory: RunMemory | undefined;
  /** Undefined too where the settings were others. */
  readonly earlier: RunState | undefined;
  /** Blob id of the settings file; empty where there is none. */
  readonly settingsOid: string;
  /** Stats of the snapshot files of `earlier`, row by row. */
  readonly outputs: StatBatch | undefined;
  /** Where the files are from git: what reads them there. */
  readonly objects?: OpenedObjects | undefined;
}

export interface OpenedObjects {
  readonly reader: ObjectReader;
  /** Undefined for the index. */
  readonly commit: Commit | undefined;
  /** There is no work tree that anything could be written to. */
  readonly bare: boolean;
}

/** Name under which compiled validators are remembered. */
export const validatorsName = 'validators';

/** Everything that the last run left, in one go: the files of the tree, and the snapshots. */
function lookAgain(
  { repository }: WorkspaceLocation,
  { tree, apps, outputBase, outputExtension }: RunState,
): { readonly tree: StatBatch; readonly outputs: StatBatch } {
  const paths = treePaths(tree);
  const base = relative(repository, outputBase);
  for (const id of apps.ids) paths.push(`${base}/${id}${outputExtension}`);
  const { kinds, stats } = statBatch(repository, paths);
  const from = paths.length - apps.ids.length;
  return { tree: { kinds, stats }, outputs: { kinds: kinds.subarray(from), stats: stats.subarray(from * statWidth) } };
}

/** No value means that nothing could be judged: there is no workspace, or its settings are wrong. */
export async function openWorkspaceOnDisk(options: OpenOptions): Promise<Outcome<OpenedWorkspace | undefined>> {
  const location = findWorkspace(options.directory);
  if (location === undefined && !canLookFrom(options.directory)) {
    const hint = 'Correct the folder that is named with -C';
    return { value: undefined, diagnostics: [diagnostic('workspace/missing-folder', { folder: options.directory }, { hint })] };
  }
  if (location === undefined) return { value: undefined, diagnostics: [noWorkspace(options.directory)] };
  const memory = options.memory ?? (options.cache ? openRunMemory(location, options.env) : undefined);
  const earlier = memory?.load();
  const loaded = await loadSettings(location, earlier);
  if (loaded.value === undefined) return { value: undefined, diagnostics: loaded.diagnostics };
  const { settings, site, same } = loaded.value;
  const roots = treeRoots(location, settings, site);
  const diagnostics = [...loaded.diagnostics, ...roots.diagnostics];
  if (diagnostics.some((finding) => finding.severity === 'error')) return { value: undefined, diagnostics };
  const missing = missingFolders(location, settings, site);
  // Settings that were remembered know no places: the finding has them from settings that are read.
  if (missing.length > 0 && earlier !== undefined) return openWorkspaceOnDisk({ ...options, memory: undefined, cache: false });
  if (missing.length > 0) return failed(missing);
  const looked = earlier && lookAgain(location, earlier);
  const scanned = scanTree(
    location.repository,
    topFolders(roots.value),
    [inRepository(location, settingsName)],
    earlier?.tree,
    options.now,
    looked?.tree,
  );
  const tree = new WorkingTree(location.repository, scanned.state, scanned.unreadable);
  const shared = new SharedObjects(location.repository);
  const workspace = new Workspace({
    location,
    settings,
    roots: roots.value,
    tree,
    schemas: loadSchemaPort,
    compiled: () => memory?.read(validatorsName),
    progress: options.progress,
    parsed: shared.documents(settings.limits),
  });
  return {
    value: {
      workspace,
      shared,
      scanned,
      memory,
      earlier: same ? earlier : undefined,
      settingsOid: loaded.value.oid,
      outputs: looked?.outputs,
    },
    diagnostics,
  };
}

interface LoadedSettings {
  readonly settings: Settings;
  readonly site: (pointer: string) => Site | undefined;
  readonly same: boolean;
  readonly oid: string;
}

async function loadSettings(
  location: WorkspaceLocation,
  earlier: RunState | undefined,
): Promise<Outcome<LoadedSettings | undefined>> {
  const path = inRepository(location, settingsName);
  const file = readPlainFile(location.repository, path);
  if ('missing' in file) return settled(defaultSettings, undefined, '', earlier, []);
  if ('reason' in file) return failed([readFailure(path, file.reason)]);
  if (earlier !== undefined && earlier.settingsOid === file.oid)
    return { value: { settings: earlier.settings, site: () => undefined, same: true, oid: file.oid }, diagnostics: [] };
  const { value: checked, diagnostics } = await (await import('./check-settings.ts')).checkSettings(path, file.bytes);
  if (checked === undefined) return failed(diagnostics);
  return settled(checked.settings, checked.source, file.oid, earlier, diagnostics);
}

function settled(
  settings: Settings,
  source: Site['source'] | undefined,
  oid: string,
  earlier: RunState | undefined,
  diagnostics: readonly Diagnostic[],
): Outcome<LoadedSettings> {
  const site = (pointer: string): Site | undefined => source && { source, pointer, at: 'value' };
  return { value: { settings, site, same: earlier?.settingsOid === oid, oid }, diagnostics };
}

function failed(diagnostics: readonly Diagnostic[]): Outcome<undefined> {
  return { value: undefined, diagnostics };
}
