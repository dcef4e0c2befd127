import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { FirstParentLine } from '../../git/first-parent-line.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader, TreeChange } from '../../git/object-reader.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../../workspace/find-workspace.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import { topFolders } from '../../workspace/tree-roots.ts';
import type { AppCompiler } from '../app-compiler.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { Compilers } from '../build-apps.ts';
import type { CompileProgress } from '../compile-progress.ts';
import { ChangedIds } from '../changed-ids.ts';
import { movedPlace } from '../evolution/moved-place.ts';
import { gitProblem } from '../git-problem.ts';
import { oidsOf } from '../oids-of.ts';
import { openAtCommit, type OpenedCommit } from '../open-at-commit.ts';
import { openNeighbour } from '../open-neighbour.ts';
import { whenPrepared } from '../when-prepared.ts';
import { whenRead } from '../when-read.ts';
import type { Workspace } from '../workspace.ts';
import type { AppState } from './app-state.ts';
import { Subjects, type Subject } from './subjects.ts';

/** @typeParam T what is to be kept of a state: thousands of apps may be followed at once */
export interface WalkInput<T> {
  /** Of the workspace at the newest commit; the walk follows it where it was moved. */
  readonly location: WorkspaceLocation;
  readonly reader: ObjectReader;
  readonly line: FirstParentLine;
  readonly apps: readonly DocumentId[];
  readonly tell: (app: DocumentId, state: AppState) => T;
  /**
   * Called for every state that an app had, the newest first. Two that follow each other may be the same.
   *
   * @param since place on the line of the oldest commit with that state; undefined where the history is cut off before it
   * @returns whether older ones are wanted
   */
  readonly visit: (app: DocumentId, told: T, since: number | undefined) => boolean;
  readonly progress?: CompileProgress | undefined;
}

/**
 * Goes back along a line of first parents and tells the states of apps. What an app is at a commit is settled by what it looks up
 * there (decision 10): it is compiled again only at commits before which one of these look-ups was answered otherwise. That
 * misses none, also of what it looked up in vain.
 *
 * @returns why the line cannot be followed to its end
 */
export async function walkLine<T>(input: WalkInput<T>): Promise<readonly Diagnostic[]> {
  const problem = await new LineWalk(input).run();
  input.progress?.end();
  return problem ?? [];
}

type Problem = readonly Diagnostic[];

class LineWalk<T> {
  readonly #input: WalkInput<T>;
  readonly #subjects: Subjects<T>;
  readonly #shared: SharedObjects;
  /** The last commit that could be opened. */
  #opened: OpenedCommit | undefined;
  #location: WorkspaceLocation;
  /** Settings, folders and names of files allow to compile apps. */
  #sound = false;
  /** It could be opened; else any change of names or settings may mend it, wherever. */
  #listed = false;

  constructor(input: WalkInput<T>) {
    this.#input = input;
    this.#location = input.location;
    this.#subjects = new Subjects(input.apps);
    this.#shared = new SharedObjects(input.location.repository);
  }

  async run(): Promise<Problem | undefined> {
    const { line, visit, progress } = this.#input;
    const { commits, cut } = line;
    const failed = (await this.#open(commits[0] as string)) ?? (await this.#compileAll(this.#subjects.all));
    if (failed !== undefined) return failed;
    const last = commits.length - 1;
    for (let at = 0; at < last && this.#subjects.size > 0; at++) {
      const problem = await this.#step(at);
      if (problem !== undefined) return problem;
      progress?.step(at + 1, last);
    }
    for (const { id, told } of this.#subjects.all) visit(id, told as T, cut ? undefined : last);
    return undefined;
  }

  /** From a commit to the one before it. */
  async #step(at: number): Promise<Problem | undefined> {
    const { line } = this.#input;
    const changes = await line.changes(at, this.#paths());
    if (isGitFailure(changes)) return [gitProblem(changes, line.commits[at] as string)];
    if (changes.length === 0) return undefined;
    const settings = inRepository(this.#location, settingsName);
    const isAll = changes.some(({ path }) => path === settings);
    const affected = isAll ? this.#subjects.all : this.#sound ? this.#affectedBy(changes) : [];
    const wasSound = this.#sound;
    const location = this.#location;
    if (affected.length === 0 && !changes.some(changesNames)) return undefined;
    const failed = await this.#open(line.commits[at + 1] as string);
    if (failed !== undefined) return failed;
    const isCertain = wasSound && this.#sound && location === this.#location;
    return this.#advance(isCertain ? affected : this.#subjects.all, at);
  }

  async #advance(affected: readonly Subject<T>[], at: number): Promise<Problem | undefined> {
    const wanted: Subject<T>[] = [];
    for (const subject of affected)
      if (this.#input.visit(subject.id, subject.told as T, at)) wanted.push(subject);
      else this.#subjects.remove(subject);
    return this.#compileAll(wanted);
  }

  /** Where the workspace may have files. What cannot be opened may be mended anywhere. */
  #paths(): readonly string[] {
    if (!this.#listed || this.#opened === undefined) return [''];
    return [inRepository(this.#location, settingsName), ...topFolders(this.#opened.workspace.roots)];
  }

  #affectedBy(changes: readonly TreeChange[]): readonly Subject<T>[] {
    const changed = new ChangedIds();
    const roots = this.#opened?.workspace.roots ?? [];
    for (const { path, before, after } of changes) {
      const id = idOfPath(path, roots);
      if (id !== undefined) changed.note(id, before === undefined || after === undefined);
    }
    if (changed.spreads) changed.spread(this.#subjects.lookedUpApps());
    return this.#subjects.affectedBy(changed.ids);
  }

  async #open(commit: string): Promise<Problem | undefined> {
    const { value, diagnostics } = await this.#openWhereItWas(commit);
    this.#listed = value !== undefined;
    this.#sound = value !== undefined && !value.workspace.structure.some(({ severity }) => severity === 'error');
    if (value !== undefined) this.#opened = value;
    return value === undefined && diagnostics.some(isAboutGit) ? diagnostics : undefined;
  }

  async #openWhereItWas(commit: string): Promise<Outcome<OpenedCommit | undefined>> {
    const { reader } = this.#input;
    const openIn = (location: WorkspaceLocation): ReturnType<typeof openAtCommit> =>
      openAtCommit(location, commit, { reader, shared: this.#shared, reads: 'asked' });
    const later = this.#opened;
    if (later === undefined) return openIn(this.#location);
    const here = await openNeighbour(later, commit, reader);
    const moved = here.value && (await movedPlace(here.value.workspace, later.workspace, commit, later.commit, reader));
    if (moved === undefined) return here;
    this.#location = moved;
    return openIn(moved);
  }

  async #compileAll(subjects: readonly Subject<T>[]): Promise<Problem | undefined> {
    const opened = this.#listed ? this.#opened : undefined;
    const compilers = opened && new Compilers(opened.workspace);
    for (const subject of subjects) {
      const failure =
        opened === undefined || compilers === undefined
          ? this.#keep(subject, { kind: 'invalid' }, [])
          : await this.#update(subject, opened.workspace, compilers);
      if (failure !== undefined) return [gitProblem(failure, opened?.commit ?? 'HEAD')];
    }
    return undefined;
  }

  async #update(subject: Subject<T>, workspace: Workspace, compilers: Compilers): Promise<GitFailure | undefined> {
    const config = childId(subject.id, 'config');
    if (!workspace.store.has(config)) return this.#keep(subject, { kind: 'absent' }, [config]);
    if (!this.#sound) return this.#keep(subject, { kind: 'invalid' }, []);
    const app = await this.#compile(subject, workspace, compilers);
    if (isGitFailure(app)) return app;
    const isValid = app.status !== 'Invalid' && app.data !== undefined;
    const { secretSchemes: schemes } = workspace.settings;
    return this.#keep(subject, isValid ? { kind: 'there', app, schemes } : { kind: 'invalid' }, app.dependencies);
  }

  #keep(subject: Subject<T>, state: AppState, dependencies: readonly string[]): undefined {
    this.#subjects.update(subject, this.#input.tell(subject.id, state), dependencies);
  }

  /** Without provenance, unless that is needed to know whether it is valid. What it looked up last is read in advance. */
  async #compile(subject: Subject<T>, workspace: Workspace, compilers: Compilers): Promise<CompiledApp | GitFailure> {
    const expected = oidsOf(workspace, subject.dependencies);
    const compile = (pick: () => AppCompiler): Promise<CompiledApp | GitFailure> =>
      whenRead(workspace, this.#input.reader, () => whenPrepared(workspace.schemas, () => pick().compile(subject.id)), expected);
    await workspace.prepare();
    const app = await compile(() => compilers.fast);
    if (isGitFailure(app) || !app.suspect) return app;
    await workspace.prepareFindings();
    return compile(() => compilers.recording);
  }
}

/** Files that come, go, or become something else can spoil the tree as a whole, or mend it. */
function changesNames({ before, after }: TreeChange): boolean {
  return before?.type !== after?.type;
}

function isAboutGit({ code }: Diagnostic): boolean {
  return code.startsWith('git/') || code === 'workspace/commit-unreadable';
}
