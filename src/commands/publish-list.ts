import { Command, Option } from '@commander-js/extra-typings';
import type { ListedRequest, ListWish } from '../publish/embedded/list-states.ts';
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
          .option('--author <person>', 'only what this person asked for: an address or an account, or me')
          .option('--namespace <namespace>', 'only those that reach this namespace, such as /payments')
          .option('--search <text>', 'only those with this text in their title or description')
          .option('--limit <n>', 'at most so many', count, 50)
          .option('--before <request>', 'only those with a smaller number: how a list goes on', count),
      ),
    ).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const { author, namespace, search, limit, before } = flags;
      const wanted = flags.all === true ? states : (flags.state ?? openStates);
      const wish = { states: wanted, limit, author, namespace: namespace && pathOf(namespace), search, before };
      const work = (desk: ProviderDesk): Promise<ExitCode> => runList(desk, wish);
      finish(await withProvider(context, options, 'publish list', flags, work));
    }),
};

/** As the document of a request has it: `/payments`, and `/` for the root. */
function pathOf(namespace: string): string {
  return `/${namespace.replace(/^\/+|\/+$/g, '')}`;
}

async function runList(desk: ProviderDesk, wish: ListWish): Promise<ExitCode> {
  const { provider, context, options, fail } = desk;
  const { listedJson, listedText } = await import('./print-requests.ts');
  const { printResult } = await import('./print-result.ts');
  const me = wish.author === 'me' || wish.author === '@me' ? await provider.whoAmI() : undefined;
  if (me !== undefined && !('principal' in me)) return fail(me);
  const listing = await provider.list({ ...wish, author: me?.principal ?? wish.author }, context.now());
  if (!('listed' in listing)) return fail(listing);
  const { listed, broken, complete } = listing;
  printResult(context, options, (format, colour) =>
    format === 'json' ? listedJson(listed, broken, complete) : listedText(listed, broken, colour),
  );
  if (!complete && !options.quiet) context.stderr.write(`there may be more: ${howOn(listed)}\n`);
  return broken.length === 0 ? exitCodes.done : exitCodes.findings;
}

function howOn(listed: readonly ListedRequest[]): string {
  const last = listed.at(-1);
  return last === undefined ? 'raise --limit' : `go on with --before ${last.request.id}, or raise --limit`;
}
