import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import { buildId } from '../model/tool-version.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import { foldersOf, pathCollisions, snapshotPath } from '../snapshot/snapshot-path.ts';
import { lstat, isRacy, putStat, sameStat, statWidth } from '../workspace/file-stat.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import { outputPlace } from '../workspace/output-folder-place.ts';
import { pruneOutput, type Pruned } from '../workspace/output-folder-prune.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { OutputPlace } from '../workspace/output-folder-guard.ts';
import { OutputFolder } from '../workspace/output-folder.ts';
import { SnapshotFiles } from '../workspace/snapshot-files.ts';
import type { RunState } from '../workspace/run-state.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { currentSequence } from './current-sequence.ts';
import { fetchDependencies } from './fetch-dependencies.ts';
import { nextApps } from './next-state.ts';
import { validatorsName, type OpenedWorkspace } from './open-workspace.ts';
import { resolveApps, type Carry, type ResolveInput, type ResolveOutcome } from './resolve-apps.ts';
import { takeJobResult, type ResolveJob, type ResolveJobResult } from './resolve-job.ts';
import { selectApps } from './select-apps.ts';
import { staleRows, type StatedTree } from './stale-apps.ts';

export interface ResolveOptions {
  /** Names and patterns; all apps where there are none. */
  readonly apps: readonly string[];
  /** Absolute; undefined for the folder of the settings. */
  readonly out: string | undefined;
  readonly shownOut: string;
  readonly format: SnapshotFormatName;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
  /** Decide everything and write nothing. */
  readonly check: boolean;
  readonly resolvedAt: string;
  /** Makes something else of each app. Then nothing of earlier runs is used, and nothing remembered. */
  readonly carry?: Carry | undefined;
  /** Does a job in another thread; undefined keeps everything in this one. */
  readonly runJob: ((job: ResolveJob) => Promise<ResolveJobResult>) | undefined;
}

export interface ResolvedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  readonly written: readonly string[];
  readonly pruned: readonly string[];
  /** Nothing could be judged: a named app does not exist. */
  readonly unjudged: boolean;
}

const nothing: AppCounts = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };

/** The main job: brings the snapshots of a workspace up to date. */
export async function resolveWorkspace(opened: OpenedWorkspace, options: ResolveOptions): Promise<ResolvedWorkspace> {
  const { workspace, earlier, scanned } = opened;
  const sameNames = earlier !== undefined && scanned.sameNames;
  if (!sameNames && hasError(workspace.structure)) return refused(workspace.structure, workspace.index.apps.length);
  const all = sameNames ? (earlier.apps.ids as readonly DocumentId[]) : workspace.index.apps;
  const selected = selectApps(all, options.apps, workspace.roots);
  if (hasError(selected.diagnostics)) return { ...refused(selected.diagnostics, 0), unjudged: true };
  const collisions = collidingSnapshots(all, options.format);
  if (collisions.length > 0) return refused(collisions, all.length);
  const files = new SnapshotFiles(new OutputFolder(placeOf(opened, options)));
  const { settings } = workspace;
  const sequence = await currentSequence(opened);
  const target = `${options.out ?? ''}\0${options.format}\0${options.bare}`;
  const usable =
    earlier !== undefined &&
    options.carry === undefined &&
    earlier.target === target &&
    earlier.schemaSequence === sequence.sequence;
  const memory = usable ? earlier : undefined;
  const stale =
    memory === undefined ? new Uint8Array() : staleRows(memory, scanned, workspace.tree as StatedTree, workspace.roots);
  await fetchDependencies(opened, stale);
  // Before anything is written: a snapshot that goes can stand where a folder is needed.
  const pruned = options.apps.length > 0 ? undefined : prune(files, all, memory, options.check);
  const task = {
    earlier: memory,
    schemaSequence: sequence.sequence,
    resolvedAt: options.resolvedAt,
    bare: options.bare,
    allowInvalid: options.allowInvalid,
    dry: options.check,
  };
  const outcome = await resolveApps({
    ...task,
    workspace,
    apps: selected.value,
    outputs: memory === undefined ? undefined : opened.outputs,
    stale,
    folder: files,
    pathOf: (app) => snapshotPath(app, options.format),
    loadFormat: snapshotFormats[options.format].load,
    carry: options.carry,
    delegate: options.carry === undefined ? delegateOf(opened, options, task) : undefined,
  });
  if (outcome.rows.size > 0) await keepValidators(opened, outcome);
  if (!options.check && options.carry === undefined && opened.memory !== undefined && changed(opened, memory, outcome, pruned)) {
    const kept = outcome.written.length > 0 || pruned !== undefined ? foldersOfSnapshots(all) : (memory?.outputFolders ?? []);
    // A run of some apps looks for nothing to prune: the next run of all has to.
    const folders = options.apps.length > 0 ? [] : kept;
    opened.memory.save({
      tool: buildId,
      settings,
      settingsOid: opened.settingsOid,
      tree: scanned.state,
      target,
      outputBase: files.output.path,
      outputExtension: `.${snapshotFormats[options.format].extension}`,
      outputFolders: folders,
      outputFolderStats: folderStats(files, folders),
      schemaSequence: sequence.sequence,
      sequenceCommit: sequence.commit,
      apps: nextApps({ apps: all, rows: outcome.rows, earlier: memory, stale }),
    });
  }
  const findings = new FindingCollector();
  findings.addAll(pruned?.diagnostics ?? []);
  return {
    counts: outcome.counts,
    findings: [...outcome.findings, ...findings.collected],
    written: outcome.written,
    pruned: pruned?.apps ?? [],
    unjudged: false,
  };
}

/** Only an id with an extension in its middle can need a folder where a snapshot lies. */
function collidingSnapshots(apps: readonly DocumentId[], format: SnapshotFormatName): readonly Diagnostic[] {
  const infix = `.${snapshotFormats[format].extension}/`;
  if (!apps.some((id) => id.includes(infix))) return [];
  return pathCollisions(apps.map((id) => ({ id, path: snapshotPath(id, format) })));
}

async function keepValidators({ workspace, memory }: OpenedWorkspace, outcome: ResolveOutcome): Promise<void> {
  const { mergeValidators } = await import('../schema/merge-validators.ts');
  const validators = mergeValidators(workspace.schemas.exportValidators(), outcome.validators);
  if (validators !== undefined) memory?.write(validatorsName, validators);
}

function refused(diagnostics: readonly Diagnostic[], total: number): ResolvedWorkspace {
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  return {
    counts: { ...nothing, total, invalid: total },
    findings: findings.collected,
    written: [],
    pruned: [],
    unjudged: false,
  };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((finding) => finding.severity === 'error');
}

function placeOf({ workspace }: OpenedWorkspace, { out, shownOut }: ResolveOptions): OutputPlace {
  const { location, settings } = workspace;
  if (out !== undefined) return outputPlace(out, location.repository, shownOut);
  const inside = inRepository(location, settings.resolved).replace(/\/+$/, '');
  return { base: location.repository, inside, shown: inside };
}

type Task = Pick<ResolveJob, 'earlier' | 'schemaSequence' | 'resolvedAt' | 'bare' | 'allowInvalid' | 'dry'>;

function delegateOf(opened: OpenedWorkspace, options: ResolveOptions, task: Task): ResolveInput['delegate'] {
  const { runJob, format } = options;
  if (runJob === undefined) return undefined;
  const { location, settings, roots } = opened.workspace;
  const tree = opened.scanned.state;
  const { compiled, tree: files } = opened.workspace;
  const contents = files instanceof ObjectTree ? files.contents.shared : undefined;
  const common = { ...task, compiled, contents, location, settings, roots, tree, place: placeOf(opened, options), format };
  return async (apps) => takeJobResult(await runJob({ ...common, apps }), tree.oids);
}

/** Looks for snapshots without an app only where apps or some folder of the output changed since the last run. */
function prune(
  files: SnapshotFiles,
  apps: readonly DocumentId[],
  earlier: RunState | undefined,
  dry: boolean,
): Pruned | undefined {
  const { ids } = earlier?.apps ?? {};
  if (earlier !== undefined && ids !== undefined && sameIds(ids, apps) && foldersUntouched(files, earlier)) return undefined;
  const live = new Set<string>(apps);
  return pruneOutput(files.output, (app) => live.has(app), { dry });
}

function sameIds(before: readonly string[], now: readonly string[]): boolean {
  return before === now || (before.length === now.length && before.every((id, i) => id === now[i]));
}

function foldersUntouched(files: SnapshotFiles, { outputFolders, outputFolderStats, savedAt }: RunState): boolean {
  return (
    outputFolders.length > 0 &&
    outputFolders.every((folder, i) => {
      const stats = files.folderStats(folder);
      return (
        stats !== undefined &&
        sameStat(outputFolderStats, i * statWidth, stats) &&
        !isRacy(outputFolderStats, i * statWidth, savedAt)
      );
    })
  );
}

/** The folders that snapshots lie in. What else is below the output folder does not matter to the next run. */
function foldersOfSnapshots(apps: readonly DocumentId[]): string[] {
  return ['', ...new Set(apps.flatMap((app) => foldersOf(app)))];
}

function folderStats(files: SnapshotFiles, folders: readonly string[]): Float64Array {
  const rows = new Float64Array(folders.length * statWidth);
  for (const [i, folder] of folders.entries()) {
    const stats = lstat(folder === '' ? files.output.path : `${files.output.path}/${folder}`);
    if (stats !== undefined) putStat(rows, i * statWidth, stats);
  }
  return rows;
}

function changed(
  opened: OpenedWorkspace,
  earlier: RunState | undefined,
  outcome: ResolveOutcome,
  pruned: Pruned | undefined,
): boolean {
  return earlier === undefined || !opened.scanned.unchanged || outcome.rows.size > 0 || pruned !== undefined;
}
