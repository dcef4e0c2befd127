import { Command, Option } from '@commander-js/extra-typings';
import { isGitFailure } from '../git/git-failure.ts';
import { headOf } from '../publish/model/request.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { readMoment } from './read-moment.ts';
import { addRemoteOption } from './remote-option.ts';
import { addSignOption } from './sign-option.ts';
import { wrongTitle } from './wrong-title.ts';
import type { ProviderDesk } from './with-provider.ts';

interface UpdateFlags {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly ready?: true | undefined;
  readonly draft?: true | undefined;
  readonly at?: string | undefined;
}

export const publishUpdate: CommandModule = {
  name: 'update',
  summary: 'give a request a new head, other words, or another time',
  define: (context, finish) =>
    addSignOption(
      addRemoteOption(
        addGlobalOptions(
          new Command('update')
            .argument('<request>', 'number of the request')
            .argument('[revision]', 'the new head; approvals of the old one are cleared')
            .option('-t, --title <text>', 'one line')
            .option('-d, --description <text>', 'why')
            .addOption(new Option('--ready', 'a draft is to be reviewed now').conflicts('draft'))
            .option('--draft', 'it is not to be reviewed now')
            .option('--at <time>', 'not to be published before: 2026-06-01T06:00:00Z; none takes that back'),
        ),
      ),
    ).action(async (id, revision, flags) => {
      const { withProvider } = await import('./with-provider.ts');
      const options = readGlobals(flags, context.cwd);
      const work = (desk: ProviderDesk): Promise<ExitCode> => runUpdate(desk, id, revision, flags);
      finish(await withProvider(context, options, 'publish update', flags, work));
    }),
};

/** One event each, in an order in which each is allowed; the first that is refused ends it. */
async function runUpdate(desk: ProviderDesk, id: string, revision: string | undefined, flags: UpdateFlags): Promise<ExitCode> {
  const { readHead } = await import('../publish/embedded/read-head.ts');
  const { publishStep } = await import('./publish-step.ts');
  const { title, description, at } = flags;
  // What is wrong with one wish is known before another is done.
  const problem = title === undefined ? undefined : wrongTitle(title);
  if (problem !== undefined) return desk.fail(problem);
  const publishAt = at === undefined || at === 'none' ? null : readMoment(at, 'start');
  if (publishAt === undefined) return misused(desk, `${JSON.stringify(at)} is no time such as 2026-06-01T06:00:00Z`);
  let code: ExitCode = exitCodes.unjudged;
  if (revision !== undefined || title !== undefined || description !== undefined) {
    const head = revision === undefined ? undefined : await readHead(desk.provider.location, revision);
    if (isGitFailure(head)) return desk.fail(head, revision);
    code = await publishStep(
      desk,
      {
        id,
        body: ({ request }) => ({
          type: 'updated',
          head: head?.oid ?? (request === undefined ? '' : headOf(request).commit),
          title: title ?? request?.title ?? '',
          description: description ?? request?.description ?? '',
        }),
      },
      'updated',
    );
    if (code !== exitCodes.done) return code;
  }
  if (at !== undefined) {
    if (publishAt !== null && Date.parse(publishAt) <= desk.context.now() && !desk.options.quiet)
      desk.context.stderr.write(`confman: ${publishAt} is past: it holds nothing back\n`);
    code = await publishStep(desk, { id, body: () => ({ type: 'scheduled', publishAt }) }, 'scheduled');
    if (code !== exitCodes.done) return code;
  }
  if (flags.draft === true) return publishStep(desk, { id, body: () => ({ type: 'drafted' }) }, 'made a draft');
  if (flags.ready === true) return publishStep(desk, { id, body: () => ({ type: 'submitted' }) }, 'submitted');
  return code === exitCodes.unjudged
    ? misused(desk, `name what is to change: confman publish update ${id} HEAD, --title, --description, --at, --ready or --draft`)
    : code;
}

function misused({ context }: ProviderDesk, problem: string): ExitCode {
  context.stderr.write(`error: ${problem}\n`);
  return exitCodes.unjudged;
}
