import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { Compilers } from '../build-apps.ts';
import { whenPrepared } from '../when-prepared.ts';
import { whenRead } from '../when-read.ts';
import type { Workspace } from '../workspace.ts';

/** One of two states of a workspace, of which a few apps are compiled: contents are read when one asks for them. */
export class VersionSide {
  readonly #workspace: Workspace;
  readonly #reader: ObjectReader;
  readonly #compilers: Compilers;
  #prepared: 'nothing' | 'values' | 'findings' = 'nothing';

  constructor(workspace: Workspace, reader: ObjectReader) {
    this.#workspace = workspace;
    this.#reader = reader;
    this.#compilers = new Compilers(workspace);
  }

  /** Without provenance. */
  fast(app: DocumentId): Promise<CompiledApp | GitFailure> {
    return whenRead(this.#workspace, this.#reader, async () => {
      if (this.#prepared === 'nothing') await this.#workspace.prepare();
      if (this.#prepared === 'nothing') this.#prepared = 'values';
      return whenPrepared(this.#workspace.schemas, () => this.#compilers.fast.compile(app));
    });
  }

  /** With provenance, and findings in words. */
  recorded(app: CompiledApp): Promise<CompiledApp | GitFailure> {
    return whenRead(this.#workspace, this.#reader, async () => {
      if (this.#prepared !== 'findings') await this.#workspace.prepareFindings();
      this.#prepared = 'findings';
      return this.#compilers.recording.compile(app.id);
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
