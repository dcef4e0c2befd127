import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

import { installServerHooks } from '../../../../src/publish/embedded/install-server-hooks.ts';
import { programNode, runProcess, runServed, type ProgramEnd } from '../../../program/run-program.ts';

const preload = fileURLToPath(new URL('die-at.cjs', import.meta.url));

const files: Readonly<Record<string, string>> = {
  'configs/namespace.json5': JSON.stringify({
    path: '/',
    settings: { instantRollback: true },
    roles: { admin: ['bob@example.com'], publisher: ['bob@example.com', 'eve@example.com'], editor: ['ada@example.com'] },
  }),
  'configs/shop/config.json5': '{ pool: 10 }',
  'configs/mail/config.json5': '{ size: 1 }',
};

/** One command of somebody's, as it is killed and called again. */
export interface CrashCase {
  readonly name: string;
  readonly who: 'ada' | 'bob' | 'eve';
  /** `FIRST` stands for the first commit of the branch. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What may be said when it is called again after all was done. */
  readonly again?: string;
}

const nobodyThere = { CONFMAN_WEBHOOK_URL: 'http://127.0.0.1:9/in', CONFMAN_WEBHOOK_SECRET: 'a secret of some length' };

/** Every command that writes, each from the same state. */
export const crashCases: readonly CrashCase[] = [
  { name: 'open', who: 'ada', args: ['publish', 'open', 'next'] },
  { name: 'update', who: 'ada', args: ['publish', 'update', '2', 'more', '--at', '2099-01-01T00:00:00Z'] },
  { name: 'approve', who: 'bob', args: ['publish', 'approve', '2'] },
  { name: 'reject', who: 'bob', args: ['publish', 'reject', '2', '--comment', 'no'] },
  { name: 'comment', who: 'eve', args: ['publish', 'review', '2', '--comment', 'why?'] },
  { name: 'merge', who: 'bob', args: ['publish', 'merge', '3'] },
  { name: 'close', who: 'ada', args: ['publish', 'close', '2', '--comment', 'never mind'] },
  { name: 'rollback', who: 'bob', args: ['rollback', 'shop', '--to', 'FIRST'] },
  { name: 'rollback at once', who: 'bob', args: ['rollback', 'shop', '--to', 'FIRST', '--publish'], again: 'publish/nothing' },
  { name: 'watch', who: 'bob', args: ['publish', 'watch', '--once'], env: nobodyThere },
  { name: 'hook install', who: 'bob', args: ['-C', '../configs.git', 'hook', 'install', '--server'] },
];

/** Where a run is ended. */
export interface Death {
  /** Number of the step, from 1 on. */
  readonly at: number;
  readonly takes: 'group' | 'alone';
  /** Milliseconds that git gets where it is ended while it runs. */
  readonly after: number;
}

/**
 * A bare repository, clones of three people beside it, and all that they leave on the machine: one folder, which is put back as it was
 * as often as somebody wants. Requests: 1 is published, 2 waits, 3 is approved.
 */
export class CrashWorld {
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'confman-crash-')));
  readonly #saved = `${this.base}-saved`;
  #first = '';

  /** @param hooks whether pushes are judged by the server as well */
  static prepare(hooks: boolean): CrashWorld {
    const world = new CrashWorld();
    world.#make(hooks);
    cpSync(world.base, world.#saved, { recursive: true, verbatimSymlinks: true });
    return world;
  }

  remove(): void {
    for (const folder of [this.base, this.#saved]) rmSync(folder, { recursive: true, force: true });
  }

  restore(): void {
    rmSync(this.base, { recursive: true, force: true });
    cpSync(this.#saved, this.base, { recursive: true, verbatimSymlinks: true });
  }

  #make(hooks: boolean): void {
    for (const name of ['configs.git', 'ada', 'bob', 'eve', 'tmp']) mkdirSync(join(this.base, name));
    this.git('configs.git', 'init', '--quiet', '--bare', '--initial-branch=main', '--template=');
    for (const name of ['ada', 'bob', 'eve']) {
      this.git(name, 'init', '--quiet', '--initial-branch=main', '--template=');
      this.git(name, 'config', 'user.name', name);
      this.git(name, 'config', 'user.email', `${name}@example.com`);
      this.git(name, 'remote', 'add', 'origin', join(this.base, 'configs.git'));
    }
    for (const [path, text] of Object.entries(files)) this.#write(path, text);
    this.#first = this.#commit('First');
    this.git('ada', 'push', '--quiet', 'origin', 'main');
    for (const name of ['bob', 'eve']) {
      this.git(name, 'fetch', '--quiet');
      this.git(name, 'checkout', '--quiet', 'main');
    }
    if (hooks) this.#install();
    this.#change('one', 'configs/shop/config.json5', '{ pool: 20 }');
    this.does('ada', ['publish', 'open', 'one']);
    this.does('bob', ['publish', 'approve', '1']);
    this.does('bob', ['publish', 'merge', '1']);
    this.git('ada', 'fetch', '--quiet');
    this.#change('two', 'configs/shop/config.json5', '{ pool: 30 }');
    this.does('ada', ['publish', 'open', 'two']);
    this.#change('three', 'configs/mail/config.json5', '{ size: 2 }');
    this.does('ada', ['publish', 'open', 'three']);
    this.does('eve', ['publish', 'approve', '3']);
    this.#change('more', 'configs/shop/config.json5', '{ pool: 31 }', 'two');
    this.#change('next', 'configs/shop/config.json5', '{ pool: 40 }');
  }

  #install(): void {
    const program = [process.execPath, inject('program')];
    const rest = { branch: 'main', workspace: '', actorVariable: 'REMOTE_USER', actorFormat: '{user}@example.com' };
    installServerHooks(join(this.base, 'configs.git'), { program, ...rest });
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.base, 'ada', path)), { recursive: true });
    writeFileSync(join(this.base, 'ada', path), text);
  }

  #commit(message: string): string {
    this.git('ada', 'add', '--all');
    this.git('ada', 'commit', '--quiet', '--message', message);
    return this.git('ada', 'rev-parse', 'HEAD');
  }

  #change(branch: string, path: string, text: string, from = 'origin/main'): void {
    this.git('ada', 'switch', '--quiet', '--no-track', '--create', branch, from);
    this.#write(path, text);
    this.#commit(`Change ${path}`);
  }

  env(who: string): Record<string, string | undefined> {
    return {
      PATH: process.env['PATH'],
      HOME: join(this.base, `home-${who}`),
      XDG_CACHE_HOME: join(this.base, `cache-${who}`),
      TMPDIR: join(this.base, 'tmp'),
      REMOTE_USER: who,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
  }

  git(folder: string, ...args: readonly string[]): string {
    const options = { cwd: join(this.base, folder), env: this.env(folder), encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', args, options).trimEnd();
  }

  /** Undisturbed. */
  run({ who, args, env = {} }: Pick<CrashCase, 'who' | 'args' | 'env'>): ProgramEnd {
    const run = { args: this.#args(args), cwd: join(this.base, who), env: { ...this.env(who), ...env } };
    return runServed(run) ?? runProcess(run);
  }

  does(who: CrashCase['who'], args: readonly string[]): void {
    const { code, stderr } = this.run({ who, args });
    if (code !== 0) throw new Error(`confman ${args.join(' ')}: ${code}\n${stderr}`);
  }

  wordsOf({ args }: CrashCase): readonly string[] {
    return this.#args(args);
  }

  #args(args: readonly string[]): readonly string[] {
    const all = args.map((arg) => (arg === 'FIRST' ? this.#first : arg));
    // A folder whose hooks run has to be named.
    return args[0] === '-C' ? all : [...all, '--remote', join(this.base, 'configs.git')];
  }

  /** What a run does, step by step. */
  async steps(command: CrashCase): Promise<readonly string[]> {
    const log = join(this.base, 'steps');
    await this.#start(command, { CONFMAN_DIE_LOG: log });
    return readFileSync(log, 'utf8').trimEnd().split('\n');
  }

  /** @returns whether it was ended: otherwise it came to its end before */
  async kill(command: CrashCase, { at, takes, after }: Death): Promise<boolean> {
    const death = { CONFMAN_DIE_AT: String(at), CONFMAN_DIE_WITH: takes, CONFMAN_DIE_AFTER: String(after) };
    return (await this.#start(command, death)) === 'SIGKILL';
  }

  #start({ who, args, env = {} }: CrashCase, death: Record<string, string>): Promise<NodeJS.Signals | null> {
    const child = spawn(programNode, ['--require', preload, inject('program'), ...this.#args(args)], {
      cwd: join(this.base, who),
      env: { ...this.env(who), ...env, ...death },
      stdio: 'ignore',
      detached: true,
    });
    return new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  }

  /** What people can see of where everything stands, without times and names that every run makes anew. */
  state(): Readonly<Record<string, unknown>> {
    const rows = this.git('configs.git', 'for-each-ref', '--format=%(refname)').split('\n');
    const events = rows
      .filter((ref) => ref.endsWith('/meta'))
      .map((ref) => [
        ref,
        this.git('configs.git', 'log', '--first-parent', '--format=%B', ref).split('\n').filter(Boolean).map(told),
      ]);
    return {
      refs: rows,
      events: Object.fromEntries(events) as unknown,
      trees: rows.filter((ref) => !ref.endsWith('/meta')).map((ref) => this.git('configs.git', 'rev-parse', `${ref}^{tree}`)),
      published: this.git('configs.git', 'rev-list', '--count', '--first-parent', 'main'),
      waiting: ['ada', 'bob', 'eve'].map((who) => this.#waiting(who)),
      hooks: this.#hooks(),
      left: this.#left(),
    };
  }

  #hooks(): readonly (readonly [name: string, text: string])[] {
    const folder = join(this.base, 'configs.git', 'hooks');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  }

  #waiting(who: string): number {
    const folder = join(this.base, who, '.confman');
    return existsSync(folder) ? readdirSync(folder).filter((name) => /^webhook-[0-9a-f-]+$/.test(name)).length : 0;
  }

  /** What nobody needs any more, but for what git clears away by itself: objects that nothing names. */
  #left(): readonly string[] {
    return readdirSync(this.base, { recursive: true, withFileTypes: true })
      .map((entry) => relative(this.base, join(entry.parentPath, entry.name)))
      .filter((path) => /\.lock$|\.tmp$|^tmp\/[^/]+$/.test(path) && !path.startsWith('tmp/node-compile-cache'))
      .toSorted();
  }
}

function told(line: string): readonly unknown[] {
  const { type, actor, position, decision, comment, restores, publishAt } = JSON.parse(line) as Record<string, unknown>;
  return [type, actor, position, decision, comment, restores, publishAt];
}
