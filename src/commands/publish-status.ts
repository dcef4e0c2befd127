import { Command } from '@commander-js/extra-typings';
import { isGitFailure } from '../git/git-failure.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { PublishDesk } from './with-store.ts';

export const publishStatus: CommandModule = {
  name: 'status',
  summary: 'say which requests wait for you, and where yours stand',
  define: (context, finish) =>
    addRemoteOption(addGlobalOptions(new Command('status'))).action(async (flags) => {
      const { withStore } = await import('./with-store.ts');
      finish(await withStore(context, readGlobals(flags, context.cwd), 'publish status', { remote: flags.remote }, runStatus));
    }),
};

async function runStatus(desk: PublishDesk): Promise<ExitCode> {
  const { store, actor, context, options, fail } = desk;
  const { listStates } = await import('../publish/embedded/list-states.ts');
  const { listedJson, listedText } = await import('./print-requests.ts');
  const { printResult } = await import('./print-result.ts');
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return fail(state);
  const open = await listStates(
    store,
    state,
    { states: ['draft', 'pending_review', 'approved', 'rejected'], limit: 1000 },
    context.now(),
  );
  const mine = open.filter(({ request }) => request.submittedBy === actor.principal);
  const waiting = open.filter(({ waitsFor }) => waitsFor(actor.principal));
  printResult(context, options, (format, colour) => {
    if (format === 'json') {
      const [waits, own] = [waiting, mine].map((each) => (JSON.parse(listedJson(each, [])) as { requests: object[] }).requests);
      return `${JSON.stringify({ formatVersion: 1, actor: actor.principal, waiting: waits, mine: own }, null, 2)}\n`;
    }
    const parts = [
      `waiting for ${actor.principal}:\n${listedText(waiting, [], colour)}`,
      `asked for by ${actor.principal}:\n${listedText(mine, [], colour)}`,
    ];
    return parts.join('\n');
  });
  return exitCodes.done;
}
