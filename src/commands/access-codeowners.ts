import { join, relative, resolve } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { visibleText } from '../diagnostics/visible-text.ts';
import { forges, type Forge } from '../namespaces/principal.ts';
import type { Codeowners } from '../pipeline/access/codeowners.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface CodeownersFlags {
  readonly for: Forge;
  readonly out?: string | undefined;
  readonly check?: true | undefined;
  readonly force?: true | undefined;
}

export const accessCodeowners: CommandModule = {
  name: 'codeowners',
  summary: 'write the CODEOWNERS file of a forge from the namespaces',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('codeowners')
        .addOption(
          new Option('--for <forge>', 'whose file it is; gitea for Forgejo, too').choices(forges).default('github' as const),
        )
        .option('--out <file>', 'write it there, and leave alone what others wrote in it')
        .option('--check', 'exit with 1 where the file is not as it should be; write nothing')
        .option('--force', 'add the owners to a file that was written by hand'),
    ).action(async (flags) => finish(await runCodeowners(context, readGlobals(flags, context.cwd), flags))),
};

async function runCodeowners(context: CommandContext, options: GlobalOptions, flags: CodeownersFlags): Promise<ExitCode> {
  const refusal = refusalOf(options, flags);
  if (refusal !== undefined) return refuse(context, refusal);
  const { openOrReport } = await import('./open-or-report.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { openAccess } = await import('../pipeline/access/access.ts');
  const { codeowners } = await import('../pipeline/access/codeowners.ts');
  const { pathInRepository } = await import('../workspace/repository-file.ts');
  const opened = await openOrReport(context, options, 'access codeowners');
  if (opened === undefined) return exitCodes.unjudged;
  const { structure, location } = opened.workspace;
  const path = flags.out === undefined ? undefined : pathInRepository(location.repository, resolve(context.cwd, flags.out));
  if (flags.out !== undefined && path === undefined) return refuse(context, `${flags.out} is no file of the repository`);
  if (reportProblems(context, options, 'access codeowners', structure)) return exitCodes.unjudged;
  const access = await openAccess(opened.workspace);
  const { value: file, diagnostics } = await codeowners(opened, access, { forge: flags.for, path });
  reportProblems(context, options, 'access codeowners', [...diagnostics, ...access.groupsDiagnostics]);
  if (file === undefined || access.groupsBroken) return exitCodes.unjudged;
  if (file.tooLong)
    return refuse(context, 'there are more owners than a forge reads (3 MB); name the teams of large groups in their accounts');
  if (!options.quiet) for (const note of file.notes) context.stderr.write(`note: ${visibleText(note)}\n`);
  if (flags.check === true) return check(context, options, location.repository, file);
  return flags.out === undefined
    ? print(context, file)
    : write(context, options, location.repository, file, flags.force === true);
}

function refusalOf({ format, reports, source }: GlobalOptions, { out, check }: CodeownersFlags): string | undefined {
  if (format !== 'pretty' || reports.length > 0) return 'access codeowners has one format alone: that of the forge';
  if (out !== undefined && check !== true && source.kind !== 'working-tree')
    return '--out writes to the working tree, so it goes with neither --rev nor --staged';
  return undefined;
}

function refuse(context: CommandContext, sentence: string): ExitCode {
  context.stderr.write(`error: ${visibleText(sentence)}\n`);
  return exitCodes.unjudged;
}

function check(context: CommandContext, { quiet }: GlobalOptions, repository: string, { state, path }: Codeowners): ExitCode {
  const typed = visibleText(relative(context.cwd, join(repository, path)));
  const shown = visibleText(path);
  const sentences = {
    current: `${shown} is up to date`,
    missing: `${shown} is not there`,
    'by-hand': `${shown} was written by hand, and has no owners of confman in it`,
    damaged: `${shown} has lost one of the lines that mark what confman writes, or has some twice`,
    outdated: `${shown} is out of date`,
  } as const;
  const hint = state === 'current' ? '' : `\n  hint: ${wayOut(state, typed)}`;
  if (!quiet || state !== 'current') context.stderr.write(`${sentences[state]}${hint}\n`);
  return state === 'current' ? exitCodes.done : exitCodes.findings;
}

function wayOut(state: Codeowners['state'], typed: string): string {
  if (state === 'damaged') return 'Remove what is left of it, and run confman access codeowners --out with --force';
  return `Run confman access codeowners --out ${typed}${state === 'by-hand' ? ' --force' : ''}`;
}

function print(context: CommandContext, { text, path }: Codeowners): ExitCode {
  if (text === undefined) return refuse(context, `${path} has lost one of the lines that mark what confman writes`);
  context.stdout.write(text);
  return exitCodes.done;
}

async function write(
  context: CommandContext,
  options: GlobalOptions,
  repository: string,
  { state, text, path }: Codeowners,
  force: boolean,
): Promise<ExitCode> {
  const shown = visibleText(path);
  if (text === undefined)
    return refuse(
      context,
      `${shown} has lost one of the lines that mark what confman writes, or has some twice; remove what is left of it`,
    );
  if (state === 'by-hand' && !force) return refuse(context, `${shown} was written by hand; --force adds the owners to its end`);
  const { writeRepositoryFile } = await import('../workspace/repository-file.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const failure = state === 'current' ? undefined : writeRepositoryFile(repository, path, text);
  if (failure !== undefined) {
    reportProblems(context, options, 'access codeowners', [failure]);
    return exitCodes.unjudged;
  }
  if (!options.quiet) context.stderr.write(state === 'current' ? `${shown} is up to date\n` : `Wrote ${shown}\n`);
  return exitCodes.done;
}
