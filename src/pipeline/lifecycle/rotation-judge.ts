import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit, ObjectReader } from '../../git/object-reader.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { formatPointer, valueAt } from '../../model/pointer.ts';
import type { LifecycleMark } from '../../schema/annotations/lifecycle-marks.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { instantText } from '../../snapshot/resolved-at.ts';
import { changedBetween, isAffected, type ChangedIds } from '../changed-ids.ts';
import { mergeKeys } from '../effective/merge-keys.ts';
import { withHiddenPlaces } from '../hidden-places.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import type { Workspace } from '../workspace.ts';
import { Counterparts } from './counterpart.ts';
import type { RotationCandidates } from './rotation-candidates.ts';
import { VersionSide } from './version-side.ts';

/** The state that was on the protected branch so many days ago. */
export interface EarlierState {
  readonly workspace: Workspace;
  readonly commit: Commit;
  readonly days: number;
}

/**
 * Which references to secrets are the same as they were so many days ago. Where nothing that an app looks up is another, neither
 * is its reference, and nothing has to be compiled to know it.
 */
export class RotationJudge {
  readonly #head: { readonly workspace: Workspace; readonly side: VersionSide };
  readonly #earlier: EarlierState;
  readonly #side: VersionSide;
  readonly #candidates: RotationCandidates;
  readonly #changed: ChangedIds | undefined;
  readonly #apps: ReadonlySet<DocumentId>;

  constructor(head: Workspace, earlier: EarlierState, reader: ObjectReader, candidates: RotationCandidates) {
    this.#head = { workspace: head, side: new VersionSide(head, reader) };
    this.#earlier = earlier;
    this.#side = new VersionSide(earlier.workspace, reader);
    this.#candidates = candidates;
    this.#changed = changedBetween(earlier.workspace, head);
    this.#apps = new Set(earlier.workspace.index.apps);
  }

  /** @param base what people call the branch */
  async judge(app: DocumentId, base: string): Promise<readonly Diagnostic[] | GitFailure> {
    if (!this.#apps.has(app)) return [];
    const now = await this.#head.side.fast(app);
    if (isGitFailure(now)) return now;
    const old = this.#isAffected(now) ? await this.#side.fast(app) : now;
    if (isGitFailure(old)) return old;
    const marks = this.#due(old, now);
    if (marks.length === 0) return [];
    const recorded = await this.#head.side.recorded(now);
    const { diagnostics: most } = this.#head.workspace.settings.limits;
    return isGitFailure(recorded) ? recorded : marks.slice(0, most + 1).flatMap((mark) => this.#finding(mark, recorded, base));
  }

  #isAffected({ dependencies }: CompiledApp): boolean {
    return this.#changed === undefined || isAffected(dependencies, this.#changed);
  }

  #due(old: CompiledApp, now: CompiledApp): readonly LifecycleMark[] {
    if (old.data === undefined || now.data === undefined) return [];
    const counterparts = new Counterparts(now.data, old.data, mergeKeys(old, now));
    const data: JsonValue = now.data;
    return this.#candidates.marksOf(now).filter(({ setting, tokens }) => {
      const there = counterparts.of(tokens);
      const isSame = !('missing' in there) && deepEqual(there.value, valueAt(data, tokens) as JsonValue);
      return setting === this.#earlier.days && isSame;
    });
  }

  #finding(
    { site: schemaSite, tokens }: LifecycleMark,
    { data, trace, schema }: CompiledApp,
    base: string,
  ): readonly Diagnostic[] {
    if (trace === undefined || data === undefined) return [];
    const { commit, days } = this.#earlier;
    const since = instantText(commit.committedAt).slice(0, 10);
    const hint = 'Bring a new secret into the vault, and refer to it here';
    const args = { days, since, base, commit: commit.oid.slice(0, 12) };
    const told = diagnostic('lifecycle/rotation-due', args, { hint });
    const pointer = formatPointer(tokens);
    const located = locateSchemaFinding({ ...told, pointer, at: 'value', secret: true, schemaSite }, trace, schema);
    return withHiddenPlaces([located], data, trace, (at) => schema?.isSecretAt(at) === true);
  }
}
