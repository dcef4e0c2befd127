import type { DocumentId } from '../../model/document-id.ts';
import type { CompiledApp } from '../app-compiler.ts';
import { Compilers } from '../build-apps.ts';
import { whenPrepared } from '../when-prepared.ts';
import type { Workspace } from '../workspace.ts';

/** Compiles the apps of one side, with no more provenance than is asked for. */
export class SideCompiler {
  readonly #workspace: Workspace;
  readonly #compilers: Compilers;
  #prepared: Promise<void> | undefined;

  /** @param workspace prepared */
  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#compilers = new Compilers(workspace);
  }

  /** Without provenance; a suspect app may be invalid all the same. */
  fast(app: DocumentId): Promise<CompiledApp> {
    return whenPrepared(this.#workspace.schemas, () => this.#compilers.fast.compile(app));
  }

  /** An app of which it is known whether it is valid. */
  async settled(quick: CompiledApp): Promise<CompiledApp> {
    if (!quick.suspect) return quick;
    await this.prepareFindings();
    return this.recorded(quick);
  }

  /** Before anything is recorded. */
  prepareFindings(): Promise<void> {
    return (this.#prepared ??= this.#workspace.prepareFindings());
  }

  /** With provenance. */
  recorded(app: CompiledApp): CompiledApp {
    return app.trace === undefined ? this.#compilers.recording.compile(app.id) : app;
  }
}
