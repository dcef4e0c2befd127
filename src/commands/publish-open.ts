import { Command } from '@commander-js/extra-typings';
import { isGitFailure } from '../git/git-failure.ts';
import type { ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import { wrongTitle } from './wrong-title.ts';

export const publishOpen: CommandModule = {
  name: 'open',
  summary: 'ask for a commit to be published',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('open')
            .argument('[revision]', 'the commit; HEAD by default')
            .option('-t, --title <text>', 'one line; the subject of the commit by default')
            .option('-d, --description <text>', 'why')
            .option('--draft', 'not to be reviewed yet')
            .option('--name <name>', 'what its branch is called on a forge; as the branch that is checked out by default'),
        ),
      ),
    ).action(async (revision, flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: Desk): Promise<ExitCode> => runOpen(desk, revision, flags);
      finish(await withProvider(context, options, 'publish open', flags, work));
    }),
};

type Desk = import('./with-provider.ts').ProviderDesk;

interface OpenFlags {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly draft?: true | undefined;
  readonly name?: string | undefined;
}

async function runOpen(desk: Desk, revision: string | undefined, flags: OpenFlags): Promise<ExitCode> {
  const { readHead } = await import('../publish/embedded/read-head.ts');
  const { publishStep } = await import('./publish-step.ts');
  const head = await readHead(desk.provider.location, revision ?? 'HEAD');
  if (isGitFailure(head)) return desk.fail(head, revision);
  const body = {
    type: 'opened',
    head: head.oid,
    title: flags.title ?? head.subject,
    description: flags.description ?? '',
    draft: flags.draft === true,
    restores: null,
  } as const;
  const problem = wrongTitle(body.title);
  if (problem !== undefined) return desk.fail(problem);
  const { defaultName } = await import('../publish/hosted/default-name.ts');
  if (desk.provider.kind === 'embedded' && desk.provider.guessed && !desk.options.quiet) await tellGuess(desk);
  const name = flags.name ?? defaultName(desk.provider, revision, head.oid);
  return publishStep(desk, { id: undefined, name, body: () => body }, 'opened');
}

/** Before the first request that is known here: a forge that nobody named would otherwise get refs that it knows nothing of. */
async function tellGuess({ provider, context }: Desk): Promise<void> {
  if ((await provider.seenHead('1')) !== undefined) return;
  // A new clone knows of none yet.
  await provider.tip();
  if ((await provider.seenHead('1')) !== undefined) return;
  const { visibleText } = await import('../diagnostics/visible-text.ts');
  context.stderr.write(
    `confman: requests are kept in git itself, at ${visibleText(provider.place, 200)}; say which in confman.json5: publish: { provider: "embedded" }, or the kind of a forge\n`,
  );
}
