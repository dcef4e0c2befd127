import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import type { ForgeClock } from '../../../src/publish/forges/forge-connection.ts';
import type { RequestRecord } from '../../../src/publish/model/request.ts';
import { WebhookJournal } from '../../../src/publish/webhooks/webhook-journal.ts';
import { WebhookSender } from '../../../src/publish/webhooks/webhook-sender.ts';
import type { WebhookTarget } from '../../../src/publish/webhooks/webhook-targets.ts';

export const secret = 'a secret of some length';

/** What a receiver does with a delivery; `lost` takes it, and its answer never arrives. */
export type Answer = number | 'hang' | 'lost' | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody who is told, on this machine. It ends with its test. */
export class Receiver {
  readonly received: Received[] = [];
  /** What comes next; then all is well. */
  readonly answers: Answer[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', headers } = request;
      this.received.push({ path: url, headers, body: Buffer.concat(chunks).toString() });
      const answer = this.answers.shift() ?? 204;
      if (answer === 'hang') return;
      if (answer === 'lost') return void request.socket.destroy();
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(answer.status, answer.headers).end('never read');
    });
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((done) => receiver.#server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      receiver.#server.closeAllConnections();
      receiver.#server.close();
    });
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/in`;
  }

  get ids(): readonly unknown[] {
    return this.received.map(({ headers }) => headers['x-confman-delivery']);
  }

  target(change: Partial<WebhookTarget> = {}): WebhookTarget {
    return { name: '', url: this.url, secret, format: 'json', ...change };
  }
}

export function isSigned({ headers, body }: Received): boolean {
  const text = `${String(headers['x-confman-delivery'])}.${String(headers['x-confman-timestamp'])}.${body}`;
  return headers['x-confman-signature-256'] === `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
}

/** A machine: its journal, and its clock, which stands still but for sleep. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), 'confman-webhooks-'));
  readonly slept: number[] = [];
  time = Date.UTC(2026, 4, 1, 12);
  /** In the middle: pauses are what they are on average. */
  random = 0.5;
  /** Milliseconds in which a receiver has to answer. */
  patience = 20_000;

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  get journal(): WebhookJournal {
    const journal = WebhookJournal.open(this.root, { CONFMAN_CACHE_KEY: 'a key of this machine' });
    if (journal === undefined) throw new Error('there is no key');
    return journal;
  }

  /** As after a new start: nothing is remembered but what the journal has. */
  sender(...targets: readonly WebhookTarget[]): WebhookSender {
    const clock: ForgeClock = {
      now: () => this.time,
      sleep: async (milliseconds) => {
        this.slept.push(milliseconds);
        this.time += milliseconds;
      },
      timeout: () => AbortSignal.timeout(this.patience),
    };
    const place = { place: 'github.com/acme/config', branch: 'main', secretSchemes: ['vault'], pageOf: () => undefined };
    return new WebhookSender(targets, this.journal, place, { fetch, clock, random: () => this.random });
  }
}

export const request: RequestRecord = {
  id: '7',
  position: 1,
  title: 'Raise the pool',
  description: '',
  phase: 'open',
  submittedBy: 'ada@example.com',
  submittedAt: '2026-05-01T11:00:00Z',
  heads: [{ commit: 'a'.repeat(40), pushedBy: 'ada@example.com', at: '2026-05-01T11:00:00Z' }],
  reviews: [],
  restores: undefined,
  publishAt: undefined,
  published: undefined,
  updatedAt: '2026-05-01T11:00:00Z',
  updatedBy: 'ada@example.com',
};
