import { painter, type Painter } from '../diagnostics/painter.ts';
import { FindingCollector } from '../pipeline/collect-findings.ts';
import { openWorkspaceOnDisk } from '../pipeline/open-workspace.ts';
import { resolveWorkspace } from '../pipeline/resolve-workspace.ts';
import { watchWorkspace, type WatchInput, type WatchRound } from '../pipeline/watch-workspace.ts';
import { findWorkspace, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { processMemory } from '../workspace/process-memory.ts';
import { openRunMemory } from '../workspace/run-memory.ts';
import { resolvedAt } from '../snapshot/resolved-at.ts';
import { buildTime } from './build-time.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { misplacedOutput } from './misplaced-output.ts';
import { openOrReport } from './open-or-report.ts';
import { colourOf, noApps, printReport } from './print-report.ts';
import type { ResolveFlags } from './resolve-flags.ts';
import { resolveOptions } from './resolve-options.ts';
import { watchLine } from './watch-line.ts';

/**
 * Resolves, stays, and resolves again what a saved file affects, until it is interrupted. For people: the screen is never
 * cleared, and findings are printed when they are others than before. With `--format json` every round is a report.
 */
export async function resolveAndWatch(
  context: CommandContext,
  options: GlobalOptions,
  apps: readonly string[],
  flags: ResolveFlags,
): Promise<ExitCode> {
  const location = findWorkspace(options.directory);
  if (location === undefined) {
    await openOrReport(context, options, 'resolve');
    return exitCodes.unjudged;
  }
  if ((await buildTime(context, options, 'resolve')) === undefined) return exitCodes.unjudged;
  if (flags.out !== undefined && (await isMisplaced(context, options, flags.out))) return exitCodes.unjudged;
  const interrupted = new AbortController();
  const leave = context.onInterrupt(() => interrupted.abort());
  const printer = new RoundPrinter(context, options);
  const input = watchInput(context, options, location, apps, flags, interrupted.signal);
  const resolve: WatchInput['resolve'] = (opened) => {
    printer.schemes = opened.workspace.settings.secretSchemes;
    return input.resolve(opened);
  };
  for await (const round of watchWorkspace({ ...input, resolve })) printer.print(round);
  leave();
  return exitCodes.interrupted;
}

/** Every round would be the cause of the next. */
async function isMisplaced(context: CommandContext, options: GlobalOptions, out: string): Promise<boolean> {
  const opened = await openOrReport(context, options, 'resolve');
  return opened === undefined || misplacedOutput(context, options, opened.workspace, out);
}

function watchInput(
  context: CommandContext,
  options: GlobalOptions,
  location: WorkspaceLocation,
  apps: readonly string[],
  flags: ResolveFlags,
  signal: AbortSignal,
): WatchInput {
  const { env } = context;
  const { directory, cache } = options;
  const now = (): number => context.now();
  const memory = processMemory(cache ? openRunMemory(location, env) : undefined, now);
  const time = (): string => resolvedAt({ sourceDateEpoch: env['SOURCE_DATE_EPOCH'], now: now() / 1000 }).value;
  return {
    location,
    open: () => openWorkspaceOnDisk({ directory, cache, memory, env, now: now() }),
    resolve: (opened) => resolveWorkspace(opened, resolveOptions(context, apps, flags, opened.workspace.settings, time())),
    now,
    signal,
  };
}

class RoundPrinter {
  readonly #context: CommandContext;
  readonly #options: GlobalOptions;
  readonly #paint: Painter;
  /** Of references to secrets, as the settings of the last round say. */
  schemes: readonly string[] | undefined;
  #findings = '[]';
  #first = true;
  #watching = true;

  constructor(context: CommandContext, options: GlobalOptions) {
    this.#context = context;
    this.#options = options;
    this.#paint = painter(colourOf(context, options));
  }

  print(round: WatchRound): void {
    this.#report(round);
    if (this.#options.format !== 'pretty') return;
    const time = new Date(this.#context.now()).toTimeString().slice(0, 8);
    this.#say(watchLine(round, time, this.#paint));
    if (this.#first) this.#say(this.#paint.dim('Watching for changes; Ctrl-C ends it\n'));
    if (this.#watching && !round.watching)
      this.#say(
        'The system has no more file watchers to give (fs.inotify.max_user_watches): looking for changes every now and then\n',
      );
    this.#first = false;
    this.#watching = round.watching;
  }

  #report({ result, diagnostics }: WatchRound): void {
    const opening = new FindingCollector();
    opening.addAll(diagnostics);
    const findings = [...opening.collected, ...(result?.findings ?? [])];
    const key = JSON.stringify(
      findings.map(({ diagnostic: { code, args, site }, apps }) => [
        code,
        args,
        site?.source.path,
        site?.pointer,
        site?.at,
        apps.size,
      ]),
    );
    const repeated = key === this.#findings;
    this.#findings = key;
    if (repeated && this.#options.format === 'pretty') return;
    printReport(
      this.#context,
      { ...this.#options, quiet: true },
      { command: 'resolve', counts: result?.counts ?? noApps, findings, schemes: this.schemes },
    );
  }

  #say(text: string): void {
    this.#context.stderr.write(text);
  }
}
