import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { ObjectTree } from '../../workspace/object-tree.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { Compilers } from '../build-apps.ts';
import { oidsOf } from '../oids-of.ts';
import { whenPrepared } from '../when-prepared.ts';
import { whenRead } from '../when-read.ts';
import type { Workspace } from '../workspace.ts';
import { InheritedTraces } from './inherited-traces.ts';

/** Compiles the apps of one side, with no more provenance than is asked for. */
export class SideCompiler {
  readonly #workspace: Workspace;
  readonly #reader: ObjectReader | undefined;
  readonly #compilers: Compilers;
  #prepared: Promise<void> | undefined;

  /**
   * @param workspace prepared
   * @param reader of its contents, where they are read when they are asked for
   */
  constructor(workspace: Workspace, reader: ObjectReader | undefined) {
    this.#workspace = workspace;
    this.#reader = reader;
    this.#compilers = new Compilers(workspace);
  }

  /** Reads documents together, which are looked up one by one otherwise. What cannot be read is told when it is missed. */
  async fetch(ids: Iterable<string>): Promise<void> {
    const { tree } = this.#workspace;
    if (this.#reader !== undefined && tree instanceof ObjectTree)
      await tree.contents.load(this.#reader, oidsOf(this.#workspace, ids));
  }

  /** What an app looks up. */
  lookUps(app: DocumentId): Promise<readonly string[]> {
    return this.#whenRead(() => this.#compilers.fast.lookUps(app));
  }

  /** Without provenance; a suspect app may be invalid all the same. */
  fast(app: DocumentId): Promise<CompiledApp> {
    return this.#whenRead(() => this.#compilers.fast.compile(app));
  }

  /** An app of which it is known whether it is valid. */
  async settled(quick: CompiledApp): Promise<CompiledApp> {
    return quick.suspect ? this.recorded(quick.id) : quick;
  }

  /** With provenance. */
  async recorded(app: DocumentId): Promise<CompiledApp> {
    await this.prepareFindings();
    return this.#whenRead(() => this.#compilers.recording.compile(app));
  }

  /** With provenance as well: of an app that was compiled, so that all it looks up was read, after `prepareFindings`. */
  traced(app: CompiledApp): CompiledApp {
    return app.trace === undefined ? this.#compilers.recording.compile(app.id) : app;
  }

  /** Provenance of what the app has from layers that it shares with others, after `prepareFindings`. */
  inherited(app: CompiledApp): InheritedTraces {
    return new InheritedTraces(app, this.#compilers.recording);
  }

  /** Before anything is recorded. */
  prepareFindings(): Promise<void> {
    return (this.#prepared ??= this.#workspace.prepareFindings());
  }

  async #whenRead<T>(work: () => T): Promise<T> {
    const prepared = (): Promise<T> => whenPrepared(this.#workspace.schemas, work);
    const result = this.#reader === undefined ? await prepared() : await whenRead(this.#workspace, this.#reader, prepared);
    // What cannot be read is a finding at its file.
    return isGitFailure(result) ? prepared() : result;
  }
}
