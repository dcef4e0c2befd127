import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type OutputStream } from './commands/command-context.ts';
import { commandTable, type CommandName } from './commands/command-table.ts';
import { addGlobalOptions } from './commands/global-options.ts';
import { toolVersion } from './model/tool-version.ts';

/** Runs one command line. The only place that sets an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', onBrokenPipe);
  process.stderr.on('error', onBrokenPipe);
  try {
    process.exitCode = argv[0] === '--version' || argv[0] === '-V' ? printVersion() : await runCommand(argv);
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

function printVersion(): ExitCode {
  process.stdout.write(`${toolVersion}\n`);
  return exitCodes.done;
}

/** A reader that stops reading (`| head`) is no error. */
function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
}

async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const context = createContext();
  const program = addGlobalOptions(new Command('confman'))
    .description('Compiles layered JSON5 configuration of a git repository into validated, explainable snapshots.')
    .version(toolVersion, '-V, --version', 'print the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false });
  const called = calledCommand(argv);
  for (const [name, row] of Object.entries(commandTable)) {
    const command = name === called ? (await row.load()).define(context, (result) => (code = result)) : new Command(name);
    program.addCommand(command.description(row.summary).exitOverride());
  }
  program.action(() => program.outputHelp());
  await program.parseAsync([...argv], { from: 'user' });
  return code;
}

/** The first word that is a command; only that command is loaded. */
function calledCommand(argv: readonly string[]): CommandName | undefined {
  const words = argv[0] === 'help' ? argv.slice(1) : argv;
  return words.find((word): word is CommandName => Object.hasOwn(commandTable, word));
}

function createContext(): CommandContext {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    now: () => Date.now(),
    writeFile: (path, text) => {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(path, text);
    },
  };
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
