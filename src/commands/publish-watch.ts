import { Command } from '@commander-js/extra-typings';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { DueResult } from '../publish/embedded/publish-due.ts';
import type { ProviderFailure } from '../publish/provider.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { ProviderDesk } from './with-provider.ts';

export const publishWatch: CommandModule = {
  name: 'watch',
  summary: 'publish what is approved as soon as its time has come',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('watch')
          .option('--interval <seconds>', 'how long to wait between looks', count, 30)
          .option('--once', 'look once, and end'),
      ),
    ).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runWatch(desk, flags.once === true ? undefined : flags.interval);
      finish(await withProvider(context, options, 'publish watch', flags, work));
    }),
};

/** Nothing is remembered from look to look, and whoever is overtaken does nothing: two at work do what one does. */
async function runWatch(desk: ProviderDesk, interval: number | undefined): Promise<ExitCode> {
  const { provider, context } = desk;
  const stop = new AbortController();
  const off = context.onInterrupt(() => stop.abort());
  try {
    for (;;) {
      const done = await provider.publishDue(() => context.now());
      if ('published' in done) tell(desk, done);
      else if (interval === undefined) return desk.fail(done);
      else context.stderr.write(`confman: ${trouble(done)}; looking again in ${interval} seconds\n`);
      if (interval === undefined) return 'failed' in done && done.failed.length > 0 ? exitCodes.findings : exitCodes.done;
      await delay(interval * 1000, undefined, { signal: stop.signal });
    }
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    off();
  }
}

function tell({ provider, context, options }: ProviderDesk, { published, failed }: DueResult): void {
  for (const { id, commit } of published)
    context.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify({ request: id, commit })}\n`
        : `request ${id} published: ${provider.branch} is at ${commit.slice(0, 12)}\n`,
    );
  for (const { id, findings } of failed) context.stderr.write(`confman: request ${id}: ${trouble(findings)}\n`);
}

function trouble(failure: ProviderFailure): string {
  const said = isGitFailure(failure) ? [failure.reason] : failure.map((each) => messageOf(each));
  return said.map((each) => visibleText(each, 400)).join('; ');
}
