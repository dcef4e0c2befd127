import { spawn, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What happens to a request: it is `lost` before anything is done, its answer is lost after everything is done, or all goes well. */
export type Fate = 'well' | 'lost' | 'answer-lost';

/** Takes what has to be done at the end of something. */
export type Ending = (clear: () => Promise<void> | void) => void;

export interface GitServerOptions {
  /** Passwords by name; without users everybody may do everything. */
  readonly users?: Readonly<Record<string, string>>;
  /** @param action `git-receive-pack` is a push; asking for refs comes as `info/refs?service=git-receive-pack` */
  readonly fate?: (action: string) => Fate | Promise<Fate>;
  /** When it ends: with its test by default; with its file, where `afterAll` is given. */
  readonly ends?: Ending;
}

const env = {
  PATH: process.env['PATH'],
  TMPDIR: process.env['TMPDIR'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/**
 * git's own server behind HTTP, with basic authentication: `git http-backend`. Hooks of its repositories run, with the user in
 * REMOTE_USER.
 */
export class GitServer {
  /** Absolute: the bare repositories. */
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'confman-server-')));
  /** `<method> <path and query>` of every request that was let in. */
  readonly log: string[] = [];
  readonly #options: GitServerOptions;
  readonly #server: Server;

  private constructor(options: GitServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: GitServerOptions = {}): Promise<GitServer> {
    const server = new GitServer(options);
    (options.ends ?? onTestFinished)(() => server.#stop());
    await new Promise<void>((listening) => {
      server.#server.listen(0, '127.0.0.1', listening);
    });
    return server;
  }

  /** A new bare repository. @returns its folder */
  repository(name: string, ...options: readonly string[]): string {
    const path = join(this.root, name);
    mkdirSync(path);
    this.git(name, 'init', '--quiet', '--bare', '--initial-branch=main', ...options);
    return path;
  }

  git(name: string, ...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: join(this.root, name), env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  /** @param script what a shell does when the hook runs */
  hook(name: string, hook: string, script: string): void {
    const path = join(this.root, name, 'hooks', hook);
    mkdirSync(join(this.root, name, 'hooks'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** @param user `name:password` */
  url(name: string, user = ''): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${user === '' ? '' : `${user}@`}127.0.0.1:${port}/${name}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const user = this.#userOf(request);
    if (user === undefined) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="releases"' }).end();
      return;
    }
    const { method = '', url = '' } = request;
    this.log.push(`${method} ${url}`);
    const fate = (await this.#options.fate?.(url.replace(/^\/[^/]*\//, ''))) ?? 'well';
    if (fate === 'lost') request.socket.destroy();
    else await this.#serve(request, response, user, fate);
  }

  /** Undefined where nobody we know is asking. */
  #userOf({ headers }: IncomingMessage): string | undefined {
    const { users } = this.#options;
    const given = /^basic (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    const [name = '', ...password] = Buffer.from(given, 'base64').toString().split(':');
    if (users === undefined) return name;
    return Object.hasOwn(users, name) && users[name] === password.join(':') ? name : undefined;
  }

  /** As the Common Gateway Interface says (RFC 3875). */
  #serve(request: IncomingMessage, response: ServerResponse, user: string, fate: Fate): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    const header = (name: string): string => String(request.headers[name] ?? '');
    const backend = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      // A test may end all that a request runs, and not itself with it.
      detached: true,
      env: {
        ...env,
        GIT_PROJECT_ROOT: this.root,
        GIT_HTTP_EXPORT_ALL: '1',
        REQUEST_METHOD: request.method,
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: header('content-type'),
        ...(header('content-length') === '' ? {} : { CONTENT_LENGTH: header('content-length') }),
        HTTP_CONTENT_ENCODING: header('content-encoding'),
        GIT_PROTOCOL: header('git-protocol'),
        REMOTE_ADDR: '127.0.0.1',
        REMOTE_USER: user === '' ? 'anybody' : user,
      },
    });
    backend.stdin.on('error', () => {});
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    return new Promise((done) => {
      backend.on('close', () => {
        if (fate === 'answer-lost') request.socket.destroy();
        else send(Buffer.concat(chunks), response);
        done();
      });
    });
  }

  async #stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => {
      this.#server.close(closed);
    });
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Fields, an empty line, a body. */
function send(answer: Buffer, response: ServerResponse): void {
  const end = answer.indexOf('\r\n\r\n');
  const fields = answer.toString('latin1', 0, Math.max(0, end)).split('\r\n');
  let status = 200;
  for (const field of fields) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(field) ?? [];
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else if (name !== '') response.setHeader(name, value);
  }
  response.writeHead(end < 0 ? 500 : status).end(answer.subarray(end + 4));
}
