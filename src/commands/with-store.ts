import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FormatName } from '../diagnostics/formats.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import { withoutPassword } from '../git/remote-url.ts';
import { gitProblem } from '../pipeline/git-problem.ts';
import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { openStore, type OpenedStore } from '../publish/embedded/open-store.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { openOrReport } from './open-or-report.ts';
import { refusesOtherFormats } from './refuses-other-formats.ts';
import { reportProblems } from './report-problems.ts';

/** What a command about requests works with. */
export interface PublishDesk extends OpenedStore {
  readonly context: CommandContext;
  readonly options: GlobalOptions;
  readonly opened: OpenedWorkspace;
  /** Tells what went wrong. */
  fail(failure: Diagnostic | GitFailure | readonly Diagnostic[]): ExitCode;
}

/** Does something with the requests of the workspace at hand, and puts everything away afterwards. */
export async function withStore(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  { remote, formats = ['pretty', 'json'] }: { readonly remote?: string | undefined; readonly formats?: readonly FormatName[] },
  work: (desk: PublishDesk) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (refusesOtherFormats(context, options, command, formats)) return exitCodes.unjudged;
  const opened = await openOrReport(context, options, command);
  if (opened === undefined) return exitCodes.unjudged;
  const fail = (failure: Diagnostic | GitFailure | readonly Diagnostic[]): ExitCode => {
    const found = isGitFailure(failure) ? [gitTrouble(failure, remote ?? 'origin')] : [failure].flat();
    reportProblems(context, options, command, found, options.format);
    return isGitFailure(failure) ? exitCodes.unjudged : exitCodes.findings;
  };
  const desk = await openStore(opened, { remote, env: context.env, cwd: context.cwd });
  if (!('store' in desk)) {
    fail(desk);
    return exitCodes.unjudged;
  }
  try {
    return await work({ ...desk, context, options, opened, fail });
  } finally {
    desk.store.close();
  }
}

function gitTrouble(failure: GitFailure, remote: string): Diagnostic {
  const { kind, reason, hint } = failure;
  return kind === 'remote-failed'
    ? diagnostic('publish/remote', { remote: withoutPassword(remote), reason }, { hint })
    : gitProblem(failure, 'requests');
}
