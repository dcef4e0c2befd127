import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, formatNames, readGlobals } from './global-options.ts';

const graphFormats = ['text', 'dot', 'mermaid', 'json'] as const;
type GraphFormat = (typeof graphFormats)[number];

interface GraphFlags {
  readonly as?: GraphFormat | undefined;
  readonly reverse?: boolean | undefined;
}

export const graph: CommandModule = {
  name: 'graph',
  summary: 'show what depends on what',
  define: (context, finish) => {
    const command = addGlobalOptions(
      new Command('graph')
        .argument('[ids...]', 'start from these apps, documents or schemas, or patterns; everything by default')
        .option('--reverse', 'who depends on them, instead of what they depend on')
        .addOption(new Option('--as <format>', 'form of the graph').choices(graphFormats).default('text' as const)),
    );
    command.options.find((option) => option.long === '--format')?.choices([...formatNames, 'dot', 'mermaid']);
    return command.action(async (ids, flags) => {
      const { form, format } = formOf(flags.format, flags);
      finish(await runGraph(context, readGlobals({ ...flags, format }, context.cwd), ids, { ...flags, as: form }));
    });
  },
};

async function runGraph(
  context: CommandContext,
  options: GlobalOptions,
  ids: readonly string[],
  flags: GraphFlags,
): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'graph');
  if (opened === undefined) return exitCodes.unjudged;
  const { dependencyGraph, reachable } = await import('../pipeline/dependency-graph.ts');
  const { graphText } = await import('./print-graph.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { selectIds } = await import('../pipeline/select-ids.ts');
  const { workspace } = opened;
  if (reportProblems(context, options, 'graph', workspace.structure)) return exitCodes.findings;
  const whole = await dependencyGraph(workspace);
  const all = new Set([...whole.nodes.map((node) => node.id), ...workspace.index.files.keys()]);
  const { value: from, diagnostics } = selectIds([...all], ids, workspace.roots);
  if (reportProblems(context, options, 'graph', diagnostics)) return exitCodes.unjudged;
  const reverse = flags.reverse === true;
  const part = ids.length === 0 ? whole : reachable(whole, from, reverse);
  context.stdout.write(graphText(part, flags.as ?? 'text', { from, reverse }));
  return exitCodes.done;
}

/** Whoever looks for the form of the graph in `--format` finds it there. */
function formOf(format = 'pretty', { as = 'text' }: GraphFlags): { readonly form: GraphFormat; readonly format: string } {
  const named = graphFormats.find((each) => each === format);
  const isFormatOfFindings = (formatNames as readonly string[]).includes(format);
  return { form: as === 'text' ? (named ?? as) : as, format: isFormatOfFindings ? format : 'pretty' };
}
