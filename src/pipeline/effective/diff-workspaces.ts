import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { AppStatus, EffectiveView, SideView } from '../../effective-diff/effective-view.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { deepEqual } from '../../model/json.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { changedBetween, isAffected, type ChangedIds } from '../changed-ids.ts';
import { FindingCollector } from '../collect-findings.ts';
import { selectApps } from '../select-apps.ts';
import { toFindings } from '../to-findings.ts';
import type { Workspace } from '../workspace.ts';
import { appChanges, type TracedChange } from './app-changes.ts';
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
  /** Of its contents, where they are read when they are asked for. */
  readonly reader?: ObjectReader | undefined;
}

export interface DiffOptions {
  /** Names and patterns of apps; all of them where there are none. */
  readonly apps: readonly string[];
  /** Changes at and below these places; everywhere where there are none. */
  readonly pointers: readonly Pointer[];
  /** Of the head. */
  readonly remembered?: Remembered | undefined;
  /** What the sides have differently, where that was found out already. */
  readonly changed?: ChangedIds | undefined;
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
  const both = selected.filter((app) => old.has(app) && now.has(app));
  comparing.added.push(...selected.filter((app) => !old.has(app)));
  comparing.removed.push(...selected.filter((app) => !now.has(app)));
  await comparing.compareAll(both);
  return { value: comparing.view(), diagnostics: [] };
}

/** Both sides while they are gone through, app by app; of an app that does not differ nothing stays. */
class Comparing {
  readonly added: DocumentId[] = [];
  readonly removed: DocumentId[] = [];
  readonly #base: DiffSide;
  readonly #head: DiffSide;
  readonly #pointers: readonly Pointer[];
  readonly #remembered: Remembered | undefined;
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
  /** What became of the app before: its neighbour in the order of ids is likely to go the same way. */
  readonly #last = { affected: false, recorded: false };

  constructor(base: DiffSide, head: DiffSide, { pointers, remembered, changed }: DiffOptions) {
    this.#base = base;
    this.#head = head;
    this.#pointers = pointers;
    this.#remembered = remembered;
    this.#compilers = {
      base: new SideCompiler(base.workspace, base.reader),
      head: new SideCompiler(head.workspace, head.reader),
    };
    this.#schemes = [...new Set([base, head].flatMap(({ workspace }) => workspace.settings.secretSchemes))];
    this.#ids = changed ?? changedBetween(base.workspace, head.workspace);
    const documents = new DocumentPair(base.workspace, head.workspace, this.#ids);
    this.#causes = new CauseFinder(documents, base.workspace, head.workspace);
    this.#findings = new FindingCollector(head.workspace.settings.limits.diagnostics);
  }

  async compareAll(apps: readonly DocumentId[]): Promise<void> {
    this.#compared = apps.length;
    const ids = this.#ids;
    if (ids?.ids.size === 0) return;
    const known = ids && this.#remembered?.affectedBy(ids);
    const affected = (app: DocumentId): boolean | undefined => (ids === undefined ? true : known?.(app));
    const open = apps.filter((app) => affected(app) !== false);
    await this.#fetch(open);
    const { progress } = this.#head.workspace;
    for (const [i, app] of open.entries()) {
      await this.#compare(app, affected(app) === true);
      progress?.step(apps.length - open.length + i + 1, apps.length);
    }
    this.#remembered?.save();
    progress?.end();
  }

  async #fetch(apps: readonly DocumentId[]): Promise<void> {
    const { base, head } = this.#compilers;
    const ids = new Set(apps.flatMap((app) => this.#remembered?.lookUps(app) ?? []));
    await head.fetch(ids);
    // The rest is the same, and the sides share what was read.
    await base.fetch([...ids].filter((id) => this.#ids?.ids.has(id) !== false));
  }

  /** Where nothing that is looked up for an app is another, so is nothing in it, and one side tells. */
  async #compare(app: DocumentId, isAffected: boolean): Promise<void> {
    const { base, head } = this.#compilers;
    const last = this.#last;
    if (!isAffected && !last.affected && !this.#noteLookUps(app, await head.lookUps(app))) return;
    const quick = await (last.recorded ? head.recorded(app) : head.fast(app));
    if (!isAffected && last.affected && !this.#noteLookUps(app, quick.dependencies)) return;
    const before = await base.settled(await base.fast(app));
    const after = await head.settled(quick);
    const known = before.data !== undefined || after.data !== undefined;
    if (!known) this.#unknown.push(app);
    else if (!isSame(before, after)) return this.#differing(app, before, after);
    last.recorded = false;
  }

  /** @returns whether something of them is another */
  #noteLookUps(app: DocumentId, lookUps: readonly string[]): boolean {
    this.#remembered?.note(app, lookUps);
    this.#last.affected = this.#ids === undefined || isAffected(lookUps, this.#ids);
    return this.#last.affected;
  }

  async #differing(app: DocumentId, before: CompiledApp, quick: CompiledApp): Promise<void> {
    const { base, head } = this.#compilers;
    await base.prepareFindings();
    await head.prepareFindings();
    const { after, all } = this.#traced(before, quick);
    this.#last.recorded = after.trace !== undefined;
    const pair: AppPair = { before, after, traceBefore: () => base.traced(before).trace };
    const changes = all.filter(({ change }) => isWanted(change, this.#pointers));
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

  /** The new side is compiled with provenance where a change comes from its own document, or from many places. */
  #traced(before: CompiledApp, quick: CompiledApp): { readonly after: CompiledApp; readonly all: readonly TracedChange[] } {
    const { head } = this.#compilers;
    if (quick.trace === undefined) {
      const inherited = head.inherited(quick);
      const all = appChanges(before, quick, (tokens) => inherited.at(tokens)) ?? [];
      if (!inherited.lacking) return { after: quick, all };
    }
    const after = head.traced(quick);
    return { after, all: appChanges(before, after) ?? [] };
  }

  view(): EffectiveView {
    const { added, removed } = this;
    return {
      command: 'diff',
      base: { name: this.#base.name, commit: this.#base.commit },
      head: { name: this.#head.name, commit: this.#head.commit },
      pointers: this.#pointers,
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
