import { isAbsolute, join } from 'node:path';
import { InvalidArgumentError, Option, type Command, type OptionValues } from '@commander-js/extra-typings';
import type { FormatName } from '../diagnostics/formats.ts';
import type { SourceChoice } from '../pipeline/source-choice.ts';
import type { GlobalOptions } from './command-context.ts';

export const formatNames = [
  'pretty',
  'json',
  'github',
  'gitlab',
  'sarif',
  'junit',
  'markdown',
] as const satisfies readonly FormatName[];
const colorChoices = ['auto', 'always', 'never'] as const;

/** Declared on every command, so that they can stand before or after its name and are listed in its help. */
export function globalOptions(): Option[] {
  return [
    new Option('-C, --directory <dir>', 'look for the workspace from here'),
    new Option('--rev <rev>', 'read the files from this commit, branch or tag, not from the working tree').conflicts('staged'),
    new Option('--staged', 'read the files as they are staged for the next commit'),
    new Option('--format <format>', 'how findings are printed').choices(formatNames).default('pretty'),
    new Option('--report <format=file>', 'also write the findings to a file; can be repeated')
      .argParser(collectReport)
      .default([], 'none'),
    new Option('--color <when>', 'colours in output for people').choices(colorChoices).default('auto'),
    new Option('-q, --quiet', 'print findings and results only'),
    new Option('-v, --verbose', 'also name what was written and removed'),
    new Option('--no-cache', 'use nothing of earlier runs, and keep nothing for later ones'),
    new Option('--max-diagnostics <n>', 'print at most so many findings').argParser(count).default(100),
  ];
}

export type RawGlobals = {
  readonly directory?: string;
  readonly rev?: string;
  readonly staged?: boolean;
  readonly format?: string;
  readonly report?: readonly Report[];
  readonly color?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly cache?: boolean;
  readonly maxDiagnostics?: number;
};

interface Report {
  readonly format: FormatName;
  readonly file: string;
}

export function readGlobals(raw: RawGlobals, cwd: string): GlobalOptions {
  const { directory = '.' } = raw;
  return {
    directory: isAbsolute(directory) ? directory : join(cwd, directory),
    source: sourceOf(raw),
    format: (raw.format ?? 'pretty') as FormatName,
    reports: raw.report ?? [],
    color: (raw.color ?? 'auto') as GlobalOptions['color'],
    quiet: raw.quiet ?? false,
    verbose: raw.verbose ?? false,
    cache: raw.cache ?? true,
    maxDiagnostics: raw.maxDiagnostics ?? 100,
  };
}

export function addGlobalOptions<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
): Command<A, O & RawGlobals, G> {
  for (const option of globalOptions()) command.addOption(option);
  return command;
}

function sourceOf({ rev, staged }: RawGlobals): SourceChoice {
  if (rev !== undefined) return { kind: 'revision', revision: rev };
  return { kind: staged === true ? 'index' : 'working-tree' };
}

function collectReport(text: string, earlier: readonly Report[]): readonly Report[] {
  const [format, ...rest] = text.split('=');
  const file = rest.join('=');
  if (!formatNames.includes(format as FormatName) || file === '') {
    throw new InvalidArgumentError(`Write FORMAT=FILE with one of the formats ${formatNames.join(', ')}.`);
  }
  return [...earlier, { format: format as FormatName, file }];
}

export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number of at least 1.');
  return Number(text);
}
