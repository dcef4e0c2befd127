import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { CompiledApp } from '../compiled-app.ts';
import type { ChangedIds } from '../changed-ids.ts';
import { DocumentPair } from '../effective/document-pair.ts';
import { CauseFinder } from '../effective/find-cause.ts';
import type { Workspace } from '../workspace.ts';
import { NotPrepared } from '../../schema/not-prepared.ts';
import { immutableBreaks, type Break, type DataApp } from './immutable-breaks.ts';
import { immutableFindings, type Telling } from './immutable-findings.ts';
import type { LifecycleBase } from './lifecycle-base.ts';
import { newDeprecations } from './new-deprecations.ts';
import { VersionSide } from './version-side.ts';

export interface VersionJudgeInput {
  readonly base: LifecycleBase;
  readonly head: Workspace;
  /** Undefined where anything may be another. */
  readonly changed: ChangedIds | undefined;
  readonly reader: ObjectReader;
  readonly allowDeprecated: boolean;
}

/**
 * Compares apps with what they are on the base, one by one. Provenance is recorded only of those that something is to be said
 * about.
 */
export class VersionJudge {
  readonly #input: VersionJudgeInput;
  readonly #sides: { readonly base: VersionSide; readonly head: VersionSide };
  readonly #inBase: ReadonlySet<DocumentId>;
  readonly #telling: Telling;

  constructor(input: VersionJudgeInput) {
    const { base, head, changed, reader } = input;
    this.#input = input;
    this.#sides = { base: new VersionSide(base.workspace, reader), head: new VersionSide(head, reader) };
    this.#inBase = new Set(base.workspace.index.apps);
    const documents = new DocumentPair(base.workspace, head, changed);
    const schemes = [...new Set([base.workspace, head].flatMap(({ settings }) => settings.secretSchemes))];
    this.#telling = { base: base.name, documents, causes: new CauseFinder(documents, base.workspace, head), schemes };
  }

  async judge(app: DocumentId): Promise<readonly Diagnostic[] | GitFailure> {
    const { base, head } = this.#sides;
    const after = await head.fast(app);
    if (isGitFailure(after)) return after;
    const before = this.#inBase.has(app) ? await base.fast(app) : undefined;
    if (isGitFailure(before)) return before;
    const deprecations = await this.#deprecations(before, after);
    if (before === undefined || isGitFailure(deprecations)) return deprecations;
    const immutables = await this.#immutables(before, after);
    return isGitFailure(immutables) ? immutables : [...deprecations, ...immutables];
  }

  async #deprecations(before: CompiledApp | undefined, quick: CompiledApp): Promise<readonly Diagnostic[] | GitFailure> {
    if (this.#input.allowDeprecated || !quick.suspect || quick.schema?.hasDeprecations !== true) return [];
    const after = await this.#sides.head.recorded(quick);
    if (isGitFailure(after)) return after;
    const old = before && (await this.#sides.base.recorded(before));
    if (isGitFailure(old)) return old;
    return newDeprecations(old, after, this.#telling.documents, this.#telling.base);
  }

  async #immutables(before: CompiledApp, quick: CompiledApp): Promise<readonly Diagnostic[] | GitFailure> {
    if (!hasData(before) || !hasData(quick)) return [];
    if (before.schema?.hasLifecycle !== true && quick.schema?.hasLifecycle !== true) return [];
    const { base, head } = this.#sides;
    const breaks = await this.#breaks(before, quick);
    if (breaks.length === 0) return [];
    const after = await head.recorded(quick);
    if (isGitFailure(after)) return after;
    const trace = await base.trace(before);
    const { diagnostics: most } = this.#input.head.settings.limits;
    // One more than is told, which says that there are more.
    return immutableFindings(breaks.slice(0, most + 1), { before, after, traceBefore: () => trace }, this.#telling);
  }

  /** The patterns of the schemas may have to be compiled first. */
  async #breaks(before: DataApp, after: DataApp): Promise<readonly Break[]> {
    try {
      return immutableBreaks(before, after);
    } catch (error) {
      if (!(error instanceof NotPrepared)) throw error;
      await this.#sides.base.load();
      await this.#sides.head.load();
      return immutableBreaks(before, after);
    }
  }
}

function hasData(app: CompiledApp): app is DataApp {
  return app.data !== undefined;
}
