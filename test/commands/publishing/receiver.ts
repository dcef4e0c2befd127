import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

/** `hang`: it takes it and says nothing; `close`: it takes it and hangs up; an address: it sends on to there. */
export type Answer = number | 'hang' | 'close' | { readonly location: string };

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly answer: Answer;
}

/** Who is told, behind a real address, beside the thread of the test. It ends with its test. */
export class Receiver {
  readonly #folder = mkdtempSync(join(tmpdir(), 'confman-receiver-'));
  readonly #worker: Worker;

  constructor(answers: Readonly<Record<string, readonly Answer[]>> = {}) {
    this.answer(answers);
    this.#worker = new Worker(new URL('receiver.mjs', import.meta.url), { workerData: { folder: this.#folder } });
    onTestFinished(async () => {
      await this.#worker.terminate();
      rmSync(this.#folder, { recursive: true, force: true });
    });
    const waiting = new Int32Array(new SharedArrayBuffer(4));
    while (read(join(this.#folder, 'port')) === '') Atomics.wait(waiting, 0, 0, 5);
  }

  /** What comes next, by path. */
  answer(answers: Readonly<Record<string, readonly Answer[]>>): void {
    writeFileSync(join(this.#folder, 'answers'), JSON.stringify(answers));
  }

  url(path: string): string {
    return `http://127.0.0.1:${readFileSync(join(this.#folder, 'port'), 'utf8')}${path}`;
  }

  get received(): readonly Received[] {
    const lines = read(join(this.#folder, 'received')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Received);
  }
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
