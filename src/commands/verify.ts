import { resolve as resolvePath } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const verify: CommandModule = {
  name: 'verify',
  summary: 'build the commit of a release again and compare',
  define: (context, finish) =>
    addGlobalOptions(new Command('verify').argument('<dir>', 'folder of a release')).action(async (dir, flags) =>
      finish(await runVerify(context, readGlobals(flags, context.cwd), dir)),
    ),
};

async function runVerify(context: CommandContext, options: GlobalOptions, dir: string): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'verify');
  if (opened === undefined) return exitCodes.unjudged;
  const { verifyAgainstSources } = await import('../pipeline/verify-release.ts');
  const { FindingCollector } = await import('../pipeline/collect-findings.ts');
  const { noApps, printReport } = await import('./print-report.ts');
  const { releaseLine } = await import('./release-line.ts');
  const { manifest, diagnostics, judged } = await verifyAgainstSources(opened, resolvePath(context.cwd, dir), dir);
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
  if (options.format === 'pretty' && !options.quiet) context.stdout.write(`Verified ${releaseLine(dir, facts)}\n`);
  return exitCodes.done;
}
