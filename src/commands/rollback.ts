import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { headOf } from '../publish/model/request.ts';
import type { ProviderStep } from '../publish/provider.ts';
import type { MadeRollback } from '../publish/rollback/make-rollback.ts';
import type { ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import type { ProviderDesk } from './with-provider.ts';
import { wrongTitle } from './wrong-title.ts';

export const rollback: CommandModule = {
  name: 'rollback',
  summary: 'ask for an older published state of apps to come back',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('rollback')
            .argument('<apps...>', 'ids of apps, or patterns such as apps/shop/*')
            .requiredOption('--to <state>', 'a commit of the protected branch, or a time: the last one published then')
            .option('-t, --title <text>', 'one line; says what comes back by default')
            .option('-d, --description <text>', 'why')
            .option('--publish', 'publish it at once, where the namespaces need nobody else for that'),
        ),
      ),
    ).action(async (apps, flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runRollback(desk, apps, flags);
      finish(await withProvider(context, options, 'rollback', flags, work));
    }),
};

interface RollbackFlags {
  readonly to: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly publish?: true | undefined;
}

async function runRollback(desk: ProviderDesk, apps: readonly string[], flags: RollbackFlags): Promise<ExitCode> {
  const { makeRollback } = await import('../publish/rollback/make-rollback.ts');
  const { readMoment } = await import('./read-moment.ts');
  const { provider, context } = desk;
  const problem = flags.title === undefined ? undefined : wrongTitle(flags.title);
  if (problem !== undefined) return desk.fail(problem);
  const moment = readMoment(flags.to, 'end');
  const to = moment === undefined ? { revision: flags.to } : { moment };
  const made = await makeRollback(provider, { apps, to, title: flags.title }, () => context.now());
  if (!('restores' in made)) return desk.fail(made);
  const { name, head } = made;
  if (head === undefined) return flags.publish === true ? lookAgain(desk, name) : desk.fail(nothing(provider.branch));
  const step = opening({ ...made, head }, provider.branch, flags.description ?? '');
  return flags.publish === true ? openAndPublish(desk, step) : open(desk, step);
}

/** It may be this very rollback that was published before, by a command that was interrupted before it looked at what it did. */
async function lookAgain(desk: ProviderDesk, name: string): Promise<ExitCode> {
  const { publishStep } = await import('./publish-step.ts');
  const { provider, context, fail } = desk;
  const id = await provider.named(name);
  if (id !== undefined && typeof id !== 'string') return fail(id);
  const known = id === undefined ? undefined : await provider.read(id, context.now());
  if (known !== undefined && !('request' in known)) return fail(known);
  if (known?.request.phase !== 'published') return fail(nothing(provider.branch));
  const { commit: head } = headOf(known.request);
  const body = { type: 'published', head, commit: known.request.published?.commit ?? head, namespaces: [] } as const;
  return publishStep(desk, { id, body: () => body }, 'published');
}

function opening(made: MadeRollback & { readonly head: string }, branch: string, description: string): ProviderStep {
  const { head, title, restores, name, tip: base } = made;
  const body = { type: 'opened', head, title, description, draft: false, restores } as const;
  // What was made fits the branch as it was; once that has moved, other apps may be concerned.
  return { id: undefined, name, body: ({ tip }) => (tip === base ? body : moved(branch)) };
}

async function open(desk: ProviderDesk, step: ProviderStep): Promise<ExitCode> {
  const { publishStep } = await import('./publish-step.ts');
  return publishStep(desk, step, 'opened');
}

/** Two events, as always: where the second one is refused, the request stays open. */
async function openAndPublish(desk: ProviderDesk, step: ProviderStep): Promise<ExitCode> {
  const { publishStep } = await import('./publish-step.ts');
  const { provider, context, options } = desk;
  const opened = await provider.submit(step, () => context.now());
  if (!('request' in opened)) return desk.fail(opened);
  const { id } = opened.request;
  if (!options.quiet) context.stderr.write(`request ${id} opened\n`);
  const body: ProviderStep['body'] = ({ request, tip }) => {
    const { commit: head } = headOf(request ?? opened.request);
    return { type: 'published', head, commit: tip, namespaces: [] };
  };
  return publishStep(desk, { id, body }, 'published');
}

function nothing(branch: string): ReturnType<typeof diagnostic> {
  const hint = 'Name another time: these apps are what they were then';
  return diagnostic('publish/nothing', { branch }, { hint });
}

function moved(branch: string): ReturnType<typeof diagnostic> {
  return diagnostic('publish/stale-base', { branch }, { hint: 'Do it again' });
}
