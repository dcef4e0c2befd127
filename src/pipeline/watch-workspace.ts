import { join, posix } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { ChangeHints, type WatchedFolder } from '../workspace/change-hints.ts';
import { changedPaths } from '../workspace/changed-paths.ts';
import { lstat, statAt, statWidth } from '../workspace/file-stat.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import type { TreeState } from '../workspace/tree-state.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import type { ResolvedWorkspace } from './resolve-workspace.ts';

export interface WatchInput {
  readonly location: WorkspaceLocation;
  /** Opens the workspace anew; what it remembers must outlive the round. */
  readonly open: () => Promise<Outcome<OpenedWorkspace | undefined>>;
  readonly resolve: (opened: OpenedWorkspace) => Promise<ResolvedWorkspace>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** One time that something changed, and what came of it. */
export interface WatchRound {
  /** Files that changed since the round before, relative to the repository; none in the first round. */
  readonly changed: readonly string[];
  /** Undefined where the workspace could not be opened, and `diagnostics` say why. */
  readonly result: ResolvedWorkspace | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
  /** False where changes are only found by looking every now and then. */
  readonly watching: boolean;
}

/** Resolves, and again whenever a file of the tree changed, until the signal. Only rounds in which something changed are given. */
export async function* watchWorkspace(input: WatchInput): AsyncGenerator<WatchRound, void, undefined> {
  const hints = new ChangeHints();
  const watch = new Watch(input);
  try {
    while (!input.signal.aborted) {
      const started = input.now();
      const round = await watch.look();
      hints.follow(foldersToWatch(input.location, watch.seen, hints.deep));
      const milliseconds = input.now() - started;
      if (round !== undefined) yield { ...round, milliseconds, watching: hints.watching };
      await hints.next(milliseconds, input.signal);
    }
  } finally {
    hints.close();
  }
}

/** A tree without apps is most likely on its way to somewhere (a checkout, a rename); its snapshots wait for it. */
const treeGone = diagnostic(
  'workspace/tree-gone',
  {},
  { hint: 'Bring the documents back, or end the watch and run confman resolve' },
);

type Looked = Pick<WatchRound, 'changed' | 'result' | 'diagnostics'>;

class Watch {
  readonly #input: WatchInput;
  #seen: TreeState | undefined;
  /** Why the workspace could not be opened, last time. */
  #failure = '';

  constructor(input: WatchInput) {
    this.#input = input;
  }

  get seen(): TreeState | undefined {
    return this.#seen;
  }

  async look(): Promise<Looked | undefined> {
    const { value, diagnostics } = await this.#input.open();
    if (value === undefined) return this.#failed(diagnostics);
    const { state } = value.scanned;
    const before = this.#seen;
    const recovered = this.#failure !== '';
    if (before !== undefined && value.workspace.index.apps.length === 0) return this.#failed([treeGone]);
    if (before !== undefined && !recovered && changedPaths(before, state).length === 0) {
      this.#seen = state;
      return undefined;
    }
    const result = await this.#input.resolve(value);
    // Resolving has read what was touched: now it is known which contents are others.
    const changed = before === undefined ? [] : changedPaths(before, state);
    this.#seen = state;
    this.#failure = '';
    const idle = before !== undefined && !recovered && changed.length + result.written.length + result.pruned.length === 0;
    return idle ? undefined : { changed, result, diagnostics };
  }

  /** The same failure is told once. */
  #failed(diagnostics: readonly Diagnostic[]): Looked | undefined {
    const failure = JSON.stringify(diagnostics.map(({ code, args, site }) => [code, args, site?.pointer, site?.at]));
    if (failure === this.#failure) return undefined;
    this.#failure = failure;
    return { changed: [], result: undefined, diagnostics };
  }
}

/** The folders of the tree, and the root, where the settings lie and folders of the tree come and go. */
function foldersToWatch({ root, repository }: WorkspaceLocation, seen: TreeState | undefined, deep: boolean): WatchedFolder[] {
  const { folders = [], folderStats = new Float64Array() } = seen ?? {};
  const listed = folders.map((folder, row) => ({
    folder,
    path: join(repository, folder),
    inode: statAt(folderStats, row * statWidth).ino,
    deep,
  }));
  const names = new Set(folders);
  const outermost = deep ? listed.filter(({ folder }) => folder === '' || !names.has(posix.dirname(folder))) : listed;
  return [{ path: root, inode: lstat(root)?.ino ?? 0, deep: false }, ...outermost];
}
