import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import type { Commit } from '../git/object-reader.ts';
import { schemaSequenceAt } from '../git/schema-sequence.ts';
import { toolVersion } from '../model/tool-version.ts';
import { exportPlan } from '../snapshot/export-plan.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import type { ReleaseHeader } from '../snapshot/manifest.ts';
import { instantText } from '../snapshot/resolved-at.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import type { FindingCollector } from './collect-findings.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import type { ReleaseBase } from './release-base.ts';
import { ReleaseApps } from './release-apps.ts';
import { schemaFiles } from './schema-files.ts';

export interface ReleaseFilesOptions {
  readonly format: SnapshotFormatName;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
}

export interface ReleaseFiles {
  readonly header: ReleaseHeader & { readonly commit: string };
  readonly counts: AppCounts;
  readonly apps: number;
  readonly schemas: number;
  /** Contents by path, the manifest among them; undefined where the release is called off. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined;
}

/**
 * The files of the release of a commit. Its time is the commit's, whenever it is built; a snapshot that the branch has with the same
 * content stays as it is, with the time at which it came to be.
 */
export async function releaseFiles(
  { workspace }: OpenedWorkspace,
  commit: Commit,
  base: ReleaseBase | undefined,
  options: ReleaseFilesOptions,
  findings: FindingCollector,
): Promise<ReleaseFiles> {
  const { location, settings } = workspace;
  const sequence = await schemaSequenceAt(location.repository, commit.oid, inRepository(location, settings.schemas));
  const header = { commit: commit.oid, sequence, toolVersion, outputFormat: options.format, bare: options.bare };
  const { value: schemas, diagnostics } = schemaFiles(workspace);
  findings.addAll(diagnostics);
  await workspace.prepareFindings();
  const facts = { schemaSequence: sequence, resolvedAt: instantText(commit.committedAt) };
  const apps = new ReleaseApps(workspace, facts, options.allowInvalid, findings);
  apps.refuse(diagnostics.filter(isError));
  const format = await snapshotFormats[options.format].load();
  const files = new Map<string, Uint8Array>();
  let complete = true;
  const planned = exportPlan({ header, format, apps: apps.all, schemas, earlier: base?.earlier });
  for (const { value, diagnostics: said } of apps.judged(planned)) {
    findings.addAll(said);
    if (said.some(isError)) complete = false;
    if (value !== undefined && complete) files.set(value.path, value.bytes);
  }
  workspace.progress?.end();
  const counts = apps.counts(complete);
  return { header, counts, apps: apps.all.length, schemas: schemas.length, files: complete ? files : undefined };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
