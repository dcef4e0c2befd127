import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { AppStatus, EffectiveView, SideView } from '../../effective-diff/effective-view.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { CompiledApp } from '../app-compiler.ts';
import { changedBetween, isAffected, type ChangedIds } from '../changed-ids.ts';
import { FindingCollector } from '../collect-findings.ts';
import { selectApps } from '../select-apps.ts';
import { toFindings } from '../to-findings.ts';
import type { Workspace } from '../workspace.ts';
import { appChanges } from './app-changes.ts';
import { schemaOf, statusOf } from './app-status.ts';
import { DocumentPair } from './document-pair.ts';
import { CauseFinder, type AppPair } from './find-cause.ts';
import { ChangeGroups } from './group-changes.ts';
import { FieldGroups } from './group-fields.ts';
import { ofBase } from './of-base.ts';
import { isWanted } from './is-wanted.ts';
import type { Remembered } from './remembered-dependencies.ts';
import { ShownValues } from './shown-values.ts';
import { SideCompiler } from './side-compiler.ts';

export interface DiffSide extends SideView {
  readonly workspace: Workspace;
}

export interface DiffOptions {
  /** Names and patterns of apps; all of them where there are none. */
  readonly apps: readonly string[];
  /** Changes at and below these places; everywhere where there are none. */
  readonly pointers: readonly Pointer[];
  /** Of the head. */
  readonly remembered?: Remembered | undefined;
}

/**
 * What is different in the resolved apps of two states, and why. Of an app that both have it is enough that nothing it looks up
 * is another; else it is compiled on both sides, without provenance, and compared whole. Only apps that differ are compiled once
 * more with it.
 *
 * @returns no value where a side cannot be judged as a whole, which the diagnostics tell
 */
export async function diffWorkspaces(
  base: DiffSide,
  head: DiffSide,
  options: DiffOptions,
): Promise<Outcome<EffectiveView | undefined>> {
  const broken = [...ofBase(errorsOf(base.workspace.structure), base.name), ...errorsOf(head.workspace.structure)];
  if (broken.length > 0) return { value: undefined, diagnostics: broken };
  const [old, now] = [new Set(base.workspace.index.apps), new Set(head.workspace.index.apps)];
  const all = [...new Set([...old, ...now])].sort(compareKeys);
  const { value: selected, diagnostics } = selectApps(all, options.apps, head.workspace.roots);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  await base.workspace.prepare();
  await head.workspace.prepare();
  const comparing = new Comparing(base, head, options);
  const { progress } = head.workspace;
  for (const [i, app] of selected.entries()) {
    if (!old.has(app)) comparing.added.push(app);
    else if (now.has(app)) await comparing.compare(app);
    else comparing.removed.push(app);
    progress?.step(i + 1, selected.length);
  }
  progress?.end();
  return { value: comparing.view(), diagnostics: [] };
}

/** Both sides while they are gone through, app by app; of an app that does not differ nothing stays. */
class Comparing {
  readonly added: DocumentId[] = [];
  readonly removed: DocumentId[] = [];
  readonly #base: DiffSide;
  readonly #head: DiffSide;
  readonly #pointers: readonly Pointer[];
  readonly #remembered: Remembered;
  readonly #compilers: { readonly base: SideCompiler; readonly head: SideCompiler };
  readonly #causes: CauseFinder;
  readonly #schemes: readonly string[];
  readonly #changes = new ChangeGroups();
  readonly #schemas = new FieldGroups<string | null>();
  readonly #validity = new FieldGroups<AppStatus>();
  readonly #findings: FindingCollector;
  /** Undefined where anything may be another. */
  readonly #ids: ChangedIds | undefined;
  readonly #changed: DocumentId[] = [];
  readonly #unknown: DocumentId[] = [];
  #compared = 0;

  constructor(base: DiffSide, head: DiffSide, { pointers, remembered }: DiffOptions) {
    this.#base = base;
    this.#head = head;
    this.#pointers = pointers;
    this.#remembered = remembered ?? (() => undefined);
    this.#compilers = { base: new SideCompiler(base.workspace), head: new SideCompiler(head.workspace) };
    this.#schemes = [...new Set([base, head].flatMap(({ workspace }) => workspace.settings.secretSchemes))];
    this.#ids = changedBetween(base.workspace, head.workspace);
    const documents = new DocumentPair(base.workspace, head.workspace, this.#ids);
    this.#causes = new CauseFinder(documents, base.workspace, head.workspace);
    this.#findings = new FindingCollector(head.workspace.settings.limits.diagnostics);
  }

  /** Where nothing that was looked up for an app is another, so is nothing in it, and one side tells. */
  async compare(app: DocumentId): Promise<void> {
    this.#compared += 1;
    if (this.#ids?.ids.size === 0) return;
    const known = this.#ids && this.#remembered(app);
    if (known !== undefined && !this.#isAffected(known)) return;
    const { base, head } = this.#compilers;
    const quick = await head.fast(app);
    if (!this.#isAffected(quick.dependencies)) return;
    const before = await base.settled(await base.fast(app));
    const after = await head.settled(quick);
    if (before.data === undefined && after.data === undefined) this.#unknown.push(app);
    else if (!isSame(before, after)) await this.#differing(app, before, after);
  }

  #isAffected(dependencies: readonly string[]): boolean {
    return this.#ids === undefined || isAffected(dependencies, this.#ids);
  }

  /** Of the new side the provenance is always needed, of the old one only for what the new side does not explain. */
  async #differing(app: DocumentId, before: CompiledApp, quick: CompiledApp): Promise<void> {
    const { base, head } = this.#compilers;
    await base.prepareFindings();
    await head.prepareFindings();
    const after = head.recorded(quick);
    const pair: AppPair = { before, after, traceBefore: () => base.recorded(before).trace };
    const changes = (appChanges(before, after) ?? []).filter(({ change }) => isWanted(change, this.#pointers));
    const others = this.#pointers.length === 0 && (statusOf(before) !== statusOf(after) || schemaOf(before) !== schemaOf(after));
    if (changes.length === 0 && !others) return;
    this.#changed.push(app);
    const shown = new ShownValues([before, after], this.#schemes);
    for (const { change, trace } of changes) this.#changes.add(app, change, this.#causes.causeOf(change, pair, trace), shown);
    if (this.#pointers.length > 0) return;
    this.#schemas.add(app, schemaOf(before), schemaOf(after));
    this.#validity.add(app, statusOf(before), statusOf(after));
    if (after.status === 'Invalid' && statusOf(before) !== statusOf(after))
      this.#findings.addAll(errorsOf(after.diagnostics), app);
  }

  view(): EffectiveView {
    const { added, removed } = this;
    return {
      command: 'diff',
      base: { name: this.#base.name, commit: this.#base.commit },
      head: { name: this.#head.name, commit: this.#head.commit },
      compared: this.#compared,
      changed: [...this.#changed, ...added, ...removed].sort(compareKeys),
      changes: this.#changes.groups,
      cut: this.#changes.cut,
      schemas: this.#schemas.groups,
      validity: this.#validity.groups,
      findings: toFindings(this.#findings.collected, this.#schemes),
      added,
      removed,
      unknown: this.#unknown,
      named: [],
    };
  }
}

function isSame(before: CompiledApp, after: CompiledApp): boolean {
  const [old, now] = [before.data, after.data];
  const equal = old === now || (old !== undefined && now !== undefined && deepEqual(old, now));
  return equal && statusOf(before) === statusOf(after) && schemaOf(before) === schemaOf(after);
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}
