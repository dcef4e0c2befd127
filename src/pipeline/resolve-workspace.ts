import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countSchemaSequence } from '../git/schema-sequence.ts';
import type { DocumentId } from '../model/document-id.ts';
import { toolVersion } from '../model/tool-version.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import { snapshotPath } from '../snapshot/snapshot-path.ts';
import { lstat, isRacy, putStat, sameStat, statWidth } from '../workspace/file-stat.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import { OutputFolder } from '../workspace/output-folder.ts';
import { SnapshotFiles } from '../workspace/snapshot-files.ts';
import type { RunState } from '../workspace/run-state.ts';
import type { WorkingTree } from '../workspace/working-tree.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { nextApps } from './next-state.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { pruneSnapshots } from './prune-snapshots.ts';
import { resolveApps, type ResolveOutcome } from './resolve-apps.ts';
import { selectApps } from './select-apps.ts';
import { staleRows } from './stale-apps.ts';

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
  const selected = selectApps(all, options.apps);
  if (hasError(selected.diagnostics)) return { ...refused(selected.diagnostics, 0), unjudged: true };
  const files = new SnapshotFiles(outputOf(opened, options));
  const { settings, location } = workspace;
  const known = { sequence: earlier?.schemaSequence ?? 0, commit: earlier?.sequenceCommit ?? '' };
  const sequence = countSchemaSequence(
    location.repository,
    settings.protectedBranch,
    inRepository(location, settings.schemas),
    known,
  );
  const target = `${options.out ?? ''}\0${options.format}\0${options.bare}`;
  const usable = earlier !== undefined && earlier.target === target && earlier.schemaSequence === sequence.sequence;
  const memory = usable ? earlier : undefined;
  const stale =
    memory === undefined ? new Uint8Array() : staleRows(memory, scanned, workspace.tree as WorkingTree, workspace.roots);
  const outcome = await resolveApps({
    workspace,
    apps: selected.value,
    earlier: memory,
    stale,
    folder: files,
    pathOf: (app) => snapshotPath(app, options.format),
    format: await snapshotFormats[options.format].load(),
    schemaSequence: sequence.sequence,
    resolvedAt: options.resolvedAt,
    bare: options.bare,
    allowInvalid: options.allowInvalid,
    dry: options.check,
  });
  const pruned = options.apps.length > 0 ? undefined : prune(files, all, memory, options.check, outcome);
  if (!options.check && opened.memory !== undefined && changed(opened, memory, outcome, pruned)) {
    const folders = pruned?.folders ?? memory?.outputFolders ?? [];
    opened.memory.save({
      tool: toolVersion,
      settings,
      settingsOid: opened.settingsOid,
      tree: scanned.state,
      target,
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

function outputOf({ workspace }: OpenedWorkspace, { out, shownOut }: ResolveOptions): OutputFolder {
  const { location, settings } = workspace;
  if (out !== undefined) return new OutputFolder({ base: out, inside: '', shown: shownOut });
  const inside = inRepository(location, settings.resolved).replace(/\/+$/, '');
  return new OutputFolder({ base: location.repository, inside, shown: inside });
}

interface PrunedFolder {
  readonly apps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly folders: readonly string[];
}

/** Looks for snapshots without an app only where some folder of the output was touched since the last run. */
function prune(
  files: SnapshotFiles,
  apps: readonly DocumentId[],
  earlier: RunState | undefined,
  dry: boolean,
  outcome: ResolveOutcome,
): PrunedFolder | undefined {
  if (
    earlier !== undefined &&
    outcome.rows.size === 0 &&
    earlier.apps.ids.length === apps.length &&
    foldersUntouched(files, earlier)
  )
    return undefined;
  const live = new Set<string>(apps);
  return pruneSnapshots(files.output, (app) => live.has(app), dry);
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
  pruned: PrunedFolder | undefined,
): boolean {
  return earlier === undefined || !opened.scanned.unchanged || outcome.rows.size > 0 || pruned !== undefined;
}
