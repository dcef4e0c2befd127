import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';

import { installServerHooks } from '../../../src/publish/embedded/install-server-hooks.ts';
import { GitServer, type Ending } from '../../git-server/git-server.ts';
import { programNode, runServedMeanwhile } from '../../program/run-program.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const nobody = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_TERMINAL_PROMPT: '0' };

/** Two namespaces, each with its publishers; the layer that both share is the root's. */
export const teams: Readonly<Record<string, string>> = {
  'configs/namespace.json5':
    '{ path: "/", roles: { admin: ["root@example.com"], publisher: ["pia@example.com"], editor: ["ada@example.com", "bob@example.com", "eve@example.com"] } }',
  'configs/pay/namespace.json5':
    '{ path: "/pay", inherit: false, settings: { minApprovers: 2 }, roles: { publisher: ["bob@example.com", "eve@example.com", "pia@example.com"], editor: ["ada@example.com"] } }',
  'configs/shop/namespace.json5': '{ path: "/shop", roles: { publisher: ["eve@example.com"] } }',
  'configs/global.json5': '{ timeout: 30 }',
  'configs/pay/eu/config.json5': '{ $ref: "global", pool: 10 }',
  'configs/shop/eu/config.json5': '{ $ref: "global", pool: 10 }',
};

const users = ['ada', 'bob', 'eve', 'pia', 'root', 'mallory', 'no body'];

/** A bare repository with confman's hooks behind git's own server, and people who work with it. */
export class PublishServer {
  readonly server: GitServer;
  readonly #passwords: Readonly<Record<string, string>>;
  readonly #ends: Ending;

  private constructor(server: GitServer, passwords: Readonly<Record<string, string>>, ends: Ending) {
    this.server = server;
    this.#passwords = passwords;
    this.#ends = ends;
  }

  /** @param ends when the server and its clones go: with the test by default */
  static async start(ends: Ending = onTestFinished, { files = teams, people = users } = {}): Promise<PublishServer> {
    const passwords = Object.fromEntries(people.map((name) => [name, 'sesame']));
    const started = new PublishServer(await GitServer.start({ users: passwords, ends }), passwords, ends);
    const repository = started.server.repository('configs.git');
    started.server.git('configs.git', 'config', 'http.receivepack', 'true');
    const root = await started.clone('root');
    for (const [path, text] of Object.entries(files)) root.write(path, text);
    root.commit('First');
    await root.talk('push', '--quiet', 'origin', 'HEAD:main');
    installServerHooks(repository, {
      program: [process.execPath, inject('program')],
      branch: 'main',
      workspace: '',
      actorVariable: 'REMOTE_USER',
      actorFormat: '{user}@example.com',
    });
    return started;
  }

  /** By which somebody gets in. */
  url(name: string): string {
    return this.server.url('configs.git', `${encodeURIComponent(name)}:${this.#passwords[name]}`);
  }

  /** A clone of somebody's own. */
  async clone(name: string): Promise<Desk> {
    const base = realpathSync(mkdtempSync(join(tmpdir(), `confman-${name}-`)));
    this.#ends(() => rmSync(base, { recursive: true, force: true }));
    const desk = new Desk(join(base, 'clone'), name);
    desk.found(this.url(name));
    await desk.talk('fetch', '--quiet');
    if (desk.git('for-each-ref', 'refs/remotes/origin/main') !== '') desk.git('checkout', '--quiet', 'main');
    return desk;
  }

  /** Where refs of the server are, by their whole names. */
  refs(): Readonly<Record<string, string>> {
    const rows = this.server.git('configs.git', 'for-each-ref', '--format=%(refname) %(objectname)').split('\n');
    return Object.fromEntries(rows.map((row) => row.split(' ') as [string, string]));
  }

  /** Has the hook do something else. @returns puts it back */
  breakHook(script: string): () => void {
    const path = join(this.server.root, 'configs.git', 'hooks', 'pre-receive');
    const text = readFileSync(path, 'utf8');
    this.server.hook('configs.git', 'pre-receive', script);
    return () => writeFileSync(path, text);
  }

  /** Has something done after the hook has said yes. @returns puts it back */
  wrapHook(script: string): () => void {
    const path = join(this.server.root, 'configs.git', 'hooks', 'pre-receive');
    renameSync(path, `${path}-judges`);
    this.server.hook('configs.git', 'pre-receive', `"$0-judges" || exit 1\n${script}`);
    return () => renameSync(`${path}-judges`, path);
  }

  show(object: string): string {
    return this.server.git('configs.git', 'show', object);
  }
}

/** Somebody at work in a clone. */
export class Desk {
  readonly path: string;
  readonly name: string;

  constructor(path: string, name: string) {
    this.path = path;
    this.name = name;
  }

  get env(): NodeJS.ProcessEnv {
    const { PATH, TMPDIR } = process.env;
    return { PATH, TMPDIR, HOME: dirname(this.path), XDG_CACHE_HOME: join(dirname(this.path), 'cache'), ...nobody };
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.path, env: this.env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  /** A new repository of theirs, with nothing in it. @param origin where it comes from */
  found(origin: string): void {
    mkdirSync(this.path);
    this.git('init', '--quiet', '--initial-branch=main');
    const remote = ['[remote "origin"]', `url = ${origin}`, 'fetch = +refs/heads/*:refs/remotes/origin/*'];
    const person = ['[user]', `name = ${this.name}`, `email = ${this.name}@example.com`];
    appendFileSync(join(this.path, '.git', 'config'), [...remote, ...person, '[maintenance]', 'auto = false', ''].join('\n'));
  }

  /** Git that speaks with the server, which runs in this process. @returns what it said; throws where it fails */
  async talk(...args: readonly string[]): Promise<string> {
    const { code, stderr } = await this.#run('git', args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${code}\n${stderr}`);
    return stderr;
  }

  /** What git said about a push that the server refuses; throws where it was let in. */
  async refusedPush(...args: readonly string[]): Promise<string> {
    const { code, stderr } = await this.#run('git', ['push', ...args]);
    if (code === 0) throw new Error(`the push went through: ${args.join(' ')}`);
    return stderr;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** A branch from main with one change. @returns its commit */
  change(branch: string, path: string, text: string): string {
    this.git('switch', '--quiet', '--create', branch, 'origin/main');
    this.write(path, text);
    return this.commit(`Change ${path}`);
  }

  /** Makes a commit of nothing but a message, as an event is one. @returns its name */
  eventCommit(event: object, parents: readonly string[]): string {
    const tree = execFileSync('git', ['mktree'], { cwd: this.path, env: this.env, encoding: 'utf8', input: '' }).trim();
    const text = `${JSON.stringify(Object.fromEntries(Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1))))}\n`;
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])];
    return execFileSync('git', args, { cwd: this.path, env: this.env, encoding: 'utf8', input: text }).trim();
  }

  /** Of several at a time, all but one are processes. */
  async confman(...args: readonly string[]): Promise<Ended> {
    const served = await runServedMeanwhile({ args, cwd: this.path, env: this.env });
    if (served === undefined) return this.#run(programNode, [inject('program'), ...args]);
    return { code: served.code ?? 1, stdout: served.stdout, stderr: served.stderr };
  }

  #run(program: string, args: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      const options = { cwd: this.path, env: this.env, encoding: 'utf8', timeout: 240_000 } as const;
      execFile(program, args, options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      );
    });
  }

  /** Runs a command that has to succeed. @returns what it printed */
  async does(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.confman(...args);
    if (code !== 0) throw new Error(`confman ${args.join(' ')}: ${code}\n${stdout}${stderr}`);
    return stdout;
  }
}
