import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { headOf, type ReviewDecision } from '../publish/model/request.ts';
import { SeenHeads } from '../publish/seen-heads.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { commitName } from './commit-name.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import type { ProviderDesk } from './with-provider.ts';

interface ReviewFlags {
  readonly comment?: string | undefined;
  readonly head?: string | undefined;
  readonly remote?: string | undefined;
}

export const publishReview = reviewCommand('review', 'commented', 'say something about a request');
export const publishApprove = reviewCommand('approve', 'approved', 'approve a request as it is now');
export const publishReject = reviewCommand('reject', 'rejected', 'reject a request as it is now');

function reviewCommand(name: string, decision: ReviewDecision, summary: string): CommandModule {
  return {
    name,
    summary,
    define: (context, finish) =>
      addSignOption(
        addRemoteOption(
          addGlobalOptions(
            new Command(name)
              .argument('<request>', 'number of the request')
              .option('-m, --comment <text>', 'what to say about it')
              .option('--head <commit>', 'only if this is its head; by default the one that was looked at last', commitName),
          ),
        ),
      ).action(async (id, flags) => {
        const { withProvider } = await import('./with-provider.ts');
        const options = readGlobals(flags, context.cwd);
        const work = (desk: ProviderDesk): Promise<ExitCode> => runReview(desk, id, decision, flags);
        finish(await withProvider(context, options, `publish ${name}`, flags, work));
      }),
  };
}

/** What is decided is decided about what was looked at: a head that came meanwhile is another matter. */
async function runReview(desk: ProviderDesk, id: string, decision: ReviewDecision, flags: ReviewFlags): Promise<ExitCode> {
  if (decision === 'commented' && (flags.comment ?? '').trim() === '') {
    desk.context.stderr.write(`error: say something with --comment; confman publish approve ${id} and reject ${id} decide\n`);
    return exitCodes.unjudged;
  }
  const { publishStep } = await import('./publish-step.ts');
  const heads = new SeenHeads(desk.opened.memory, desk.provider.place);
  const seen = flags.head ?? heads.of(id) ?? (await desk.provider.seenHead(id));
  if (isGitFailure(seen)) return desk.fail(seen);
  if (seen !== undefined) heads.note(id, seen);
  return publishStep(
    desk,
    {
      id,
      body: ({ request }) => {
        const head = request === undefined ? '' : headOf(request).commit;
        if (seen !== undefined && !head.startsWith(seen))
          return diagnostic(
            'publish/head-moved',
            { request: id, head },
            { hint: `Look at it again: confman publish show ${id}` },
          );
        return { type: 'reviewed', head, decision, comment: flags.comment ?? '' };
      },
    },
    decision,
  );
}
