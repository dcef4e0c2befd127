import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { CompiledApp } from '../app-compiler.ts';
import { changedBetween, isAffected, type ChangedIds } from '../changed-ids.ts';
import type { FindingCollector } from '../collect-findings.ts';
import { gitProblem } from '../git-problem.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { VerdictMemory } from '../verdict-memory.ts';
import type { Workspace } from '../workspace.ts';
import type { VersionJudge } from './version-judge.ts';

export interface LifecycleBase {
  readonly workspace: Workspace;
  /** What people call it: `origin/main`. */
  readonly name: string;
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
  readonly #allowDeprecated: boolean;
  readonly #dependencies = new Map<DocumentId, readonly string[]>();
  #ids: { readonly changed: ChangedIds | undefined } | undefined;

  constructor(
    opened: OpenedWorkspace,
    base: LifecycleBase,
    reader: ObjectReader,
    { allowDeprecated }: { readonly allowDeprecated: boolean },
  ) {
    this.#head = opened.workspace;
    this.#base = base;
    this.#reader = reader;
    this.#isOwn = opened.objects === undefined;
    this.#allowDeprecated = allowDeprecated;
  }

  /** What an app that was compiled looked up. */
  note({ id, dependencies }: CompiledApp): void {
    this.#dependencies.set(id, dependencies);
  }

  /** @param memory of apps that were not compiled in this run */
  async judge(apps: readonly DocumentId[], memory: VerdictMemory | undefined, findings: FindingCollector): Promise<void> {
    const affected = this.#affected(apps, memory);
    try {
      if (affected.length > 0) await this.#compare(affected, findings);
    } finally {
      if (this.#isOwn) this.#reader.close();
    }
  }

  get #changed(): ChangedIds | undefined {
    this.#ids ??= { changed: changedBetween(this.#base.workspace, this.#head) };
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
      allowDeprecated: this.#allowDeprecated,
    });
    for (const app of apps) {
      const found = await judge.judge(app);
      if (isGitFailure(found)) return findings.add(gitProblem(found, this.#base.name));
      findings.addAll(found satisfies readonly Diagnostic[], app);
    }
  }
}
