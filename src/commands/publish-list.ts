import { Command, Option } from '@commander-js/extra-typings';
import { isGitFailure } from '../git/git-failure.ts';
import type { RequestState } from '../publish/model/request.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { PublishDesk } from './with-store.ts';

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
      const { withStore } = await import('./with-store.ts');
      const options = readGlobals(flags, context.cwd);
      const wanted = flags.all === true ? states : (flags.state ?? openStates);
      const work = (desk: PublishDesk): Promise<ExitCode> => runList(desk, wanted, flags.limit);
      finish(await withStore(context, options, 'publish list', { remote: flags.remote }, work));
    }),
};

async function runList(desk: PublishDesk, wanted: readonly RequestState[], limit: number): Promise<ExitCode> {
  const { store, context, options, fail } = desk;
  const { listStates } = await import('../publish/embedded/list-states.ts');
  const { listedJson, listedText } = await import('./print-requests.ts');
  const { printResult } = await import('./print-result.ts');
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return fail(state);
  const listed = await listStates(store, state, { states: wanted, limit }, context.now());
  printResult(context, options, (format, colour) =>
    format === 'json' ? listedJson(listed, state.broken) : listedText(listed, state.broken, colour),
  );
  return state.broken.length === 0 ? exitCodes.done : exitCodes.findings;
}
