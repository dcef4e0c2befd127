import { Command } from '@commander-js/extra-typings';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { ProviderDesk } from './with-provider.ts';

export const publishStatus: CommandModule = {
  name: 'status',
  summary: 'say which requests wait for you, and where yours stand',
  define: (context, finish) =>
    addRemoteOption(addGlobalOptions(new Command('status'))).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      finish(await withProvider(context, readGlobals(flags, context.cwd), 'publish status', flags, runStatus));
    }),
};

async function runStatus(desk: ProviderDesk): Promise<ExitCode> {
  const { provider, context, options, fail } = desk;
  const { listedJson, listedText } = await import('./print-requests.ts');
  const { printResult } = await import('./print-result.ts');
  const actor = await provider.whoAmI();
  if (!('principal' in actor)) return fail(actor);
  const listing = await provider.list(
    { states: ['draft', 'pending_review', 'approved', 'rejected'], limit: 1000 },
    context.now(),
  );
  if (!('listed' in listing)) return fail(listing);
  const open = listing.listed;
  const mine = open.filter(({ request }) => request.submittedBy === actor.principal);
  const waiting = open.filter(({ waitsFor, isDueTo }) => waitsFor(actor.principal) || isDueTo(actor.principal));
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
