import { resolve as resolvePath } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { OpenOptions } from '../pipeline/open-workspace.ts';
import type { VerifiedRelease } from '../pipeline/verify-release.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const verify: CommandModule = {
  name: 'verify',
  summary: 'build the commit of a release again and compare',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('verify').argument('[dir]', 'folder of a release; without one, --rev names a commit that is a release'),
    ).action(async (dir, flags, command) => {
      const options = readGlobals(flags, context.cwd);
      if (dir !== undefined) return finish(await verifyFolder(context, options, dir));
      if (options.source.kind !== 'revision')
        return command.error('error: name the folder of a release, or its branch with --rev');
      return finish(await verifyRevision(context, options, options.source.revision));
    }),
};

async function verifyFolder(context: CommandContext, options: GlobalOptions, dir: string): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const { verifyCheckout } = await import('../pipeline/verify-commit.ts');
  const folder = resolvePath(context.cwd, dir);
  const verified = await verifyCheckout(await openOptions(context, options), folder, dir);
  if (verified !== undefined) return print(context, options, dir, verified);
  const opened = await openOrReport(context, options, 'verify');
  if (opened === undefined) return exitCodes.unjudged;
  const { verifyAgainstSources } = await import('../pipeline/verify-release.ts');
  return print(context, options, dir, await verifyAgainstSources(opened, folder, dir));
}

async function verifyRevision(context: CommandContext, options: GlobalOptions, revision: string): Promise<ExitCode> {
  const { verifyCommit } = await import('../pipeline/verify-commit.ts');
  return print(context, options, revision, await verifyCommit(await openOptions(context, options), revision));
}

async function openOptions(context: CommandContext, options: GlobalOptions): Promise<OpenOptions> {
  const { commandProgress } = await import('./progress.ts');
  const { directory, cache } = options;
  return { directory, cache, env: context.env, now: context.now(), progress: commandProgress(context, options, 'verify') };
}

async function print(
  context: CommandContext,
  options: GlobalOptions,
  shown: string,
  { manifest, diagnostics, judged }: VerifiedRelease,
): Promise<ExitCode> {
  const { FindingCollector } = await import('../pipeline/collect-findings.ts');
  const { noApps, printReport } = await import('./print-report.ts');
  const { releaseLine } = await import('./release-line.ts');
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  const report = printReport(
    context,
    { ...options, quiet: true },
    { command: 'verify', counts: noApps, findings: findings.collected },
  );
  if (!judged) return exitCodes.unjudged;
  if (!report.ok || manifest === undefined) return exitCodes.findings;
  const facts = { ...manifest, apps: manifest.apps.length, schemas: manifest.schemas.length };
  if (options.format === 'pretty' && !options.quiet) context.stdout.write(`Verified ${releaseLine(shown, facts)}\n`);
  return exitCodes.done;
}
