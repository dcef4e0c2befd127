import { Command } from '@commander-js/extra-typings';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandContext } from '../../src/commands/command-context.ts';
import { addCommands } from '../../src/commands/add-commands.ts';
import { commandTable } from '../../src/commands/command-table.ts';
import { toolVersion } from '../../src/model/tool-version.ts';
import type { Step } from './diagnostic-page.ts';

export interface CommandOutcome {
  readonly exitCode: number;
  /** What a terminal shows: both streams, in the order of writing. */
  readonly printed: string;
}

/** Stands for the folder of an example in what is printed. */
const shownFolder = '/home/you/shop';
/** Stands for the version that runs, so that no page has to change with it. */
const shownVersion = '1.4.0';

const packageFolder = join(import.meta.dirname, '../..');

const confmanLine = /^(?:\w+=\S* )*confman /;

/** Of commits that are made in examples: their names have to be the same at every run. */
const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-05-13T12:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-05-13T12:00:00Z',
};

/** A folder on disk in which an example of a page is played. */
export class ExampleFolder {
  readonly #base = mkdtempSync(join(tmpdir(), 'confman-page-'));
  readonly #folder = join(this.#base, 'shop');

  constructor() {
    mkdirSync(this.#folder);
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'file') this.#write(step.path, step.text);
      else await this.#shell(step.lines);
    }
  }

  /**
   * @param line `confman validate`, perhaps with variables in front: `SOURCE_DATE_EPOCH=1 confman resolve`
   * @param meanwhile what is done in another terminal once the command has printed something; then it is interrupted
   */
  async confman(line: string, meanwhile: readonly Step[] = []): Promise<CommandOutcome> {
    const words = line.split(' ');
    const start = words.indexOf('confman');
    if (start < 0) throw new Error(`no command: ${line}`);
    const env = Object.fromEntries(words.slice(0, start).map((word) => word.split('=') as [string, string]));
    const terminal = new Terminal([() => this.play(meanwhile), () => terminal.interrupt()]);
    let exitCode = -1;
    const program = new Command('confman').exitOverride();
    const context = this.#context(env, terminal);
    const args = await addCommands(program, commandTable, words.slice(start + 1), context, (code) => (exitCode = code));
    await program.parseAsync(args, { from: 'user' });
    return { exitCode, printed: terminal.text.replaceAll(this.#folder, shownFolder).replaceAll(toolVersion, shownVersion) };
  }

  /** A folder with a file of a workspace is one, also where the page shows no document. */
  #write(path: string, text: string): void {
    mkdirSync(join(this.#folder, 'configs'), { recursive: true });
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Lines of confman run in this process; what stands between them is one script. */
  async #shell(lines: readonly string[]): Promise<void> {
    let script: string[] = [];
    for (const line of [...lines, '']) {
      const isConfman = confmanLine.test(line);
      if (!isConfman && line !== '') script.push(line);
      else if (script.length > 0) {
        this.#bash(script.join('\n'));
        script = [];
      }
      if (isConfman) await this.confman(line);
    }
  }

  #bash(script: string): void {
    const env = { PATH: process.env['PATH'], HOME: this.#base, ...gitEnvironment };
    execFileSync('bash', ['-euc', script], { cwd: this.#folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  #context(env: Readonly<Record<string, string>>, terminal: Terminal): CommandContext {
    const stream = { isTTY: false, columns: 80, write: (text: string | Uint8Array) => terminal.write(text) };
    return {
      env: { XDG_CACHE_HOME: join(this.#base, 'cache'), ...env },
      cwd: this.#folder,
      stdout: stream,
      stderr: stream,
      // Noon wherever the test runs: times of day are printed as the clock on the wall has them.
      now: () => new Date(2026, 4, 13, 12).getTime(),
      packageFolder,
      onInterrupt: (listener) => {
        terminal.interrupt = listener;
        return () => {};
      },
      runJob: () => Promise.reject(new Error('no second thread in examples')),
      processors: 1,
      readPackaged: (path) => readFileSync(join(packageFolder, path), 'utf8'),
      writeFile: (path, text) => this.#write(path, text),
    };
  }
}

/** Gathers what is printed. Whenever that comes to rest, the next of the given things is done. */
class Terminal {
  text = '';
  interrupt: () => void = () => {};
  readonly #atRest: (() => unknown)[];
  #timer: NodeJS.Timeout | undefined;

  constructor(atRest: (() => unknown)[]) {
    this.#atRest = atRest;
  }

  write(text: string | Uint8Array): void {
    this.text += typeof text === 'string' ? text : Buffer.from(text).toString();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#atRest.shift()?.());
  }
}
