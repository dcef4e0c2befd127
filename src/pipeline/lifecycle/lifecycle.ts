import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { isAffected, type ChangedIds } from '../changed-ids.ts';
import type { FindingCollector } from '../collect-findings.ts';
import { gitProblem } from '../git-problem.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { VerdictMemory } from '../verdict-memory.ts';
import type { Workspace } from '../workspace.ts';
import type { LifecycleBase } from './lifecycle-base.ts';
import { RotationCandidates } from './rotation-candidates.ts';
import type { UsedKeywords } from './used-keywords.ts';
import type { VersionJudge } from './version-judge.ts';

export interface LifecycleInput {
  readonly allowDeprecated: boolean;
  /** Seconds since 1970. */
  readonly now: () => Outcome<number>;
  /** By the schemas at hand. */
  readonly used: UsedKeywords;
}

/**
 * Judges apps against what they are on the base. Only those are compared that look up something which is another there: what
 * nothing has changed about cannot have broken anything.
 */
export class Lifecycle {
  readonly #head: Workspace;
  readonly #base: LifecycleBase;
  readonly #reader: ObjectReader;
  readonly #isOwn: boolean;
  readonly #input: LifecycleInput;
  /** Undefined where no secret is to change. */
  readonly #rotation: RotationCandidates | undefined;
  readonly #dependencies = new Map<DocumentId, readonly string[]>();
  #ids: { readonly changed: ChangedIds | undefined } | undefined;

  constructor(opened: OpenedWorkspace, base: LifecycleBase, reader: ObjectReader, input: LifecycleInput) {
    const rotates = input.used.has('x-confman-rotation-days');
    this.#rotation = rotates ? new RotationCandidates(opened.workspace.settings.secretSchemes) : undefined;
    this.#head = opened.workspace;
    this.#base = base;
    this.#reader = reader;
    this.#isOwn = opened.objects === undefined;
    this.#input = input;
  }

  /** What an app that was compiled looked up. */
  note(app: CompiledApp): void {
    this.#dependencies.set(app.id, app.dependencies);
    this.#rotation?.note(app);
  }

  /** @param memory of apps that were not compiled in this run */
  async judge(apps: readonly DocumentId[], memory: VerdictMemory | undefined, findings: FindingCollector): Promise<void> {
    const affected = this.#affected(apps, memory);
    try {
      if (affected.length > 0) await this.#compare(affected, findings);
      if (this.#rotation !== undefined) await this.#rotate(this.#rotation, apps, memory, findings);
    } finally {
      if (this.#isOwn) this.#reader.close();
    }
  }

  get #changed(): ChangedIds | undefined {
    this.#ids ??= { changed: this.#base.changed() };
    return this.#ids.changed;
  }

  #affected(apps: readonly DocumentId[], memory: VerdictMemory | undefined): readonly DocumentId[] {
    const changed = this.#changed;
    if (changed === undefined) return apps;
    if (changed.ids.size === 0) return [];
    const remembered = memory?.affectedBy(changed);
    return apps.filter((app) => {
      const known = this.#dependencies.get(app);
      return known === undefined ? (remembered?.(app) ?? true) : isAffected(known, changed);
    });
  }

  async #compare(apps: readonly DocumentId[], findings: FindingCollector): Promise<void> {
    const { VersionJudge } = await import('./version-judge.ts');
    const judge: VersionJudge = new VersionJudge({
      base: this.#base,
      head: this.#head,
      changed: this.#changed,
      reader: this.#reader,
      allowDeprecated: this.#input.allowDeprecated,
    });
    for (const app of apps) {
      const found = await judge.judge(app);
      if (isGitFailure(found)) return findings.add(gitProblem(found, this.#base.name));
      findings.addAll(found satisfies readonly Diagnostic[], app);
    }
  }

  /** Apps that were not compiled in this run have to be, where their schema may want a secret to change. */
  async #rotate(
    candidates: RotationCandidates,
    apps: readonly DocumentId[],
    memory: VerdictMemory | undefined,
    findings: FindingCollector,
  ): Promise<void> {
    const { VersionSide } = await import('./version-side.ts');
    const { judgeRotation } = await import('./judge-rotation.ts');
    const side = new VersionSide(this.#head, this.#reader);
    const may = memory?.affectedBy({ ids: new Set(this.#input.used.get('x-confman-rotation-days')) });
    const more = apps.filter((app) => !this.#dependencies.has(app) && may?.(app) !== false);
    const again = candidates.unknown.splice(0);
    for (const app of [...more, ...again]) {
      const compiled = await side.fast(app);
      if (again.length > 0) await side.load();
      if (isGitFailure(compiled)) return findings.add(gitProblem(compiled, this.#base.name));
      candidates.note(compiled);
    }
    const { now } = this.#input;
    await judgeRotation({ head: this.#head, base: this.#base, reader: this.#reader, candidates, now }, findings);
  }
}
