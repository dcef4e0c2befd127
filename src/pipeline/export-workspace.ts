import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import type { Commit } from '../git/object-reader.ts';
import { isShallow, schemaSequenceAt } from '../git/schema-sequence.ts';
import { toolVersion } from '../model/tool-version.ts';
import { exportPlan } from '../snapshot/export-plan.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import type { ReleaseHeader } from '../snapshot/manifest.ts';
import { resolvedAt } from '../snapshot/resolved-at.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import { writeRelease } from '../workspace/release-switch.ts';
import { amongDocuments } from './among-documents.ts';
import { builtCommit } from './built-commit.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { currentSequence } from './current-sequence.ts';
import { openCommit } from './open-commit.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { ReleaseApps } from './release-apps.ts';
import { schemaFiles } from './schema-files.ts';
import { tooShort } from './too-short.ts';
import type { Workspace } from './workspace.ts';

export interface ExportOptions {
  /** Absolute. */
  readonly target: string;
  /** The target as people know it. */
  readonly shown: string;
  readonly format: SnapshotFormatName;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
  /** See `ReleaseOptions`. */
  readonly layout: 'folder' | 'link';
  readonly sourceDateEpoch: string | undefined;
  /** Seconds since 1970. */
  readonly now: number;
}

export interface ExportedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  /** What now stands at the target; undefined where that is what stood there before. */
  readonly release: (ReleaseHeader & { readonly apps: number; readonly schemas: number }) | undefined;
}

/**
 * Writes a release and switches it in. It is the build of HEAD, read from git, when the working tree is what HEAD has; else of
 * the working tree, and it names no commit. An invalid app calls it off.
 */
export async function exportWorkspace(opened: OpenedWorkspace, options: ExportOptions): Promise<ExportedWorkspace> {
  const findings = new FindingCollector(opened.workspace.settings.limits.diagnostics);
  const sources = await chooseSources(opened, options, findings);
  if (sources === undefined) return { counts: nothing, findings: findings.collected, release: undefined };
  const { workspace, commit, time } = sources;
  const { value: schemas, diagnostics } = schemaFiles(workspace);
  findings.addAll(diagnostics);
  const header: ReleaseHeader = {
    commit: commit?.oid ?? null,
    sequence: await sequenceOf(opened, sources),
    toolVersion,
    outputFormat: options.format,
    bare: options.bare,
  };
  await workspace.prepareFindings();
  const apps = new ReleaseApps(workspace, { schemaSequence: header.sequence, resolvedAt: time }, options.allowInvalid, findings);
  apps.refuse(diagnostics.filter((finding) => finding.severity === 'error'));
  const format = await snapshotFormats[options.format].load();
  const { target, shown, layout } = options;
  const files = apps.judged(exportPlan({ header, format, apps: apps.all, schemas }));
  const written = writeRelease(target, files, { shown, layout, root: workspace.location.repository });
  workspace.progress?.end();
  findings.addAll(written.diagnostics);
  const release = written.value ? { ...header, apps: apps.all.length, schemas: schemas.length } : undefined;
  return { counts: apps.counts(written.value), findings: findings.collected, release };
}

const nothing: AppCounts = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };

interface Sources {
  readonly workspace: Workspace;
  /** Undefined for the working tree. */
  readonly commit: Commit | undefined;
  readonly time: string;
}

/** Undefined, with findings, where nothing can be built. */
async function chooseSources(
  opened: OpenedWorkspace,
  options: ExportOptions,
  findings: FindingCollector,
): Promise<Sources | undefined> {
  const refuse = (diagnostics: readonly Diagnostic[]): boolean => {
    findings.addAll(diagnostics);
    return diagnostics.some((finding) => finding.severity === 'error');
  };
  const { location, index } = opened.workspace;
  const early = [...opened.workspace.structure, ...amongDocuments(opened.workspace, options.target, options.shown)];
  if (index.versions.size > 0 && isShallow(location.repository)) early.push(tooShort);
  if (refuse(early)) return undefined;
  const { value: commit, diagnostics } = await commitOf(opened);
  findings.addAll(diagnostics);
  const { sourceDateEpoch, now } = options;
  const time = resolvedAt({ sourceDateEpoch, commitTime: commit?.committedAt, now });
  if (refuse(time.diagnostics)) return undefined;
  if (commit === undefined || opened.objects !== undefined) return { workspace: opened.workspace, commit, time: time.value };
  const built = await openCommit(location, commit.oid, opened.workspace.progress);
  if (refuse(built.diagnostics) || built.value === undefined || refuse(built.value.structure)) return undefined;
  return { workspace: built.value, commit, time: time.value };
}

/** What is staged is no commit yet. */
async function commitOf(opened: OpenedWorkspace): ReturnType<typeof builtCommit> {
  if (opened.objects === undefined) return builtCommit(opened.workspace);
  const { commit } = opened.objects;
  if (commit !== undefined) return { value: commit, diagnostics: [] };
  const hint = 'Commit it, and export with --rev HEAD';
  return {
    value: undefined,
    diagnostics: [diagnostic('snapshot/no-commit', { reason: 'the index is no commit yet' }, { hint })],
  };
}

/** Of a commit it depends on the commit alone, so that it can be verified whatever the branches have become. */
async function sequenceOf(opened: OpenedWorkspace, { workspace, commit }: Sources): Promise<number> {
  const { location, settings } = workspace;
  if (commit === undefined) return (await currentSequence(opened)).sequence;
  return schemaSequenceAt(location.repository, commit.oid, inRepository(location, settings.schemas));
}
