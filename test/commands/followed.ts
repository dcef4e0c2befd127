import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A program that runs on, and what it has said since the last time somebody asked. */
export class Followed {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #said = '';
  #wake: (() => void) | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
        this.#wake?.();
      });
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  /** Waits for a text and takes it with everything before it. */
  async until(wanted: RegExp): Promise<string> {
    for (;;) {
      const found = wanted.exec(this.#said);
      if (found !== null) return this.#take(found.index + found[0].length);
      if (this.#child.exitCode !== null) throw new Error(`it ended without ${wanted}: ${this.#said}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#child.once('exit', () => resolve());
      });
    }
  }

  /** What was said since. */
  get rest(): string {
    return this.#said;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    const [code] = await this.#ended;
    return code as number | null;
  }

  #take(length: number): string {
    const taken = this.#said.slice(0, length);
    this.#said = this.#said.slice(length);
    return taken;
  }
}
