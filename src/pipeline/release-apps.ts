import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { ReleaseApp, ReleaseFile } from '../snapshot/export-plan.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CompiledApp } from './compiled-app.ts';
import { appSnapshot, type SnapshotFacts } from './app-snapshot.ts';
import { Compilers } from './build-apps.ts';
import type { FindingCollector } from './collect-findings.ts';
import { tooLong } from './render-or-explain.ts';
import type { Workspace } from './workspace.ts';

/** The apps of a release, each compiled when its file is next and forgotten after it. Both kinds of schema work are prepared. */
export class ReleaseApps {
  readonly all: readonly ReleaseApp[];
  readonly #workspace: Workspace;
  readonly #compilers: Compilers;
  readonly #facts: SnapshotFacts;
  readonly #allowInvalid: boolean;
  readonly #findings: FindingCollector;
  readonly #refusals: Diagnostic[] = [];
  #current: CompiledApp | undefined;
  #invalid = 0;
  #done = 0;

  constructor(
    workspace: Workspace,
    facts: Omit<SnapshotFacts, 'secretSchemes'>,
    allowInvalid: boolean,
    findings: FindingCollector,
  ) {
    this.#workspace = workspace;
    this.#compilers = new Compilers(workspace);
    this.#facts = { ...facts, secretSchemes: workspace.settings.secretSchemes };
    this.#allowInvalid = allowInvalid;
    this.#findings = findings;
    this.all = workspace.index.apps.map((id) => this.#releaseApp(id));
  }

  /** Calls the release off. */
  refuse(reasons: readonly Diagnostic[]): void {
    this.#refusals.push(...reasons);
  }

  /** The files of a release, with what calls it off put between them. */
  *judged(files: Iterable<Outcome<ReleaseFile | undefined>>): Generator<Outcome<ReleaseFile | undefined>> {
    try {
      for (const { value, diagnostics } of files) yield { value, diagnostics: [...diagnostics, ...this.#refusals.splice(0)] };
    } catch (error) {
      yield { value: undefined, diagnostics: [tooLong(this.#current?.id ?? '', error)] };
    }
  }

  /** Of the apps that were looked at. */
  counts(written: boolean): AppCounts {
    const total = this.#done;
    return { total, valid: total - this.#invalid, invalid: this.#invalid, rebuilt: written ? total : 0, unchanged: 0 };
  }

  #releaseApp(id: DocumentId): ReleaseApp {
    const compiled = (): CompiledApp => (this.#current?.id === id ? this.#current : (this.#current = this.#compile(id)));
    return {
      app: id,
      get sorted() {
        return compiled().sorted;
      },
      snapshot: () => this.#snapshot(compiled()),
    };
  }

  #compile(id: DocumentId): CompiledApp {
    const fast = this.#compilers.fast.compile(id);
    const app = fast.suspect ? this.#compilers.recording.compile(id) : fast;
    this.#findings.addAll(app.diagnostics, id);
    if (app.status === 'Invalid') this.#invalid += 1;
    this.#done += 1;
    this.#workspace.progress?.step(this.#done, this.all.length);
    return app;
  }

  /** An app that could not be put together has no data to release, whatever is allowed. */
  #snapshot(app: CompiledApp): Snapshot {
    if (app.data === undefined || (app.status === 'Invalid' && !this.#allowInvalid)) this.refuse(errorsOf(app));
    return appSnapshot(app, app.data ?? {}, this.#facts);
  }
}

function errorsOf({ id, diagnostics }: CompiledApp): Diagnostic[] {
  const errors = diagnostics.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) throw new Error(`${id} is invalid, and nothing says why`);
  return errors;
}
