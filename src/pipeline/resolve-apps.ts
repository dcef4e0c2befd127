import type { AppCounts } from '../diagnostics/finding.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { SnapshotFormat } from '../snapshot/formats/format.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeDecision } from '../snapshot/store-decision.ts';
import { isHopeless } from '../workspace/atomic-write-failure.ts';
import { isRacy, sameRow, sameStat, statWidth, type FileStat } from '../workspace/file-stat.ts';
import type { RunState } from '../workspace/run-state.ts';
import type { CompiledApp } from './compiled-app.ts';
import { appSnapshot, type SnapshotFacts } from './app-snapshot.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import { statKinds, type StatBatch } from '../workspace/stat-batch.ts';
import { renderOrExplain } from './render-or-explain.ts';
import { rowStatus } from './stale-apps.ts';
import type { Workspace } from './workspace.ts';

/** Where snapshots are kept. Paths are relative to the folder. */
export interface SnapshotFolder {
  stats(path: string): (FileStat & { isFile(): boolean }) | undefined;
  read(path: string): Uint8Array | undefined;
  write(path: string, bytes: Uint8Array): Diagnostic | undefined;
}

export interface ResolveInput {
  readonly workspace: Workspace;
  /** Sorted. */
  readonly apps: readonly DocumentId[];
  /** What is known of earlier snapshots; undefined where nothing is. */
  readonly earlier: RunState | undefined;
  /** Stats of the snapshot files of `earlier` at the start of the run, row by row. */
  readonly outputs: StatBatch | undefined;
  /** Rows of `earlier` to compile again: 1 for each. */
  readonly stale: Uint8Array;
  readonly folder: SnapshotFolder;
  readonly pathOf: (app: string) => string;
  readonly loadFormat: () => Promise<SnapshotFormat>;
  readonly schemaSequence: number;
  readonly resolvedAt: string;
  readonly bare: boolean;
  readonly allowInvalid: boolean;
  /** Decide everything and write nothing. */
  readonly dry: boolean;
  /** Makes of each compiled app what is to be kept of it. */
  readonly carry?: Carry | undefined;
  /** Has another thread do some of the apps. */
  readonly delegate?: ((apps: readonly DocumentId[]) => Promise<DelegatedOutcome>) | undefined;
}

/** An app in another form. @param recorded the same app compiled with provenance */
export type Carry = (app: CompiledApp, recorded: () => CompiledApp) => CompiledApp;

/** What another thread found out about its apps. */
export interface DelegatedOutcome {
  readonly rows: ReadonlyMap<string, BuiltRow>;
  readonly findings: readonly { readonly diagnostic: Diagnostic; readonly apps: Iterable<string> }[];
  readonly written: readonly string[];
  readonly invalid: readonly string[];
  /** Validators that the other thread compiled. */
  readonly validators?: Uint8Array | undefined;
}

/** What became of one app that was compiled. */
export interface BuiltRow {
  readonly status: number;
  readonly content: string;
  readonly stats: FileStat | undefined;
  readonly dependencies: readonly string[];
}

export interface ResolveOutcome extends DelegatedOutcome {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  /** Apps that were compiled; the others are as their earlier row says. */
  readonly rows: ReadonlyMap<string, BuiltRow>;
}

/** Brings the snapshots of apps up to date: compiles what changed, writes what came out different. */
export async function resolveApps(input: ResolveInput): Promise<ResolveOutcome> {
  const resolution = new Resolution(input);
  const dirty = input.apps.filter((app, i) => !resolution.isFresh(app, i));
  const { delegate } = input;
  const half = delegate === undefined || dirty.length < worthAThread ? dirty.length : dirty.length >> 1;
  const elsewhere = half < dirty.length ? delegate?.(dirty.slice(half)) : undefined;
  // Told when it is awaited below, and not as an accident while this thread is still at work.
  elsewhere?.catch(() => undefined);
  if (dirty.length === 0) return resolution.outcome();
  const { buildApps, Compilers } = await import('./build-apps.ts');
  const { carry } = input;
  const compilers = new Compilers(input.workspace);
  const format = await input.loadFormat();
  const settle = (app: CompiledApp): void =>
    resolution.settle(carry === undefined ? app : carry(app, () => compilers.recording.compile(app.id)), format);
  if (half > 0) await buildApps(input.workspace, compilers, dirty.slice(0, half), settle);
  if (elsewhere !== undefined) resolution.take(await elsewhere);
  return resolution.outcome();
}

/** Fewer apps are compiled before a thread has started. */
const worthAThread = 1500;

class Resolution {
  readonly #input: ResolveInput;
  #earlierRows: ReadonlyMap<string, number> | undefined;
  readonly #facts: SnapshotFacts;
  readonly #findings: FindingCollector;
  readonly #rows = new Map<string, BuiltRow>();
  readonly #written: string[] = [];
  readonly #invalid = new Set<string>();
  /** A failure that every further write would meet too. */
  #hopeless: Diagnostic | undefined;
  #validators: Uint8Array | undefined;

  constructor(input: ResolveInput) {
    this.#input = input;
    this.#findings = new FindingCollector(input.workspace.settings.limits.diagnostics);
    this.#facts = { ...input, secretSchemes: input.workspace.settings.secretSchemes };
  }

  /** Nothing the app depends on changed, and its snapshot lies there as it was left. */
  isFresh(app: DocumentId, guess: number): boolean {
    const row = this.#input.earlier?.apps.ids[guess] === app ? guess : this.#rowOf(app);
    if (row === undefined || this.#input.stale[row] !== 0) return false;
    const { outputs, earlier } = this.#input;
    if (outputs === undefined || earlier === undefined) return this.#outputUntouched(app, row);
    const at = row * statWidth;
    const untouched = outputs.kinds[row] === statKinds.file && sameRow(earlier.apps.outputs, at, outputs.stats, at);
    return untouched && !isRacy(earlier.apps.outputs, at, earlier.savedAt);
  }

  #rowOf(app: string): number | undefined {
    this.#earlierRows ??= new Map((this.#input.earlier?.apps.ids ?? []).map((id, row) => [id, row]));
    return this.#earlierRows.get(app);
  }

  #outputUntouched(app: string, row: number): boolean {
    const { earlier, folder, pathOf } = this.#input;
    if (earlier === undefined || earlier.apps.content[row] === '') return false;
    const { outputs } = earlier.apps;
    const stats = folder.stats(pathOf(app));
    return stats !== undefined && sameStat(outputs, row * statWidth, stats) && !isRacy(outputs, row * statWidth, earlier.savedAt);
  }

  settle(app: CompiledApp, format: SnapshotFormat): void {
    for (const finding of app.diagnostics) this.#findings.add(finding, app.id);
    const { dependencies } = app;
    if (app.status === 'Invalid') this.#invalid.add(app.id);
    if (app.data === undefined || (app.status === 'Invalid' && !this.#input.allowInvalid)) {
      this.#rows.set(app.id, { status: rowStatus.Invalid, content: '', stats: undefined, dependencies });
      return;
    }
    const quiet = app.diagnostics.length === 0;
    const status = app.status === 'Invalid' || quiet ? rowStatus[app.status] : rowStatus.noisy;
    const content = this.#store(app, app.data, format);
    const stats = content === '' || this.#input.dry ? undefined : this.#input.folder.stats(this.#input.pathOf(app.id));
    this.#rows.set(app.id, {
      status: stats === undefined ? rowStatus.stale : status,
      content,
      stats: stats && plainStat(stats),
      dependencies,
    });
  }

  /** @returns identity of what lies in the folder now; empty where it could not be put there */
  #store(app: CompiledApp, data: JsonValue, format: SnapshotFormat): string {
    const snapshot = appSnapshot(app, data, this.#facts);
    const content = contentOf(snapshot, this.#input.bare);
    const row = this.#rowOf(app.id);
    const { earlier, folder, pathOf } = this.#input;
    if (row !== undefined && earlier?.apps.content[row] === content && this.#outputUntouched(app.id, row)) return content;
    const { bare } = this.#input;
    const { value: rendered, diagnostics } = renderOrExplain(snapshot, format, { bare, sorted: app.sorted });
    for (const finding of diagnostics) this.#findings.add(finding, app.id);
    if (rendered === undefined) return '';
    const path = pathOf(app.id);
    const there = folder.stats(path);
    const existing = there?.isFile() === true && there.size === rendered.bytes.byteLength ? folder.read(path) : undefined;
    if (!storeDecision(existing, rendered).write) return content;
    const failure = this.#input.dry ? undefined : (this.#hopeless ?? folder.write(path, rendered.bytes));
    if (failure === undefined) {
      this.#written.push(app.id);
      return content;
    }
    if (isHopeless(failure)) this.#hopeless = failure;
    this.#findings.add(failure);
    return '';
  }

  take({ rows, findings, written, invalid, validators }: DelegatedOutcome): void {
    this.#validators = validators;
    for (const [app, row] of rows) this.#rows.set(app, row);
    for (const app of invalid) this.#invalid.add(app);
    this.#written.push(...written);
    for (const { diagnostic: finding, apps } of findings) {
      this.#findings.add(finding);
      for (const app of apps) this.#findings.add(finding, app);
    }
  }

  outcome(): ResolveOutcome {
    const total = this.#input.apps.length;
    const invalid = this.#invalid.size;
    const rebuilt = this.#written.length;
    const kept = this.#written.reduce((count, app) => (this.#invalid.has(app) ? count : count + 1), 0);
    return {
      counts: { total, valid: total - invalid, invalid, rebuilt, unchanged: total - invalid - kept },
      findings: this.#findings.collected,
      rows: this.#rows,
      written: this.#written,
      invalid: [...this.#invalid],
      validators: this.#validators,
    };
  }
}

/** Without what else the file system tells, so that thousands can be kept. */
function plainStat({ size, mtimeMs, ctimeMs, ino }: FileStat): FileStat {
  return { size, mtimeMs, ctimeMs, ino };
}

/** Everything a snapshot says but `resolvedAt`: the digest stands for the data. */
function contentOf({ _id, schemaRef, validationStatus, schemaSequence, digest }: Snapshot, bare: boolean): string {
  return bare ? digest : `${digest} ${schemaRef ?? ''} ${validationStatus} ${schemaSequence} ${_id}`;
}
