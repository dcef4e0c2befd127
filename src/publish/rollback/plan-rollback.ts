import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { edit } from '../../documents/edit.ts';
import { amendTree, type FileContent } from '../../git/amend-tree.ts';
import { commitBytes } from '../../git/commit-bytes.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { writeBenchObject } from '../../git/write-bench-object.ts';
import { childId, type DocumentId } from '../../model/document-id.ts';
import { firstDifference } from '../../model/first-difference.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import type { CompiledApp } from '../../pipeline/compiled-app.ts';
import { schemaOf, statusOf } from '../../pipeline/effective/app-status.ts';
import { diffWorkspaces } from '../../pipeline/effective/diff-workspaces.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { openAtCommit, type OpenedCommit } from '../../pipeline/open-at-commit.ts';
import { openNeighbour } from '../../pipeline/open-neighbour.ts';
import { selectApps } from '../../pipeline/select-apps.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import type { JudgePlace } from '../policy/request-context.ts';
import { ownFiles, type Files } from './own-files.ts';
import { restoreEdits } from './restore-edits.ts';

export interface RollbackWish {
  /** Names and patterns of apps as that commit has them. */
  readonly apps: readonly string[];
  /** Full name of the commit whose state comes back. */
  readonly commit: string;
  /** Full name of the protected branch's tip. */
  readonly tip: string;
}

export interface RollbackPlan {
  /** Object name; its objects are in the workbench. */
  readonly tree: string;
  /** In which anything is effectively different, sorted. Empty: there is nothing to do, and the tree is the tip's. */
  readonly apps: readonly DocumentId[];
}

type Problem = GitFailure | readonly Diagnostic[];

/** Every round can only bring one more layer below to light. */
const mostRounds = 16;

/**
 * The tree in which the named apps are effectively what they were at a commit, and no other app is anything else than it is. Each
 * gets its own documents back as they were; where shared layers have changed since, its own config says what they said. What is
 * found is compiled before it is believed.
 */
export async function planRollback(place: JudgePlace, wish: RollbackWish): Promise<RollbackPlan | Problem> {
  const { location, reader } = place;
  const shared = new SharedObjects(location.repository);
  const now = await openAtCommit(location, wish.tip, { reader, shared, reads: 'all' });
  if (now.value === undefined) return now.diagnostics;
  const then = await openNeighbour(now.value, wish.commit, reader);
  if (then.value === undefined) return then.diagnostics;
  const broken = [now.value, then.value].flatMap(({ workspace }) =>
    workspace.structure.filter((each) => each.severity === 'error'),
  );
  if (broken.length > 0) return broken;
  const planning = new Planning(place, wish, now.value, then.value);
  return planning.run();
}

interface Restored {
  readonly app: DocumentId;
  readonly wanted: CompiledApp & { readonly data: JsonValue };
  /** All own documents as they were, then the config alone, then the config as it is now. */
  from: 'documents' | 'config' | 'present';
  files: Files;
}

class Planning {
  readonly #place: JudgePlace;
  readonly #wish: RollbackWish;
  readonly #now: OpenedCommit;
  readonly #then: OpenedCommit;

  constructor(place: JudgePlace, wish: RollbackWish, now: OpenedCommit, then: OpenedCommit) {
    this.#place = place;
    this.#wish = wish;
    this.#now = now;
    this.#then = then;
  }

  async run(): Promise<RollbackPlan | Problem> {
    const restored = await this.#differing();
    if ('diagnostics' in restored) return restored.diagnostics;
    const files = (): Files => new Map(restored.flatMap((each) => [...each.files]));
    if (restored.length === 0) return this.#planned(files(), []);
    for (let round = 0; round < mostRounds; round++) {
      const tried = await this.#try(files());
      if (isGitFailure(tried) || !('workspace' in tried)) return tried;
      const others = await this.#others(tried, restored);
      if (!('apps' in others)) return others;
      const left = await this.#correct(tried, restored, others.apps);
      if (left === undefined)
        return this.#planned(
          files(),
          restored.map(({ app }) => app),
        );
      if (left.length > 0) return left;
    }
    const [first] = restored as [Restored];
    return [this.#refusal(first.app, 'what is below its own config comes back again and again')];
  }

  /** The named apps that are not what they were, each with what it was. */
  async #differing(): Promise<Restored[] | { readonly diagnostics: readonly Diagnostic[] }> {
    const { workspace: then } = this.#then;
    const { value: apps, diagnostics } = selectApps(then.index.apps, this.#wish.apps, then.roots);
    if (diagnostics.length > 0) return { diagnostics };
    const [old, present] = [this.#compiler(this.#then), this.#compiler(this.#now)];
    await then.prepare();
    await this.#now.workspace.prepare();
    const restored: Restored[] = [];
    const refused: Diagnostic[] = [];
    for (const app of apps) {
      const wanted = await old.settled(await old.fast(app));
      if (wanted.data === undefined || wanted.status === 'Invalid') {
        refused.push(this.#refusal(app, 'it was not valid then'));
        continue;
      }
      const isThere = this.#now.workspace.index.apps.includes(app);
      if (isThere && isSame(await present.settled(await present.fast(app)), wanted)) continue;
      const schema = schemaOf(wanted) as DocumentId | null;
      if (schema !== null && !this.#now.workspace.index.files.has(schema)) {
        refused.push(this.#refusal(app, `its schema was ${schema}, which is not there any more`));
        continue;
      }
      const files = ownFiles(app, this.#now.workspace, then, false);
      restored.push({ app, wanted: wanted as Restored['wanted'], from: 'documents', files });
    }
    return refused.length > 0 ? { diagnostics: refused } : restored;
  }

  #compiler({ workspace }: OpenedCommit): SideCompiler {
    return new SideCompiler(workspace, this.#place.reader);
  }

  async #try(files: Files): Promise<OpenedCommit | Problem> {
    const tree = await amendTree(this.#place.bench, this.#wish.tip, files);
    if (isGitFailure(tree)) return tree;
    const nobody = { name: 'confman', email: 'confman', at: 0 };
    const commit = commitBytes({ tree, parents: [this.#wish.tip], author: nobody, committer: nobody, message: 'Try\n' });
    const oid = writeBenchObject(this.#place.bench, 'commit', commit, this.#wish.tip);
    if (isGitFailure(oid)) return oid;
    const { value, diagnostics } = await openNeighbour(this.#now, oid, this.#place.reader);
    return value ?? diagnostics;
  }

  async #planned(files: Files, apps: readonly DocumentId[]): Promise<RollbackPlan | Problem> {
    const tree = await amendTree(this.#place.bench, this.#wish.tip, files);
    return isGitFailure(tree) ? tree : { tree, apps };
  }

  /** Apps that would change and were not named. */
  async #others(tried: OpenedCommit, restored: readonly Restored[]): Promise<{ readonly apps: readonly string[] } | Problem> {
    const named = new Set<string>(restored.map(({ app }) => app));
    const base = { workspace: this.#now.workspace, name: 'protected', commit: this.#now.commit };
    const head = { workspace: tried.workspace, name: 'restored', commit: tried.commit };
    const { value, diagnostics } = await diffWorkspaces(base, head, { apps: [], pointers: [], changed: tried.changed });
    if (value === undefined) return diagnostics;
    return { apps: value.changed.filter((app) => !named.has(app)) };
  }

  /**
   * Makes the next attempt of everything that is not right yet.
   *
   * @returns undefined where all is right; why it cannot become so; nothing to say where there is another attempt
   */
  async #correct(
    tried: OpenedCommit,
    restored: readonly Restored[],
    others: readonly string[],
  ): Promise<readonly Diagnostic[] | undefined> {
    const compiler = this.#compiler(tried);
    if (others.length > 0) {
      const shared = restored.filter(({ from }) => from === 'documents');
      for (const each of shared) this.#fallBack(each);
      if (shared.length > 0) return [];
      const hint = 'Name them as well, or change it by hand and ask for that: confman publish open';
      return [diagnostic('publish/restores-others', { others }, { hint })];
    }
    let isRight = true;
    for (const each of restored) {
      const app = await compiler.settled(await compiler.fast(each.app));
      if (isSame(app, each.wanted)) continue;
      isRight = false;
      if (this.#edit(each, app, tried) || this.#fallBack(each)) continue;
      return [this.#refusal(each.app, whyNot(app, each.wanted))];
    }
    return isRight ? undefined : [];
  }

  /** @returns whether there is another way to begin */
  #fallBack(each: Restored): boolean {
    const isThere = this.#now.workspace.index.apps.includes(each.app);
    if (each.from === 'documents') {
      each.from = 'config';
      each.files = ownFiles(each.app, this.#now.workspace, this.#then.workspace, true);
      return true;
    }
    if (each.from === 'present' || !isThere) return false;
    each.from = 'present';
    each.files = new Map();
    return true;
  }

  /** Has the own config say what is missing. @returns whether there is anything that it could say */
  #edit(each: Restored, app: CompiledApp, { workspace }: OpenedCommit): boolean {
    const loaded = workspace.store.get(childId(each.app, 'config'));
    if (loaded?.parsed === undefined || app.data === undefined) return false;
    const own = loaded.parsed.value;
    const edits = [...restoreEdits({ own, now: app.data, wanted: each.wanted.data })];
    const schema = schemaOf(each.wanted);
    if (schema !== null && schema !== schemaOf(app)) edits.push({ op: 'set', pointer: '/$schema', value: schema });
    if (edits.length === 0) return false;
    const text = edit(loaded.source, edits);
    if (text === loaded.source.text) return false;
    each.files = new Map<string, FileContent>([...each.files, [loaded.source.path, { text }]]);
    return true;
  }

  #refusal(app: string, reason: string): Diagnostic {
    const hint = 'Leave it out, or change it by hand and ask for that: confman publish open';
    return diagnostic('publish/not-restorable', { app, commit: this.#wish.commit, reason }, { hint });
  }
}

function isSame(app: CompiledApp, wanted: CompiledApp): boolean {
  if (app.data === undefined || wanted.data === undefined || !deepEqual(app.data, wanted.data)) return false;
  return statusOf(app) === statusOf(wanted) && schemaOf(app) === schemaOf(wanted);
}

function whyNot(app: CompiledApp, wanted: Restored['wanted']): string {
  const finding = app.diagnostics.find(({ severity }) => severity === 'error');
  if (finding?.code === 'cascade/final-changed') return 'what is different is final in a layer that it shares';
  if (app.data === undefined) return 'it could not be put together';
  const pointer = firstDifference(wanted.data, app.data);
  if (pointer !== undefined) return `its own config has no say in ${pointer === '' ? 'it' : pointer}`;
  if (schemaOf(app) !== schemaOf(wanted)) return `its schema was ${schemaOf(wanted) ?? 'none'}`;
  return 'it would not be valid';
}
