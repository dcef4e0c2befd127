import { parseDocumentId } from '../model/document-id.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { entryJson, entryText } from './print-entry.ts';
import { printResult } from './print-result.ts';
import { reportProblems } from './report-problems.ts';
import { withProvider, type ProviderFlags } from './with-provider.ts';

/** Prints what is known of a value: its place, its type, what is in force and what is asked for. */
export function getEntry(
  context: CommandContext,
  options: GlobalOptions,
  { app: name, pointer }: { readonly app: string; readonly pointer: string },
  flags: ProviderFlags,
): Promise<ExitCode> {
  return withProvider(context, options, 'get --entry', flags, async ({ provider, opened, fail }) => {
    const app = parseDocumentId(name.replace(/\/(?:config|resolved)?$/, ''));
    if (app === undefined) return misused(context, `${JSON.stringify(name)} is no id of an app`);
    const { readEntry } = await import('../publish/entry/read-entry.ts');
    const read = await readEntry(opened, provider, { app, pointer, now: context.now() });
    if (read === undefined) {
      context.stderr.write(`${app} has no ${pointer}, and no request asks for one\n`);
      return exitCodes.findings;
    }
    if (isGitFailure(read) || !('entry' in read)) return fail(read);
    reportProblems(context, options, 'get', read.diagnostics, 'pretty');
    printResult(context, options, (format) => (format === 'json' ? entryJson(read.entry) : entryText(read.entry)));
    return exitCodes.done;
  });
}

function misused(context: CommandContext, problem: string): ExitCode {
  context.stderr.write(`error: ${problem}\n`);
  return exitCodes.unjudged;
}
