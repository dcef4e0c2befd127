import { Command } from '@commander-js/extra-typings';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../diagnostics/diagnostic.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { DueLook, ProviderFailure } from '../publish/provider.ts';
import type { Webhooks } from '../publish/webhooks/open-webhooks.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import { flushWebhooks, webhooksOf } from './tell-webhooks.ts';
import type { ProviderDesk } from './with-provider.ts';

export const publishWatch: CommandModule = {
  name: 'watch',
  summary: 'publish what is approved as soon as its time has come',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('watch')
            .option('--interval <seconds>', 'how long to wait between looks', count, 30)
            .option('--once', 'look once, and end'),
        ),
      ),
    ).action(async (flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runWatch(desk, flags.once === true ? undefined : flags.interval);
      finish(await withProvider(context, options, 'publish watch', flags, work));
    }),
};

/** No publishing is remembered from look to look, and whoever is overtaken does nothing: two at work do what one does. */
async function runWatch(desk: ProviderDesk, interval: number | undefined): Promise<ExitCode> {
  const { provider, context } = desk;
  const stop = new AbortController();
  const off = context.onInterrupt(() => stop.abort());
  const webhooks = await webhooksOf(desk);
  if (interval !== undefined && !desk.options.quiet) await greet(desk, interval);
  try {
    for (;;) {
      // The first look of all only remembers how things are: what is published by it is news.
      if (webhooks !== undefined && webhooks.journal?.seen() === undefined) await notice(desk, webhooks);
      const done = await provider.publishDue(() => context.now());
      if ('published' in done) tell(desk, done);
      else if (interval === undefined) return desk.fail(done);
      else context.stderr.write(`confman: ${trouble(done)}; looking again in ${interval} seconds\n`);
      if (webhooks !== undefined) {
        await notice(desk, webhooks);
        await flushWebhooks(desk, webhooks, 0);
      }
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

/** Nothing may come for days: whoever starts it sees that it is at work, and as whom. */
async function greet({ provider, context }: ProviderDesk, interval: number): Promise<void> {
  const actor = await provider.whoAmI();
  const who = 'principal' in actor ? ` as ${visibleText(actor.principal)}` : '';
  const place = visibleText(provider.place, 200);
  context.stderr.write(
    `confman: publishing to ${provider.branch} of ${place}${who}, looking every ${counted(interval, 'second')}\n`,
  );
}

/** What others did since the last look is told as well. */
async function notice({ provider, context }: ProviderDesk, { journal, sender }: Webhooks): Promise<void> {
  if (journal === undefined) {
    context.stderr.write('confman: webhooks are not told of what others do: this machine keeps no key for the journal\n');
    return;
  }
  const { noticeChanges } = await import('../publish/webhooks/notice-changes.ts');
  const failed = await noticeChanges(provider, journal, sender, context.now());
  if (failed !== undefined) context.stderr.write(`confman: ${trouble(failed)}\n`);
}

function tell({ provider, context, options }: ProviderDesk, { published, failed, checked = [] }: DueLook): void {
  for (const { request, by = '', commit, verdict } of checked)
    if (verdict === 'holds' && !options.quiet)
      context.stderr.write(
        `confman: request ${request} was published by ${visibleText(by)} as ${commit.slice(0, 12)}, as it should\n`,
      );
  for (const { id, commit } of published)
    context.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify({ request: id, commit })}\n`
        : `request ${id} published: ${provider.branch} is at ${commit.slice(0, 12)}\n`,
    );
  for (const { id, findings } of failed)
    context.stderr.write(`confman: ${id === '' ? provider.branch : `request ${id}`}: ${trouble(findings)}\n`);
}

/** In one line: it is one of many in a log. */
function trouble(failure: ProviderFailure): string {
  const all = isGitFailure(failure)
    ? [{ said: failure.reason, hint: failure.hint }]
    : failure.map((each) => ({ said: messageOf(each), hint: each.hint }));
  const words = all.map(
    ({ said, hint = '' }) => `${visibleText(said, 400)}${hint === '' ? '' : ` (hint: ${visibleText(hint, 400)})`}`,
  );
  return words.join('; ');
}
