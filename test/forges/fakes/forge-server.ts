import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Node } from './description.ts';
import type { ForgeWorld } from './forge-world.ts';
import type { FakeAnswer, FakeCall } from './validating-proxy.ts';

/**
 * What goes wrong: an answer instead of the real one, or none. `lost` does what was asked and cuts the connection before it
 * answers; `cut` sends half of the answer.
 */
export type Fault = FakeAnswer | 'hang' | 'refuse' | 'lost' | 'cut' | { readonly raw: string; readonly type?: string };

interface Planned {
  readonly matches: (call: Pick<FakeCall, 'method' | 'path'>) => boolean;
  readonly fault: Fault;
  times: number;
  /** So many are let through before. */
  skip: number;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** A forge on this machine: a fake behind its validating proxy, with faults to order. */
export class ForgeServer {
  readonly seen: Seen[] = [];
  readonly #planned: Planned[] = [];
  readonly #server: Server;
  readonly #world: ForgeWorld;
  readonly #answer: (call: FakeCall) => FakeAnswer;
  readonly #prefix: string;

  constructor(world: ForgeWorld, prefix: string, answer: (call: FakeCall) => FakeAnswer) {
    this.#world = world;
    this.#answer = answer;
    this.#prefix = prefix;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** @param times how often; then it works again. @param skip after so many that go well */
  fail(method: string, path: RegExp, fault: Fault, times = 1, skip = 0): void {
    this.#planned.push({ matches: (call) => call.method === method && path.test(call.path), fault, times, skip });
  }

  /** Everything works again. */
  calm(): void {
    this.#planned.length = 0;
  }

  count(method: string, path: RegExp): number {
    return this.seen.filter((call) => call.method === method && path.test(call.path)).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://forge');
    const { method = 'GET', headers } = request;
    const path = url.pathname.startsWith(this.#prefix) ? url.pathname.slice(this.#prefix.length) : url.pathname;
    this.seen.push({ method, path, authorization: headers.authorization });
    const text = await textOf(request);
    const planned = this.#planned.find((each) => each.times > 0 && each.matches({ method, path }));
    const user = this.#world.users.get(headers.authorization?.split(' ')[1] ?? '');
    const answer = (): FakeAnswer => {
      if (user === undefined) return { status: 401, body: { message: 'Bad credentials' } };
      return this.#answer({
        method,
        path,
        query: url.searchParams,
        body: text === '' ? undefined : (JSON.parse(text) as Node),
        user,
      });
    };
    if (planned === undefined || planned.skip > 0) {
      if (planned !== undefined) planned.skip -= 1;
      return send(response, answer());
    }
    planned.times -= 1;
    fault(planned.fault, answer, response);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function fault(planned: Fault, answer: () => FakeAnswer, response: ServerResponse): void {
  if (planned === 'hang') return;
  if (planned === 'refuse') return void response.destroy();
  if (planned === 'lost') {
    answer();
    return void response.destroy();
  }
  if (planned === 'cut') {
    const text = JSON.stringify(answer().body);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  if ('raw' in planned) {
    response.writeHead(200, { 'content-type': planned.type ?? 'application/json' });
    response.end(planned.raw);
    return;
  }
  send(response, planned);
}

function send(response: ServerResponse, { status, body, headers = {} }: FakeAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
