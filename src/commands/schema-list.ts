import { Command } from '@commander-js/extra-typings';
import { exitCodes } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions } from './global-options.ts';

export const schemaList: CommandModule = {
  name: 'list',
  summary: '',
  define: (context, finish) =>
    addGlobalOptions(new Command('list')).action(() => {
      context.stderr.write('error: not built yet\n');
      finish(exitCodes.unjudged);
    }),
};
