import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { PublishDesk } from './with-store.ts';

export const publishShow: CommandModule = {
  name: 'show',
  summary: 'show a request: what it changes, who reviewed it, what is missing',
  define: (context, finish) =>
    addRemoteOption(addGlobalOptions(new Command('show').argument('<request>', 'number of the request'))).action(
      async (id, flags) => {
        const { withStore } = await import('./with-store.ts');
        const options = readGlobals(flags, context.cwd);
        const work = (desk: PublishDesk): Promise<ExitCode> => runShow(desk, id);
        finish(await withStore(context, options, 'publish show', { remote: flags.remote }, work));
      },
    ),
};

async function runShow(desk: PublishDesk, id: string): Promise<ExitCode> {
  const { store, context, options, fail } = desk;
  const { requestJson, requestText } = await import('./print-request.ts');
  const { printResult } = await import('./print-result.ts');
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return fail(state);
  const found = state.requests.find((each) => each.id === id);
  const broken = state.broken.find((each) => each.id === id);
  if (broken !== undefined)
    return fail(
      diagnostic(
        'publish/broken-request',
        { request: id, reason: broken.reason },
        { hint: 'Ask whoever runs the server what happened' },
      ),
    );
  if (found === undefined)
    return fail(diagnostic('publish/unknown-request', { request: id }, { hint: 'List them: confman publish list' }));
  const isDone = found.request.phase === 'published';
  const judged = isDone ? undefined : await store.context(found.request, state.tip, context.now());
  if (judged !== undefined && !('policies' in judged)) return fail(judged);
  const { maxDiagnostics: most, verbose } = options;
  const shown = { request: found.request, context: judged };
  printResult(context, options, (format, colour) =>
    format === 'json' ? requestJson(shown) : requestText(shown, { colour, width: context.stdout.columns ?? 100, most, verbose }),
  );
  return exitCodes.done;
}
