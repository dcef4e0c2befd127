import { Command } from '@commander-js/extra-typings';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';

export const publishOpen: CommandModule = {
  name: 'open',
  summary: 'ask for a commit to be published',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('open')
          .argument('[revision]', 'the commit; HEAD by default')
          .option('-t, --title <text>', 'one line; the subject of the commit by default')
          .option('-d, --description <text>', 'why')
          .option('--draft', 'not to be reviewed yet'),
      ),
    ).action(async (revision, flags) => {
      const { withStore } = await import('./with-store.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: Desk): Promise<ExitCode> => runOpen(desk, revision ?? 'HEAD', flags);
      finish(await withStore(context, options, 'publish open', { remote: flags.remote }, work));
    }),
};

type Desk = import('./with-store.ts').PublishDesk;

interface OpenFlags {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly draft?: true | undefined;
}

async function runOpen(desk: Desk, revision: string, flags: OpenFlags): Promise<ExitCode> {
  const { readHead } = await import('../publish/embedded/read-head.ts');
  const { publishStep } = await import('./publish-step.ts');
  const head = await readHead(desk.store, revision);
  if (isGitFailure(head)) return desk.fail(head);
  const body = {
    type: 'opened',
    head: head.oid,
    title: flags.title ?? head.subject,
    description: flags.description ?? '',
    draft: flags.draft === true,
    restores: null,
  } as const;
  const problem = wrongTitle(body.title);
  return problem === undefined ? publishStep(desk, { id: undefined, body: () => body }, 'opened') : desk.fail(problem);
}

/** A message of a commit can be anything; what is kept for good cannot. */
function wrongTitle(title: string): Diagnostic | undefined {
  const isPlain = title.trim() !== '' && title.length <= 256 && !/\p{C}/u.test(title);
  if (isPlain) return undefined;
  return diagnostic('publish/bad-title', { title }, { hint: 'Give it one line of at most 256 characters with --title' });
}
