import type { GitFailure } from '../../git/git-failure.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../app-compiler.ts';
import { SideCompiler } from '../effective/side-compiler.ts';
import { whenRead } from '../when-read.ts';
import type { Workspace } from '../workspace.ts';

/** One of two states of a workspace, of which a few apps are compiled: contents are read when one asks for them. */
export class VersionSide {
  readonly #workspace: Workspace;
  readonly #reader: ObjectReader;
  readonly #compiler: SideCompiler;
  #isPrepared = false;

  constructor(workspace: Workspace, reader: ObjectReader) {
    this.#workspace = workspace;
    this.#reader = reader;
    this.#compiler = new SideCompiler(workspace);
  }

  /** Without provenance. */
  fast(app: DocumentId): Promise<CompiledApp | GitFailure> {
    return whenRead(this.#workspace, this.#reader, async () => {
      if (!this.#isPrepared) await this.#workspace.prepare();
      this.#isPrepared = true;
      return this.#compiler.fast(app);
    });
  }

  /** With provenance, and findings in words. */
  recorded(app: CompiledApp): Promise<CompiledApp | GitFailure> {
    return whenRead(this.#workspace, this.#reader, async () => {
      await this.#compiler.prepareFindings();
      return this.#compiler.recorded(app);
    });
  }

  /** What compiles schemas. */
  load(): Promise<void> {
    return this.#workspace.schemas.load();
  }

  async trace(app: CompiledApp): Promise<Trace | undefined> {
    const recorded = await this.recorded(app);
    return isGitFailure(recorded) ? undefined : recorded.trace;
  }
}
