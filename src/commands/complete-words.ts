import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CommandContext } from './command-context.ts';
import type { CommandRow } from './command-row.ts';
import { completeValue, completionDirectives, type Completed } from './complete-value.ts';
import { globalOptions } from './global-options.ts';

/** The line before the word that is being typed, read as far as completion needs it. */
interface Line {
  /** Undefined while it is still to be named. */
  readonly command: CommandUnknownOpts | undefined;
  /** The commands that could be named next. */
  readonly table: Readonly<Record<string, CommandRow>>;
  /** A word stands where a command should, and is none. */
  readonly lost: boolean;
  readonly options: readonly Option[];
  readonly positions: number;
  /** The option whose value comes next. */
  readonly pending: Option | undefined;
  /** Behind `--` nothing is an option. */
  readonly plain: boolean;
  /** The value of `-C`. */
  readonly directory: string | undefined;
}

/**
 * What could stand in the place of the last word. Only the command that is named is loaded, and nothing of its work.
 *
 * @param words the command line behind the program's name; the last is being typed and may be empty
 */
export async function completeWords(
  context: CommandContext,
  table: Readonly<Record<string, CommandRow>>,
  words: readonly string[],
): Promise<Completed> {
  const current = words.at(-1) ?? '';
  const line = await readLine(context, table, words.slice(0, -1));
  const equals = current.indexOf('=');
  if (line.pending !== undefined) return completeValue(context, line.directory, valueKind(line.pending), current);
  if (!line.plain && current.startsWith('--') && equals > 0) return completeAttached(context, line, current, equals);
  if (!line.plain && current.startsWith('-')) return listed(line.options.map(optionRow), current);
  if (line.lost) return nothing;
  if (line.command === undefined) return listed(commandRows(line.table), current);
  const argument = line.command.registeredArguments[line.positions] ?? lastIfMany(line.command);
  const choices = argument?.argChoices;
  return completeValue(context, line.directory, { name: argument?.name() ?? '', choices }, current);
}

async function readLine(
  context: CommandContext,
  table: Readonly<Record<string, CommandRow>>,
  words: readonly string[],
): Promise<Line> {
  let line: Line = {
    command: undefined,
    table,
    lost: false,
    options: globalOptions(),
    positions: 0,
    pending: undefined,
    plain: false,
    directory: undefined,
  };
  for (const word of words) {
    if (line.pending !== undefined) line = withValue(line, line.pending, word);
    else if (word === '--') line = { ...line, plain: true };
    else if (!line.plain && word.startsWith('-')) line = withOption(line, word);
    else if (line.command !== undefined) line = { ...line, positions: line.positions + 1 };
    else if (word !== 'help') line = await withCommand(context, line, word);
  }
  return line;
}

function withOption(line: Line, word: string): Line {
  const [name = '', ...rest] = word.split('=');
  const option = line.options.find(({ long, short }) => name === long || name === short);
  if (option === undefined || !(option.required || option.optional)) return line;
  return rest.length > 0 ? withValue(line, option, rest.join('=')) : { ...line, pending: option };
}

function withValue(line: Line, option: Option, value: string): Line {
  return { ...line, pending: undefined, directory: option.long === '--directory' ? value : line.directory };
}

async function withCommand(context: CommandContext, line: Line, word: string): Promise<Line> {
  const row = Object.hasOwn(line.table, word) ? line.table[word] : undefined;
  if (row === undefined || row.hidden === true) return { ...line, lost: true };
  const { define, subcommands } = await row.load();
  if (subcommands !== undefined) return { ...line, table: subcommands };
  const command = define(context, () => {});
  return { ...line, command, options: command.options };
}

/** `--format=js`: a value behind its option, in one word. */
async function completeAttached(context: CommandContext, line: Line, current: string, equals: number): Promise<Completed> {
  const name = current.slice(0, equals);
  const option = line.options.find(({ long }) => long === name);
  if (option === undefined) return nothing;
  const { found, directive } = await completeValue(context, line.directory, valueKind(option), current.slice(equals + 1));
  return { found: found.map(({ value, text }) => ({ value: `${name}=${value}`, text })), directive };
}

const nothing: Completed = { found: [], directive: completionDirectives.noFiles };

function listed(rows: Completed['found'], current: string): Completed {
  return { ...nothing, found: rows.filter(({ value }) => value.startsWith(current)) };
}

function optionRow({ long, short, description }: Option): { value: string; text: string } {
  return { value: long ?? short ?? '', text: description };
}

function commandRows(table: Readonly<Record<string, CommandRow>>): Completed['found'] {
  return Object.entries(table)
    .filter(([, row]) => row.hidden !== true)
    .map(([value, row]) => ({ value, text: row.summary }));
}

function lastIfMany(command: CommandUnknownOpts): CommandUnknownOpts['registeredArguments'][number] | undefined {
  const last = command.registeredArguments.at(-1);
  return last?.variadic === true ? last : undefined;
}

/** `<dir>` in the flags of an option says what its value is. */
function valueKind({ flags, argChoices }: Option): { readonly name: string; readonly choices: readonly string[] | undefined } {
  return { name: /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? '', choices: argChoices };
}
