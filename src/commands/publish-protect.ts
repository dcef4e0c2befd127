import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { repeatableOption } from './repeatable-option.ts';
import type { ProviderDesk } from './with-provider.ts';

interface ProtectFlags {
  readonly approvals?: number | undefined;
  readonly check: readonly string[];
}

export const publishProtect: CommandModule = {
  name: 'protect',
  summary: 'have a forge hold the protected branch, and say what it does not hold',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('protect')
          .option('--approvals <n>', 'so many for every merge; those of the strictest namespace by default', count)
          .addOption(repeatableOption('--check <name>', 'a check of the forge that has to pass')),
      ),
    ).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runProtect(desk, flags);
      finish(await withProvider(context, options, 'publish protect', flags, work));
    }),
};

async function runProtect(desk: ProviderDesk, { approvals, check }: ProtectFlags): Promise<ExitCode> {
  const { provider, context, options, fail } = desk;
  if (provider.kind === 'embedded') {
    const hint = 'Install the hooks where it is: confman hook install --server';
    return fail(diagnostic('forge/no-forge', { place: provider.place }, { hint }));
  }
  const { strictestApprovals } = await import('../publish/hosted/strictest-policy.ts');
  const { protectionProblems } = await import('../publish/forges/forge-problem.ts');
  const { protectionJson, protectionText } = await import('./print-protection.ts');
  const { printResult } = await import('./print-result.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const minApprovals = approvals ?? (await strictestApprovals(provider.store));
  if (typeof minApprovals !== 'number') return fail(minApprovals);
  const report = await provider.protect({ branch: provider.branch, minApprovals, requiredChecks: check });
  if (!('missing' in report)) return fail(report);
  const { host } = provider.store.address;
  printResult(context, options, (format) => (format === 'json' ? protectionJson(report, host) : protectionText(report, host)));
  if (options.format !== 'json') reportProblems(context, options, 'publish protect', protectionProblems(report, host));
  return report.missing.length === 0 ? exitCodes.done : exitCodes.findings;
}
