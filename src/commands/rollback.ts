import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { headOf } from '../publish/model/request.ts';
import type { EventBody } from '../publish/model/event.ts';
import type { ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { PublishDesk } from './with-store.ts';

export const rollback: CommandModule = {
  name: 'rollback',
  summary: 'ask for an older published state of apps to come back',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('rollback')
          .argument('<apps...>', 'ids of apps, or patterns such as apps/shop/*')
          .requiredOption('--to <state>', 'a commit of the protected branch, or a time: the last one published then')
          .option('-t, --title <text>', 'one line; says what comes back by default')
          .option('-d, --description <text>', 'why')
          .option('--publish', 'publish it at once, where the namespaces need nobody else for that'),
      ),
    ).action(async (apps, flags) => {
      const { withStore } = await import('./with-store.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: PublishDesk): Promise<ExitCode> => runRollback(desk, apps, flags);
      finish(await withStore(context, options, 'rollback', flags, work));
    }),
};

interface RollbackFlags {
  readonly to: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly publish?: true | undefined;
}

async function runRollback(desk: PublishDesk, apps: readonly string[], flags: RollbackFlags): Promise<ExitCode> {
  const { makeRollback } = await import('../publish/rollback/make-rollback.ts');
  const { readMoment } = await import('./read-moment.ts');
  const moment = readMoment(flags.to, 'end');
  const to = moment === undefined ? { revision: flags.to } : { moment };
  const { title, description } = flags;
  const made = await makeRollback(desk.store, desk.actor, { apps, to, title }, () => desk.context.now());
  if (!('head' in made)) return desk.fail(made);
  const body = {
    type: 'opened',
    head: made.head,
    title: made.title,
    description: description ?? '',
    draft: false,
    restores: made.restores,
  } as const;
  // What was made fits the branch as it was; once that has moved, other apps may be concerned.
  const opening = ({ tip }: { readonly tip: string }): EventBody | ReturnType<typeof moved> =>
    tip === made.tip ? body : moved(desk.store.branch);
  return flags.publish === true ? openAndPublish(desk, opening) : open(desk, opening);
}

type Opening = (now: { readonly tip: string }) => EventBody | ReturnType<typeof moved>;

async function open(desk: PublishDesk, opening: Opening): Promise<ExitCode> {
  const { publishStep } = await import('./publish-step.ts');
  return publishStep(desk, { id: undefined, body: opening }, 'opened');
}

/** Two events, as always: where the second one is refused, the request stays open. */
async function openAndPublish(desk: PublishDesk, opening: Opening): Promise<ExitCode> {
  const { submitEvent } = await import('../publish/embedded/submit-event.ts');
  const { publishStep } = await import('./publish-step.ts');
  const { store, actor, context, options } = desk;
  const opened = await submitEvent(store, actor, { id: undefined, body: opening }, () => context.now());
  if (!('request' in opened)) return desk.fail(opened);
  const { id } = opened.request;
  if (!options.quiet) context.stderr.write(`request ${id} opened\n`);
  return publishStep(
    desk,
    {
      id,
      body: ({ request, tip }) => ({
        type: 'published',
        head: headOf(request ?? opened.request).commit,
        commit: tip,
        namespaces: [],
      }),
    },
    'published',
  );
}

function moved(branch: string): ReturnType<typeof diagnostic> {
  return diagnostic('publish/stale-base', { branch }, { hint: 'Do it again' });
}
