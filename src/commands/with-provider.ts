import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FormatName } from '../diagnostics/formats.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import { withoutPassword } from '../git/remote-url.ts';
import { gitProblem } from '../pipeline/git-problem.ts';
import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import type { EmbeddedProvider } from '../publish/embedded/embedded-provider.ts';
import type { HostedProvider } from '../publish/hosted/hosted-provider.ts';
import { openProvider } from '../publish/open-provider.ts';
import type { ProviderChoice } from '../publish/provider-kind.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { openOrReport } from './open-or-report.ts';
import { commandProgress } from './progress.ts';
import { refusesOtherFormats } from './refuses-other-formats.ts';
import { reportProblems } from './report-problems.ts';

/** What a command about requests works with, wherever they are kept. */
export interface ProviderDesk {
  readonly provider: EmbeddedProvider | HostedProvider;
  readonly context: CommandContext;
  readonly options: GlobalOptions;
  readonly opened: OpenedWorkspace;
  /** Tells what went wrong. @param revision as it was typed, where that is what cannot be used */
  fail(failure: Diagnostic | GitFailure | readonly Diagnostic[], revision?: string): ExitCode;
}

export interface ProviderFlags {
  readonly remote?: string | undefined;
  readonly provider?: ProviderChoice | undefined;
  readonly sign?: boolean | undefined;
}

/** Does something with the requests of the workspace at hand, and puts everything away afterwards. */
export async function withProvider(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  { remote, provider = 'auto', sign, formats = ['pretty', 'json'] }: ProviderFlags & { readonly formats?: readonly FormatName[] },
  work: (desk: ProviderDesk) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (refusesOtherFormats(context, options, command, formats)) return exitCodes.unjudged;
  const opened = await openOrReport(context, options, command);
  if (opened === undefined) return exitCodes.unjudged;
  const fail: ProviderDesk['fail'] = (failure, revision = 'HEAD') => {
    const found = isGitFailure(failure) ? [gitTrouble(failure, remote ?? 'origin', revision)] : [failure].flat();
    reportProblems(context, options, command, found, options.format);
    return isGitFailure(failure) || found.some(({ code }) => unjudged.has(code)) ? exitCodes.unjudged : exitCodes.findings;
  };
  const progress = commandProgress(context, options, 'requests');
  const waiting = (pause: number): void => tellPause(context, options, pause);
  const { env, cwd } = context;
  const kept = await openProvider(opened, { remote, provider, sign, env, cwd, progress, waiting });
  if (!('kind' in kept) || isGitFailure(kept)) {
    fail(kept);
    return exitCodes.unjudged;
  }
  try {
    return await work({ provider: kept, context, options, opened, fail });
  } finally {
    kept.close();
  }
}

function tellPause({ stderr }: CommandContext, { quiet }: GlobalOptions, pause: number): void {
  if (!quiet) stderr.write(`confman: the forge asks for patience; going on in ${Math.ceil(pause / 1000)} seconds\n`);
}

/** Where nothing can be asked, or read, nothing was refused. */
const unjudged: ReadonlySet<string> = new Set([
  'publish/no-branch',
  'workspace/app-not-found',
  'workspace/commit-unreadable',
  'git/unknown-revision',
  'forge/unknown-forge',
  'forge/unsafe-remote',
  'forge/no-token',
  'forge/unauthorised',
  'forge/rate-limited',
  'forge/not-found',
  'forge/moved',
  'forge/unavailable',
  'forge/no-answer',
  'forge/odd-answer',
  'forge/which-provider',
  'forge/not-kept',
  'forge/unproved-publication',
]);

function gitTrouble(failure: GitFailure, remote: string, revision: string): Diagnostic {
  const { kind, reason, hint } = failure;
  return kind === 'remote-failed'
    ? diagnostic('publish/remote', { remote: withoutPassword(remote), reason }, { hint })
    : gitProblem(failure, revision);
}
