import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** Keeps the comments of one request, in pages of 100, as a forge does. */
export class FakeForge {
  readonly comments: Comment[] = [];
  readonly asked: string[] = [];
  /** Status that every question of a method is answered with. */
  readonly refuses = new Map<string, number>();
  url = '';

  /** @param api how the forge has its addresses and its comments */
  async listen(api: ForgeApi): Promise<this> {
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { status, answer: found } = this.#answer(api, request, await readBody(request));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(found));
    };
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const address = server.address();
    this.url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
    return this;
  }

  #answer(api: ForgeApi, { method = '', url = '', headers }: IncomingMessage, text: string): { status: number; answer: unknown } {
    this.asked.push(`${method} ${url}`);
    const refused = this.refuses.get(method);
    if (refused !== undefined) return { status: refused, answer: { message: 'refused' } };
    if (!api.isAllowed(headers)) return { status: 401, answer: {} };
    const { pathname, searchParams } = new URL(url, this.url);
    if (pathname === '/user') return { status: 200, answer: { id: api.me } };
    const body = text === '' ? '' : (JSON.parse(text) as { readonly body: string }).body;
    if (method === 'GET' && pathname === api.list) return { status: 200, answer: this.#page(searchParams).map(api.shape) };
    if (method === 'POST' && pathname === api.list) {
      const made = { id: this.comments.length + 1, author: api.me, body };
      this.comments.push(made);
      return { status: 201, answer: api.shape(made) };
    }
    const found = this.comments.find(({ id }) => method === api.update && pathname === api.one(id));
    if (found === undefined) return { status: 404, answer: {} };
    found.body = body;
    return { status: 200, answer: api.shape(found) };
  }

  #page(query: URLSearchParams): readonly Comment[] {
    const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
    return this.comments.slice((page - 1) * size, page * size);
  }
}

export interface ForgeApi {
  readonly me: string;
  readonly list: string;
  readonly update: 'PATCH' | 'PUT';
  readonly one: (id: number) => string;
  readonly shape: (comment: Comment) => object;
  readonly isAllowed: (headers: IncomingMessage['headers']) => boolean;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Runs a script as the runners do, in a folder with these files. */
export function runScript(
  script: string,
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'confman-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return new Promise((done) => {
    const child = spawn('bash', ['--norc', '-eo', 'pipefail', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.on('close', (code) => done({ code, said }));
  });
}
