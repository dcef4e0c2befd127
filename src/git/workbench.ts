import { appendFileSync, copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';
import { isPartialClone } from './missing-object.ts';
import { scratchFolder } from './scratch-folder.ts';

/**
 * A repository of our own that borrows the objects of another. Git speaks with remotes in it: so nothing that the other one
 * configures has a say (helpers for passwords, commands for ssh, remote programs, hooks, maintenance), and nothing that comes or
 * is made on the way is left in it.
 */
export class Workbench {
  /** Absolute. */
  readonly path: string;

  private constructor() {
    // Before there is anything to leave behind: a signal that nobody listens to ends the program at once.
    for (const signal of signals) process.on(signal, this.#stopped);
    try {
      this.path = scratchFolder('release');
    } catch (error) {
      for (const signal of signals) process.off(signal, this.#stopped);
      throw error;
    }
  }

  /** @param like an object name of the repository, for its hash */
  static async open(repository: string, like: string): Promise<Workbench | GitFailure> {
    const git = findGitFolder(repository);
    if (git === undefined) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
    let bench: Workbench | undefined;
    try {
      bench = new Workbench();
      bench.#found(like);
      bench.#borrow(git.common);
      return bench;
    } catch (error) {
      bench?.remove();
      // Anything that the file system did not say is a bug.
      if (!(error instanceof Error && 'code' in error)) throw error;
      return noPlace(error.message);
    }
  }

  remove(): void {
    for (const signal of signals) process.off(signal, this.#stopped);
    // A git that is being stopped as well may still write: what it adds meanwhile is looked for anew each time.
    for (let left = 20; left > 0; left -= 1) {
      try {
        return rmSync(this.path, { recursive: true, force: true });
      } catch (error) {
        if (left === 1) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
      }
    }
  }

  /** Whoever stops the program finds nothing of it left behind; the program then ends as the signal says. */
  readonly #stopped = (signal: NodeJS.Signals): void => {
    try {
      this.remove();
    } catch {
      // It is a folder for temporary files, and whoever stops the program wants it to stop.
    }
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  /** What git takes for a repository, of the oldest form that knows its hash. `git init` would be a process, and heed settings. */
  #found(like: string): void {
    const own = join(this.path, '.git');
    for (const folder of ['objects/info', 'objects/pack', 'refs/heads']) mkdirSync(join(own, folder), { recursive: true });
    const [version, extensions] = like.length === 64 ? [1, '[extensions]\n\tobjectFormat = sha256\n'] : [0, ''];
    writeFileSync(join(own, 'config'), `[core]\n\trepositoryFormatVersion = ${version}\n\tbare = false\n${extensions}`);
    writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/confman\n');
  }

  /** A history that is cut off over there is cut off here, and so is what it lacks. */
  #borrow(common: string): void {
    const own = join(this.path, '.git');
    writeFileSync(join(own, 'objects', 'info', 'alternates'), `${quoted(realpathSync(join(common, 'objects')))}\n`);
    if (existsSync(join(common, 'shallow'))) copyFileSync(join(common, 'shallow'), join(own, 'shallow'));
    // Of what is missing it can be said why. To git it means nothing: only `extensions.partialClone` would have it fetch.
    if (isPartialClone(common)) appendFileSync(join(own, 'config'), '[confman]\n\tpartialClone = borrowed\n');
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** As git reads a line of this file: quoted as in C where it starts with a quotation mark. */
function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}

function noPlace(reason: string): GitFailure {
  return gitFailure('write-failed', reason, 'Look at the folder for temporary files (TMPDIR)');
}
