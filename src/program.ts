import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type OutputStream } from './commands/command-context.ts';
import { addCommands } from './commands/add-commands.ts';
import { commandTable } from './commands/command-table.ts';
import type { ResolveJob, ResolveJobResult } from './pipeline/resolve-job.ts';
import { toolVersion } from './model/tool-version.ts';
import { writeNamedFile } from './workspace/write-named-file.ts';

/** Runs one command line. The only place that sets an exit code. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  keepNurserySmall();
  process.stdout.on('error', onBrokenPipe);
  process.stderr.on('error', onBrokenPipe);
  try {
    process.exitCode = await runCommand(argv);
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

/**
 * What a run makes and drops again it drops soon, and the engine would let the room for it grow to 48 MiB in each thread.
 * Small it is as fast. Only engines that are known to know the flag are told; others would complain.
 */
function keepNurserySmall(): void {
  if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString('--semi-space-growth-factor=1');
}

/** A reader that stops reading (`| head`) is no error. */
function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
}

async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const context = createContext();
  const program = new Command('confman')
    .description('Compiles layered JSON5 configuration of a git repository into validated, explainable snapshots.')
    .version(toolVersion, '-V, --version', 'print the version')
    .exitOverride();
  const words = await addCommands(program, commandTable, argv, context, (result) => (code = result));
  await program.parseAsync(words, { from: 'user' });
  return code;
}

function createContext(): CommandContext {
  const processors = availableParallelism();
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    now: () => Date.now(),
    packageFolder: packageFolder(),
    onInterrupt,
    readPackaged,
    runJob: runInThread,
    processors,
    writeFile,
  };
}

function writeFile(path: string, text: string): void {
  try {
    writeNamedFile(process.cwd(), path, text);
  } catch (error) {
    const reason = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
    const message = `error: ${JSON.stringify(path)} cannot be written (${reason})`;
    process.stderr.write(`${message}\n`);
    throw new CommanderError(exitCodes.unjudged, 'confman.unwritable', message);
  }
}

function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/** In MiB. A thread begins with more than `keepNurserySmall` leaves the program. */
const smallNursery = { maxYoungGenerationSizeMb: 3 };

function runInThread(job: ResolveJob): Promise<ResolveJobResult> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./resolve-worker.js', import.meta.url), { workerData: job, resourceLimits: smallNursery });
    worker.once('message', done).once('error', failed);
    worker.once('exit', (code) => code !== 0 && failed(new Error(`the second thread ended with ${code}`)));
  });
}

function readPackaged(path: string): string | undefined {
  const file = join(packageFolder(), path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The nearest folder above this code that has a package.json: the same for the sources and for the built program. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function streamOf(stream: NodeJS.WriteStream): OutputStream {
  return { isTTY: stream.isTTY, columns: stream.columns, write: (text) => void stream.write(text) };
}

function explainFailure(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.unjudged;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`confman ${toolVersion} met a bug of its own; please report it with this text:\n${text}\n`);
  return exitCodes.bug;
}
