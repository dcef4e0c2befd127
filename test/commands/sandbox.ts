import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { programNode, runProcess, runServed } from '../program/run-program.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Below the sandbox. */
  readonly cwd?: string;
}

/** A folder that is gone after the test, in which programs run with nothing of this machine's settings. */
export class Sandbox {
  readonly path: string;
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), 'confman-e2e-')));

  constructor() {
    this.path = join(this.#base, 'work');
    mkdirSync(this.path);
    onTestFinished(() => rmSync(this.#base, { recursive: true, force: true }));
  }

  get env(): NodeJS.ProcessEnv {
    const person = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2026-05-13T16:50:00Z' };
    const identity = Object.entries(person).flatMap(([key, value]) =>
      [`GIT_AUTHOR_${key}`, `GIT_COMMITTER_${key}`].map((name) => [name, value]),
    );
    return {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      HOME: join(this.#base, 'home'),
      XDG_CACHE_HOME: join(this.#base, 'cache'),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      ...(Object.fromEntries(identity) as Record<string, string>),
    };
  }

  /** With another PATH in a process of its own: the program asks git for its version once. */
  confman(args: readonly string[], { env = {}, cwd = '' }: RunOptions = {}): Ended {
    const run = { args, cwd: join(this.path, cwd), env: { ...this.env, ...env } };
    const { code, stdout, stderr } = (env['PATH'] === undefined ? runServed(run) : undefined) ?? runProcess(run);
    return { code, stdout, stderr };
  }

  start(args: readonly string[], { env = {}, cwd = '' }: RunOptions = {}): ChildProcess {
    return spawn(programNode, [inject('program'), ...args], { cwd: join(this.path, cwd), env: { ...this.env, ...env } });
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.path, env: this.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Makes the whole folder a repository, or adds a commit of all there is. @returns its name */
  commit(message = 'Change'): string {
    if (!this.has('.git')) this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.git('-c', 'maintenance.auto=false', 'commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true });
  }

  has(path: string): boolean {
    return statSync(join(this.path, path), { throwIfNoEntry: false }) !== undefined;
  }

  /** Paths of all files below a folder, sorted; without git's own and the cache. */
  files(folder = ''): string[] {
    return readdirSync(join(this.path, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(join(this.path, folder), join(entry.parentPath, entry.name)))
      .filter((path) => !/(?:^|\/)\.(?:git|confman)\//.test(path))
      .sort();
  }
}

/** Two regions of one app type, one shared layer, one schema with a secret; `apps/shop/eu` and `apps/shop/us`. */
export const shop: Readonly<Record<string, string>> = {
  'confman.json5': '{ secretSchemes: ["vault"] }',
  'configs/system/global.json5': '{ tls: true, pool: 10 }',
  'configs/apps/shop/cascade.json5':
    '{ instances: "apps/shop/{region}", schema: "schemas/shop/v1", layers: [{ id: "system/global", name: "Global" }, { id: "{app}", name: "Instance" }] }',
  'configs/apps/shop/eu/config.json5': '{ url: "https://eu.example.com", password: "vault://shop/eu" }',
  'configs/apps/shop/us/config.json5': '{ url: "https://us.example.com", password: "vault://shop/us", pool: 20 }',
  'schemas/shop/v1.json': JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['url'],
    additionalProperties: false,
    properties: {
      url: { type: 'string' },
      pool: { type: 'integer', maximum: 100 },
      tls: { type: 'boolean' },
      password: { type: 'string', 'x-confman-secret-ref': true },
    },
  }),
};

export function sandboxOf(files: Readonly<Record<string, string>>): Sandbox {
  const sandbox = new Sandbox();
  for (const [path, text] of Object.entries(files)) sandbox.write(path, text);
  return sandbox;
}

const prepared = new Map<string, string>();
/** It goes with the whole run. */
const preparedFolder = mkdtempSync(join(tmpdir(), 'confman-e2e-prepared-'));

/**
 * A sandbox with these files in one commit, and after further steps. The work is done once, and copied from then on.
 *
 * @param name of the steps
 */
export function repositoryOf(
  files: Readonly<Record<string, string>>,
  name = '',
  steps: (box: Sandbox) => void = () => {},
): Sandbox {
  const key = JSON.stringify([name, String(steps), files]);
  const known = prepared.get(key);
  if (known !== undefined) {
    const box = new Sandbox();
    cpSync(known, box.path, { recursive: true, verbatimSymlinks: true });
    return box;
  }
  const box = sandboxOf(files);
  box.commit();
  steps(box);
  const copy = join(preparedFolder, String(prepared.size));
  cpSync(box.path, copy, { recursive: true, verbatimSymlinks: true });
  prepared.set(key, copy);
  return box;
}
