import { Command } from '@commander-js/extra-typings';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';

export const publishClose: CommandModule = {
  name: 'close',
  summary: 'close a request without publishing it, or open it again',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('close')
            .argument('<request>', 'number of the request')
            .option('-m, --comment <text>', 'why')
            .option('--reopen', 'open one again that was closed'),
        ),
      ),
    ).action(async (id, flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const { publishStep } = await import('./publish-step.ts');
      const options = readGlobals(flags, context.cwd);
      const { comment = '', reopen } = flags;
      const code = await withProvider(context, options, 'publish close', flags, (desk) =>
        reopen === true
          ? publishStep(desk, { id, body: () => ({ type: 'reopened' }) }, 'opened again')
          : publishStep(desk, { id, body: () => ({ type: 'closed', comment }) }, 'closed'),
      );
      finish(code);
    }),
};
