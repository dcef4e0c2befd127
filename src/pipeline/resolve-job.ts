import type { DocumentId } from '../model/document-id.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { snapshotFormats, type SnapshotFormatName } from '../snapshot/formats.ts';
import { snapshotPath } from '../snapshot/snapshot-path.ts';
import type { Root } from '../workspace/document-index.ts';
import { statAt, statWidth } from '../workspace/file-stat.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import { noteContent } from '../workspace/note-content.ts';
import type { OutputPlace } from '../workspace/output-folder-guard.ts';
import { ObjectContents, type SharedContents } from '../workspace/object-contents.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import { OutputFolder } from '../workspace/output-folder.ts';
import type { AppsState, RunState } from '../workspace/run-state.ts';
import type { Settings } from '../workspace/settings.ts';
import { SnapshotFiles } from '../workspace/snapshot-files.ts';
import type { TreeState } from '../workspace/tree-state.ts';
import { WorkingTree } from '../workspace/working-tree.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { nextApps } from './next-state.ts';
import { resolveApps, type BuiltRow, type DelegatedOutcome } from './resolve-apps.ts';
import { Workspace } from './workspace.ts';

/** A part of a resolve run as it is handed to another thread: plain data. */
export interface ResolveJob {
  readonly location: WorkspaceLocation;
  readonly settings: Settings;
  readonly roots: readonly Root[];
  readonly tree: TreeState;
  /** Where the files are not those of the working tree. */
  readonly contents: SharedContents | undefined;
  readonly apps: readonly DocumentId[];
  readonly earlier: RunState | undefined;
  readonly place: OutputPlace;
  readonly format: SnapshotFormatName;
  readonly schemaSequence: number;
  readonly resolvedAt: string;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
  readonly dry: boolean;
  /** Validators of an earlier run. */
  readonly compiled: Uint8Array | undefined;
}

/** What comes back: the rows in columns, which cross between threads at little cost. */
export interface ResolveJobResult {
  readonly rows: AppsState;
  readonly findings: readonly { readonly diagnostic: Diagnostic; readonly apps: readonly string[] }[];
  readonly written: readonly string[];
  readonly invalid: readonly string[];
  readonly validators: Uint8Array | undefined;
  /** Blob ids of the files that were read, by their row in the tree. */
  readonly oids: readonly (readonly [number, string])[];
}

/** Does a job. Runs in a thread of its own, with nothing shared but the file system. */
export async function doResolveJob(job: ResolveJob): Promise<ResolveJobResult> {
  const before = [...job.tree.oids];
  const {
    contents,
    location: { repository },
  } = job;
  const tree =
    contents === undefined ? new WorkingTree(repository, job.tree, []) : new ObjectTree(job.tree, ObjectContents.from(contents));
  const { location, settings, roots, apps, earlier } = job;
  const workspace = new Workspace({ location, settings, roots, tree, schemas: loadSchemaPort, compiled: () => job.compiled });
  const stale = new Uint8Array(earlier?.apps.ids.length ?? 0).fill(1);
  const { rows, findings, written, invalid } = await resolveApps({
    ...job,
    outputs: undefined,
    workspace,
    stale,
    folder: new SnapshotFiles(new OutputFolder(job.place)),
    pathOf: (app) => snapshotPath(app, job.format),
    loadFormat: snapshotFormats[job.format].load,
  });
  return {
    rows: nextApps({ apps, rows, earlier: undefined, stale }),
    findings: findings.map((each) => ({ diagnostic: each.diagnostic, apps: [...each.apps] })),
    written,
    invalid,
    validators: workspace.schemas.exportValidators(),
    oids: tree.state.oids.flatMap((oid, row) => (oid === before[row] ? [] : [[row, oid] as const])),
  };
}

/** The result of a job in terms of the run that gave it away. */
export function takeJobResult(result: ResolveJobResult, oids: string[]): DelegatedOutcome {
  for (const [row, oid] of result.oids) noteContent(oids, row, oid);
  return { ...result, rows: new Map(result.rows.ids.map((id, row) => [id, builtRow(result.rows, row)])) };
}

function builtRow({ status, content, outputs, keys, starts, list }: AppsState, row: number): BuiltRow {
  const stats = content[row] === '' ? undefined : statAt(outputs, row * statWidth);
  const dependencies = [...list.subarray(starts[row], starts[row + 1])].map((key) => keys[key] as string);
  return { status: status[row] as number, content: content[row] as string, stats, dependencies };
}
