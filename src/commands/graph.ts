import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

const graphFormats = ['text', 'dot', 'mermaid', 'json'] as const;

interface GraphFlags {
  readonly as?: (typeof graphFormats)[number] | undefined;
  readonly reverse?: boolean | undefined;
}

export const graph: CommandModule = {
  name: 'graph',
  summary: 'show what depends on what',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('graph')
        .argument('[ids...]', 'start from these apps, documents or schemas; everything by default')
        .option('--reverse', 'who depends on them, instead of what they depend on')
        .addOption(new Option('--as <format>', 'form of the graph').choices(graphFormats).default('text' as const)),
    ).action(async (ids, flags) => finish(await runGraph(context, readGlobals(flags, context.cwd), ids, flags))),
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
  const { nearestNames } = await import('../model/nearest-names.ts');
  const { workspace } = opened;
  if (reportProblems(context, options, 'graph', workspace.structure)) return exitCodes.findings;
  const whole = await dependencyGraph(workspace);
  const known = new Set(whole.nodes.map((node) => node.id));
  const from = ids.map((id) => id.replace(/^\//, ''));
  const unknown = from.find((id) => !known.has(id) && !workspace.index.files.has(id as never));
  if (unknown !== undefined) {
    const near = nearestNames(unknown, known, 3);
    context.stderr.write(
      `error: nothing has the id ${JSON.stringify(unknown)}${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}\n`,
    );
    return exitCodes.unjudged;
  }
  const part = from.length === 0 ? whole : reachable(whole, from, flags.reverse === true);
  context.stdout.write(
    graphText(part, options.format === 'json' ? 'json' : (flags.as ?? 'text'), { from, reverse: flags.reverse === true }),
  );
  return exitCodes.done;
}
