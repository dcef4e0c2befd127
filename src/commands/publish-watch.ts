import { Command } from '@commander-js/extra-typings';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { PublishDesk } from './with-store.ts';

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
      const { withStore } = await import('./with-store.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: PublishDesk): Promise<ExitCode> => runWatch(desk, flags.once === true ? undefined : flags.interval);
      finish(await withStore(context, options, 'publish watch', { remote: flags.remote }, work));
    }),
};

/** Nothing is remembered from look to look, and whoever is overtaken does nothing: two at work do what one does. */
async function runWatch(desk: PublishDesk, interval: number | undefined): Promise<ExitCode> {
  const { store, actor, context, options } = desk;
  const { publishDue } = await import('../publish/embedded/publish-due.ts');
  const stop = new AbortController();
  const off = context.onInterrupt(() => stop.abort());
  try {
    for (;;) {
      const done = await publishDue(store, actor, () => context.now());
      if (isGitFailure(done)) {
        if (interval === undefined) return desk.fail(done);
        context.stderr.write(`confman: ${visibleText(done.reason, 400)}; looking again in ${interval} seconds\n`);
      } else {
        for (const { id, commit } of done.published)
          context.stdout.write(
            options.format === 'json'
              ? `${JSON.stringify({ request: id, commit })}\n`
              : `request ${id} published: ${store.branch} is at ${commit.slice(0, 12)}\n`,
          );
        for (const { id, findings } of done.failed)
          context.stderr.write(
            `confman: request ${id}: ${findings.map((each) => visibleText(messageOf(each), 400)).join('; ')}\n`,
          );
        if (interval === undefined) return done.failed.length === 0 ? exitCodes.done : exitCodes.findings;
      }
      await delay(interval === undefined ? 0 : interval * 1000, undefined, { signal: stop.signal });
    }
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    off();
  }
}
