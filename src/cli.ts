import { toolVersion } from './model/tool-version.ts';

/** Runs one command line. Whoever asks for the version does not wait for anything else to be loaded. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv[0] === '--version' || argv[0] === '-V') return void process.stdout.write(`${toolVersion}\n`);
  const { runProgram } = await import('./program.ts');
  return runProgram(argv);
}
