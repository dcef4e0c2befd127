import { Command } from '@commander-js/extra-typings';
import { exitCodes } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions } from './global-options.ts';

export const schemaCheck: CommandModule = {
  name: 'check',
  summary: '',
  define: (context, finish) =>
    addGlobalOptions(new Command('check')).action(() => {
      context.stderr.write('error: not built yet\n');
      finish(exitCodes.unjudged);
    }),
};
