import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../src/commands/command-context.ts';
import type { CommandRow } from '../../src/commands/command-row.ts';
import { commandTable, type CommandName } from '../../src/commands/command-table.ts';
import { globalOptions } from '../../src/commands/global-options.ts';
import { markdownTable } from './markdown-table.ts';

type CommandOption = CommandUnknownOpts['options'][number];

/** A definition needs no world around it; only running a command does. */
const noContext = {} as CommandContext;

/** The commands that people type. */
export const shownCommands: readonly (readonly [CommandName, CommandRow])[] = Object.entries<CommandRow>(commandTable)
  .filter(([, row]) => row.hidden !== true)
  .map(([name, row]) => [name as CommandName, row]);

export async function commandOf(name: CommandName): Promise<CommandUnknownOpts> {
  const command = (await commandTable[name].load()).define(noContext, () => {});
  return command.name() === name ? command : Object.assign(command, { _name: name });
}

/** What a command takes, out of its definition: the line of use, its arguments, its own options. */
export async function commandReference(name: CommandName): Promise<string> {
  const command = await commandOf(name);
  const { registeredArguments: args } = command;
  const shared = new Set(globalOptions().map((option) => option.flags));
  const own = command.options.filter((option) => !option.hidden && !shared.has(option.flags));
  const usage = `\`\`\`text\nconfman ${name} ${command.usage()}\n\`\`\`\n`;
  const argumentRows = args.map((each) => [`\`${each.name()}${each.variadic ? '…' : ''}\``, each.description]);
  return [
    usage,
    args.length === 0 ? '' : markdownTable(['argument', 'what'], argumentRows),
    own.length === 0 ? 'It has no options of its own.\n' : optionTable(own),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export function optionTable(options: readonly CommandOption[]): string {
  return markdownTable(['option', 'what', 'default'], options.map(optionRow));
}

function optionRow({ flags, description, argChoices, defaultValue, defaultValueDescription }: CommandOption): string[] {
  const choices = argChoices === undefined ? '' : `: ${argChoices.map((each) => `\`${each}\``).join(', ')}`;
  const shown = defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : `\`${String(defaultValue)}\``;
  return [`\`${flags}\``, `${description}${choices}`, defaultValueDescription ?? shown];
}
