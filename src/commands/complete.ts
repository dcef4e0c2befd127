import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext } from './command-context.ts';
import type { CommandModule } from './command-module.ts';

/** What completion scripts call. The words stand behind `--`; the last one is being typed. */
export const complete: CommandModule = {
  name: 'complete',
  summary: 'print what could be typed next; completion scripts call it',
  define: (context, finish) =>
    new Command('complete').argument('[words...]', 'the command line so far, behind --').action(async (words) => {
      context.stdout.write(await candidates(context, words));
      finish(exitCodes.done);
    }),
};

async function candidates(context: CommandContext, words: readonly string[]): Promise<string> {
  const { completeWords } = await import('./complete-words.ts');
  const { commandTable } = await import('./command-table.ts');
  const { found, directive } = await completeWords(context, commandTable, words);
  return [...found.map(({ value, text }) => (text === '' ? value : `${value}\t${text}`)), `:${directive}`, ''].join('\n');
}
