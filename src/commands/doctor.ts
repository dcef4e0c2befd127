import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const doctor: CommandModule = {
  name: 'doctor',
  summary: 'say what confman found here, and what needs a hand',
  define: (context, finish) =>
    addGlobalOptions(new Command('doctor')).action(async (flags) =>
      finish(await runDoctor(context, readGlobals(flags, context.cwd))),
    ),
};

async function runDoctor(context: CommandContext, options: GlobalOptions): Promise<ExitCode> {
  const { examineHealth } = await import('../pipeline/health/examine-health.ts');
  const { healthJson, healthText } = await import('./print-health.ts');
  const { colourOf } = await import('./print-report.ts');
  const { shellWord } = await import('./shell-word.ts');
  const { machineChecks } = await import('../pipeline/health/machine-checks.ts');
  const { serverHealth } = await import('../publish/embedded/server-health.ts');
  const { publishHealth } = await import('../publish/publish-health.ts');
  const machine = {
    node: process.versions.node,
    engines: enginesOf(context.readPackaged('package.json')),
    packageFolder: context.packageFolder,
  };
  const server = await serverHealth(options.directory, context.now());
  const here = { directory: options.directory, env: context.env, now: context.now() };
  const checks =
    server === undefined
      ? [...(await examineHealth({ ...machine, ...here, shellWord })), ...(await publishHealth(here))]
      : [...machineChecks(machine), ...server];
  context.stdout.write(
    options.format === 'json' ? healthJson(checks) : healthText(checks, colourOf(context, options, 'stdout'), options.quiet),
  );
  return checks.some((check) => check.status === 'problem') ? exitCodes.findings : exitCodes.done;
}

function enginesOf(text: string | undefined): string {
  const { engines } = JSON.parse(text ?? '{}') as { readonly engines?: { readonly node?: string } };
  return engines?.node ?? '>=20.19';
}
