import { Command } from '@commander-js/extra-typings';
import { visibleLines } from '../diagnostics/visible-lines.ts';
import { prettyJson } from '../model/canonical-json.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface GetFlags {
  readonly raw?: boolean | undefined;
  readonly showReferences?: boolean | undefined;
  readonly entry?: true | undefined;
  readonly remote?: string | undefined;
}

export const get: CommandModule = {
  name: 'get',
  summary: 'print a value of an app',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('get')
        .argument('<app>', 'id of the app')
        .argument('[pointer]', 'place of the value, such as /db/pool; everything by default')
        .option('--raw', 'print a string without its quotes')
        .option('--show-references', 'print secret references in full')
        .option('--entry', 'print what is known of it: type, description, what is published, what a request asks for')
        .option('--remote <remote>', 'with --entry: where requests are kept; origin by default, none for this repository alone'),
    ).action(async (app, pointer, flags) => finish(await runGet(context, readGlobals(flags, context.cwd), app, pointer, flags))),
};

async function runGet(
  context: CommandContext,
  options: GlobalOptions,
  name: string,
  pointer: string | undefined,
  flags: GetFlags,
): Promise<ExitCode> {
  if (flags.entry === true) return runEntry(context, options, name, pointer, flags);
  const { withApp } = await import('./with-app.ts');
  const { readPointer } = await import('./pointer-argument.ts');
  const { hideSecrets } = await import('../pipeline/hide-secrets.ts');
  return withApp(context, options, 'get', name, (app, workspace) => {
    const data = hideSecrets(app, workspace.settings.secretSchemes, flags.showReferences === true);
    const found = readPointer(pointer, data);
    if ('problem' in found) {
      context.stderr.write(`${found.problem}\n`);
      return found.misspelt ? exitCodes.unjudged : exitCodes.findings;
    }
    const { value } = found;
    const text = flags.raw === true && typeof value === 'string' ? value : prettyJson(value);
    // A program gets the value as it is; JSON leaves controls of eight bits and what reorders text as they are.
    context.stdout.write(`${context.stdout.isTTY ? visibleLines(text) : text}\n`);
    return exitCodes.done;
  });
}

async function runEntry(
  context: CommandContext,
  options: GlobalOptions,
  app: string,
  pointer: string | undefined,
  { remote }: GetFlags,
): Promise<ExitCode> {
  const { parsePointer } = await import('../model/pointer.ts');
  const typed = pointer?.replace(/^#(?=\/|$)/, '') ?? '';
  const place = typed.startsWith('/') ? typed : `/${typed}`;
  if (typed === '' || parsePointer(place) === undefined) {
    context.stderr.write('error: --entry is about one value; name its place, such as /db/pool\n');
    return exitCodes.unjudged;
  }
  const { getEntry } = await import('./get-entry.ts');
  return getEntry(context, options, { app, pointer: place }, { remote });
}
