import { Command, Option } from '@commander-js/extra-typings';
import type { RequestState } from '../publish/model/request.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { ProviderDesk } from './with-provider.ts';

const states = [
  'draft',
  'pending_review',
  'approved',
  'rejected',
  'published',
  'closed',
] as const satisfies readonly RequestState[];
const openStates: readonly RequestState[] = ['draft', 'pending_review', 'approved', 'rejected'];

export const publishList: CommandModule = {
  name: 'list',
  summary: 'list requests, the newest first',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('list')
          .addOption(
            new Option('--state <states...>', 'only those in one of these states; all that are open by default').choices(states),
          )
          .option('--all', 'in any state')
          .option('--limit <n>', 'at most so many', count, 50),
      ),
    ).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const wanted = flags.all === true ? states : (flags.state ?? openStates);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runList(desk, wanted, flags.limit);
      finish(await withProvider(context, options, 'publish list', flags, work));
    }),
};

async function runList(desk: ProviderDesk, wanted: readonly RequestState[], limit: number): Promise<ExitCode> {
  const { provider, context, options, fail } = desk;
  const { listedJson, listedText } = await import('./print-requests.ts');
  const { printResult } = await import('./print-result.ts');
  const listing = await provider.list({ states: wanted, limit }, context.now());
  if (!('listed' in listing)) return fail(listing);
  const { listed, broken, complete } = listing;
  printResult(context, options, (format, colour) =>
    format === 'json' ? listedJson(listed, broken) : listedText(listed, broken, colour),
  );
  if (!complete && !options.quiet) context.stderr.write('there are more: --limit and --state narrow it down\n');
  return broken.length === 0 ? exitCodes.done : exitCodes.findings;
}
