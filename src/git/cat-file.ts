import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import { failure, startFailure, startGit } from './run-git.ts';

/** An object as git gives it; without content where only its size was asked for, and where it is larger than was asked for. */
export interface FoundObject {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: Buffer | undefined;
}

/** In the order that was asked; undefined where the repository has no such object. */
export type FoundObjects = readonly (FoundObject | undefined)[];

interface Question {
  readonly oids: readonly string[];
  readonly contents: boolean;
  /** In bytes: what is larger is passed over, and takes no room. */
  readonly most: number;
  readonly found: (FoundObject | undefined)[];
  readonly answer: (result: FoundObjects | { readonly reason: string }) => void;
}

/**
 * A conversation with `git cat-file`: one process from the first question to the end. Questions are answered in turn.
 * Versions before 2.36 know no process that tells sizes and contents: then each kind has its own.
 */
export class CatFile {
  readonly #folder: string;
  readonly #talks: { readonly sizes: Talk; readonly contents: Talk };

  constructor(folder: string, both: boolean) {
    this.#folder = folder;
    const contents = new Talk(this.#folder, both ? 'batch-command' : 'batch');
    this.#talks = { contents, sizes: both ? contents : new Talk(this.#folder, 'batch-check') };
  }

  sizes(oids: readonly string[]): Promise<FoundObjects | { readonly reason: string }> {
    return this.#talks.sizes.ask(oids, false);
  }

  /** @param most in bytes: of a larger object its size is told alone */
  contents(oids: readonly string[], most = Infinity): Promise<FoundObjects | { readonly reason: string }> {
    return this.#talks.contents.ask(oids, true, most);
  }

  close(): void {
    this.#talks.sizes.close();
    this.#talks.contents.close();
  }
}

type Mode = 'batch-command' | 'batch' | 'batch-check';

class Talk {
  readonly #folder: string;
  readonly #mode: Mode;
  readonly #questions: Question[] = [];
  readonly #errors: Buffer[] = [];
  #child: ChildProcessWithoutNullStreams | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that must be there before looking at them is worth while. */
  #wanted = 1;
  /** Bytes still to come that nobody wants. */
  #skipped = 0;

  constructor(folder: string, mode: Mode) {
    this.#folder = folder;
    this.#mode = mode;
  }

  ask(oids: readonly string[], contents: boolean, most = Infinity): Promise<FoundObjects | { readonly reason: string }> {
    if (oids.length === 0) return Promise.resolve([]);
    return new Promise((answer) => {
      this.#child ??= this.#start();
      hold(this.#child, true);
      this.#questions.push({ oids, contents, most, found: [], answer });
      this.#child.stdin.write(this.#request(oids, contents));
    });
  }

  close(): void {
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #request(oids: readonly string[], contents: boolean): string {
    if (this.#mode !== 'batch-command') return `${oids.join('\n')}\n`;
    const verb = contents ? 'contents' : 'info';
    return `${oids.map((oid) => `${verb} ${oid}`).join('\n')}\nflush\n`;
  }

  #start(): ChildProcessWithoutNullStreams {
    const buffered = this.#mode === 'batch-command' ? ['--buffer'] : [];
    const child = startGit(this.#folder, ['cat-file', `--${this.#mode}`, ...buffered]);
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    child.stderr.on('data', (chunk: Buffer) => (this.#errors.length < 16 ? this.#errors.push(chunk) : undefined));
    child.on('error', (error) => this.#fail(child, startFailure(error)));
    child.on('close', (status, signal) => this.#fail(child, failure(status, signal, Buffer.concat(this.#errors))));
    // A git that ends early closes its input; what it says on its error stream is the reason to report.
    child.stdin.on('error', () => {});
    return child;
  }

  /** Every question that is open is lost with the process; the next one starts another. */
  #fail(child: ChildProcessWithoutNullStreams, reason: string): void {
    if (this.#child !== undefined && this.#child !== child) return;
    this.#child = undefined;
    this.#chunks = [];
    this.#length = 0;
    this.#wanted = 1;
    this.#skipped = 0;
    this.#errors.length = 0;
    for (const question of this.#questions.splice(0)) question.answer({ reason });
  }

  #take(all: Buffer): void {
    const chunk = all.subarray(this.#skipped);
    this.#skipped = Math.max(0, this.#skipped - all.byteLength);
    if (chunk.byteLength === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.byteLength;
    if (this.#length < this.#wanted) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length);
    for (;;) {
      const end = this.#questions.length === 0 ? undefined : this.#read(rest);
      if (end === undefined) break;
      rest = rest.subarray(end);
    }
    this.#chunks = rest.byteLength === 0 ? [] : [rest];
    this.#length = rest.byteLength;
    // Who waits for nothing is not kept from ending.
    if (this.#questions.length === 0 && this.#child !== undefined) hold(this.#child, false);
  }

  /** One answer at the start of what has come: `<oid> <type> <size>\n<content>\n`. @returns where it ends */
  #read(buffer: Buffer): number | undefined {
    const question = this.#questions[0] as Question;
    const line = buffer.indexOf(10);
    if (line < 0) return undefined;
    const [oid = '', type = '', length] = buffer.toString('latin1', 0, line).split(' ');
    const size = Number(length);
    if (length === undefined) {
      this.#found(question, undefined);
      return line + 1;
    }
    const end = question.contents ? line + 1 + size + 1 : line + 1;
    if (question.contents && size > question.most) {
      this.#wanted = 1;
      this.#skipped = Math.max(0, end - buffer.byteLength);
      this.#found(question, { oid, type, size, bytes: undefined });
      return Math.min(end, buffer.byteLength);
    }
    this.#wanted = end;
    if (buffer.byteLength < end) return undefined;
    this.#wanted = 1;
    this.#found(question, { oid, type, size, bytes: question.contents ? buffer.subarray(line + 1, line + 1 + size) : undefined });
    return end;
  }

  #found(question: Question, object: FoundObject | undefined): void {
    question.found.push(object);
    if (question.found.length < question.oids.length) return;
    this.#questions.shift();
    question.answer(question.found);
  }
}

/** Whether the conversation keeps this process from ending. */
function hold(child: ChildProcessWithoutNullStreams, wanted: boolean): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as readonly (ChildProcess | Socket)[])
    if (wanted) handle.ref();
    else handle.unref();
}
