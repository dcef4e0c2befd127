import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';
import { streamGit } from './run-git.ts';
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
      const format = like.length === 64 ? 'sha256' : 'sha1';
      const args = ['init', '--quiet', '--template=', '--initial-branch=confman', `--object-format=${format}`];
      const { reason } = await streamGit(bench.path, args, { limit: 65536 });
      if (reason === undefined) bench.#borrow(git.common);
      if (reason === undefined) return bench;
      bench.remove();
      return noPlace(reason);
    } catch (error) {
      bench?.remove();
      return noPlace(error instanceof Error ? error.message : String(error));
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

  /** A history that is cut off over there is cut off here. */
  #borrow(common: string): void {
    const own = join(this.path, '.git');
    mkdirSync(join(own, 'objects', 'info'), { recursive: true });
    writeFileSync(join(own, 'objects', 'info', 'alternates'), `${quoted(realpathSync(join(common, 'objects')))}\n`);
    if (existsSync(join(common, 'shallow'))) copyFileSync(join(common, 'shallow'), join(own, 'shallow'));
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
