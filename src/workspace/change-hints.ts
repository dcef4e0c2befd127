import { watch as watchPath } from 'node:fs';

/** The part of `fs.watch` that is used. Tests put a failing one in its place. */
export type WatchPath = (
  path: string,
  options: { readonly recursive: boolean },
  listener: () => void,
) => { on(event: 'error', listener: () => void): unknown; close(): void };

/** A folder to watch. Another inode at the same path is another folder: its watcher saw only the old one go. */
export interface WatchedFolder {
  /** Absolute. */
  readonly path: string;
  readonly inode: number;
  /** Together with everything below it; only where `ChangeHints.deep` says that the system can. */
  readonly deep: boolean;
}

/** Milliseconds. An editor's save is several events; many files at once (a checkout) are not waited for to the end. */
const quiet = 60;
const patience = 1000;

/** The shortest pauses between looks without a hint, and how many times longer than a look they are at least. */
const pauses = { watching: { least: 2000, factor: 50 }, polling: { least: 400, factor: 10 } } as const;

/**
 * Says when it is time to look at folders again. Events of the file system are hints and nothing more: they may be
 * missing (network file systems, containers), doubled, or late, so there is a look every few seconds without one too.
 * What changed, a look at the files says.
 */
export class ChangeHints {
  readonly #watchers = new Map<string, { readonly inode: number; readonly watcher: ReturnType<WatchPath> }>();
  readonly #watch: WatchPath;
  #watching = true;
  #hint: (() => void) | undefined;
  #hinted = false;

  constructor(watch: WatchPath = watchPath) {
    this.#watch = watch;
  }

  /** Whether the system watches a folder with everything below it. On Linux Node would put one watcher on every single file. */
  readonly deep = process.platform === 'darwin' || process.platform === 'win32';

  /** False when the system has no more watchers to give: then there are only looks. */
  get watching(): boolean {
    return this.#watching;
  }

  /** Watches these folders from now on, and no others. What happened before that asks for another look. */
  follow(folders: readonly WatchedFolder[]): void {
    const wanted = new Map(folders.map((folder) => [folder.path, folder]));
    for (const [path, { inode, watcher }] of this.#watchers) {
      if (wanted.get(path)?.inode === inode) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
    for (const folder of wanted.values()) if (this.#watching && !this.#watchers.has(folder.path)) this.#open(folder);
  }

  /** @param cost how long a look takes, in milliseconds */
  async next(cost: number, signal: AbortSignal): Promise<void> {
    const { least, factor } = pauses[this.#watching ? 'watching' : 'polling'];
    await this.#hintOr(Math.max(least, cost * factor), signal);
    for (let waited = 0; this.#hinted && waited < patience && !signal.aborted; waited += quiet) {
      this.#hinted = false;
      await this.#hintOr(quiet, signal);
    }
    this.#hinted = false;
  }

  close(): void {
    this.follow([]);
  }

  #hintOr(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#hinted || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#hint = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.#hint = done;
    });
  }

  #open({ path, inode, deep }: WatchedFolder): void {
    try {
      const watcher = this.#watch(path, { recursive: deep }, () => this.#notice());
      watcher.on('error', () => this.#notice());
      this.#watchers.set(path, { inode, watcher });
      this.#notice();
    } catch (error) {
      // A folder that is gone by now, or closed to us, is the next look's matter.
      if (/^(?:ENOSPC|EMFILE|ENFILE|ENOSYS)$/.test((error as NodeJS.ErrnoException).code ?? '')) this.#giveUp();
    }
  }

  #notice(): void {
    this.#hinted = true;
    this.#hint?.();
  }

  /** A part of the folders watched would be worse than none: changes would be seen soon here and late there. */
  #giveUp(): void {
    this.#watching = false;
    this.follow([]);
  }
}
