import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Nothing of this machine's settings, and the same object names in every run. */
const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-05-13T16:50:00Z',
  GIT_COMMITTER_NAME: 'Grace',
  GIT_COMMITTER_EMAIL: 'grace@example.com',
  GIT_COMMITTER_DATE: '2026-05-13T16:50:00Z',
};

export type Files = Readonly<Record<string, string>>;

/** A repository that goes with its test. */
export class TestRepository {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.path,
      env,
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), text);
    }
  }

  /** @returns name of a new commit with these files and all that is there */
  commit(files: Files, message = 'Change'): string {
    this.write(files);
    this.git('add', '--all');
    this.git('-c', 'maintenance.auto=false', 'commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }
}

/** A new folder, which goes with its test. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'confman-git-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function newRepository(...options: readonly string[]): TestRepository {
  const repository = new TestRepository(scratch());
  repository.git('init', '--quiet', '--initial-branch=main', ...options);
  return repository;
}

/** @param args of `git clone`, in front of the source */
export function cloneOf(source: TestRepository, ...args: readonly string[]): TestRepository {
  const clone = new TestRepository(join(scratch(), 'clone'));
  source.git('clone', '--quiet', ...args, `file://${source.path}`, clone.path);
  return clone;
}
