import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { headOf } from '../publish/model/request.ts';
import type { ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { commitName } from './commit-name.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import type { ProviderDesk } from './with-provider.ts';

export const publishMerge: CommandModule = {
  name: 'merge',
  summary: 'publish an approved request: merge it into the protected branch',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('merge')
            .argument('<request>', 'number of the request')
            .option('--head <commit>', 'only if this is its head', commitName),
        ),
      ),
    ).action(async (id, flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runMerge(desk, id, flags.head);
      finish(await withProvider(context, options, 'publish merge', flags, work));
    }),
};

async function runMerge(desk: ProviderDesk, id: string, expected: string | undefined): Promise<ExitCode> {
  const { publishStep } = await import('./publish-step.ts');
  return publishStep(
    desk,
    {
      id,
      body: ({ request, tip }) => {
        const head = request === undefined ? '' : headOf(request).commit;
        if (expected !== undefined && !head.startsWith(expected))
          return diagnostic(
            'publish/head-moved',
            { request: id, head },
            { hint: `Look at it again: confman publish show ${id}` },
          );
        // The merge is made when everything else is known to be right; until then the tip stands in its place.
        return { type: 'published', head, commit: tip, namespaces: [] };
      },
    },
    'published',
  );
}
