import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { visibleText } from '../diagnostics/visible-text.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import type { CommandRow } from './command-row.ts';
import { globalOptions } from './global-options.ts';

type Table = Readonly<Record<string, CommandRow>>;

/**
 * Puts the commands of a table below a program. Only the one that is called is loaded, with its options; of the others
 * the names are enough.
 *
 * @returns the words of the command line with the names of the called commands in front
 */
export async function addCommands(
  program: CommandUnknownOpts,
  table: Table,
  argv: readonly string[],
  context: CommandContext,
  finish: (code: ExitCode) => void,
): Promise<string[]> {
  const asked = argv[0] === 'help' && argv[1] !== undefined && Object.hasOwn(table, argv[1]);
  const { called, rest } = commandFirst(asked ? [...argv.slice(1), '--help'] : argv, table);
  let words = called === undefined ? [...argv] : [called, ...rest];
  for (const [name, row] of Object.entries(table)) {
    const command = name === called ? await loadedCommand(row) : new Command(name);
    program.addCommand(command.description(row.summary).exitOverride(), { hidden: row.hidden === true });
  }
  if (called === undefined) addRefusal(program, table);
  return words;

  async function loadedCommand(row: CommandRow): Promise<CommandUnknownOpts> {
    const { define, subcommands } = await row.load();
    const command = define(context, finish);
    if (subcommands !== undefined)
      words = [called as string, ...(await addCommands(command, subcommands, rest, context, finish))];
    return command;
  }
}

/** The options of all commands are options of the group only where no command is called: it would take them away from it. */
function addRefusal(program: CommandUnknownOpts, table: Table): void {
  for (const option of globalOptions()) program.addOption(option);
  program
    .usage('<command> [options]')
    .allowExcessArguments(true)
    .action(() => refuse(program, table));
}

function refuse(program: CommandUnknownOpts, table: Table): void {
  const [word] = program.args;
  if (word === undefined || word === 'help') return program.outputHelp();
  const near = nearestNames(word, Object.keys(table), 1)[0];
  return program.error(
    `error: unknown command '${visibleText(word, 80)}'${near === undefined ? '' : ` (did you mean ${near}?)`}`,
  );
}

/** The command is the first word that is no option and no option's value; what stands before it is put behind it. */
function commandFirst(
  argv: readonly string[],
  table: Table,
): { readonly called: string | undefined; readonly rest: readonly string[] } {
  let at = 0;
  while (argv[at]?.startsWith('-') === true) at += takesValue(argv[at] as string) ? 2 : 1;
  const word = argv[at];
  if (word === undefined || !Object.hasOwn(table, word)) return { called: undefined, rest: argv };
  return { called: word, rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}

function takesValue(word: string): boolean {
  return globalOptions().some((option) => option.required && (word === option.short || word === option.long));
}
