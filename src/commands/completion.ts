import { Argument, Command } from '@commander-js/extra-typings';
import { exitCodes } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions } from './global-options.ts';

/**
 * The scripts ship as files. None of them evaluates anything: what is typed is handed to `confman complete` as it is, and
 * what comes back is text (bash's `eval` and `compgen -W` would run a `$(...)` in either).
 */
const scripts = { bash: 'confman.bash', zsh: '_confman', fish: 'confman.fish' } as const;

type Shell = keyof typeof scripts;
const shells = Object.keys(scripts) as Shell[];

export const completion: CommandModule = {
  name: 'completion',
  summary: 'print the completion script of a shell',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('completion').addArgument(new Argument('<shell>', 'the script says how to install it').choices(shells)),
    ).action((shell) => {
      const script = context.readPackaged(`templates/completion/${scripts[shell]}`);
      if (script === undefined) throw new Error(`the package has no completion script for ${shell}`);
      context.stdout.write(script);
      finish(exitCodes.done);
    }),
};
