import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../../src/commands/command-context.ts';
import type { CommandRow } from '../../src/commands/command-row.ts';
import { commandTable } from '../../src/commands/command-table.ts';
import { globalOptions } from '../../src/commands/global-options.ts';
import { markdownTable } from './markdown-table.ts';

type CommandOption = CommandUnknownOpts['options'][number];

/** A definition needs no world around it; only running a command does. */
const noContext = {} as CommandContext;

/** The commands that people type, `schema diff` like `resolve`. */
export const shownCommands: readonly (readonly [string, CommandRow])[] = await leavesOf(commandTable, '');

/** The page of a command in docs/commands. */
export function pageName(name: string): string {
  return `${name.replaceAll(' ', '-')}.md`;
}

async function leavesOf(table: Readonly<Record<string, CommandRow>>, prefix: string): Promise<[string, CommandRow][]> {
  const leaves: [string, CommandRow][] = [];
  for (const [name, row] of Object.entries(table)) {
    if (row.hidden === true) continue;
    const { subcommands } = await row.load();
    leaves.push(
      ...(subcommands === undefined ? [[prefix + name, row] as [string, CommandRow]] : await leavesOf(subcommands, `${name} `)),
    );
  }
  return leaves;
}

export async function commandOf(name: string): Promise<CommandUnknownOpts> {
  const row = shownCommands.find(([shown]) => shown === name)?.[1] as CommandRow;
  const command = (await row.load()).define(noContext, () => {});
  return name.split(' ').at(-1) === command.name() ? command : Object.assign(command, { _name: name });
}

/** What a command takes, out of its definition: the line of use, its arguments, its own options. */
export async function commandReference(name: string): Promise<string> {
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
