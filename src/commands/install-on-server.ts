import { join, resolve } from 'node:path';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { isBranchName } from '../git/branch-tip.ts';
import { findRepository } from '../git/find-repository.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { gitProblem } from '../pipeline/git-problem.ts';
import { openAtCommit } from '../pipeline/open-at-commit.ts';
import { installServerHooks } from '../publish/embedded/install-server-hooks.ts';
import { unjudgedRequests } from '../publish/embedded/unjudged-requests.ts';
import { besideWords, otherWorkspaces } from '../publish/embedded/other-workspaces.ts';
import { SharedObjects } from '../workspace/shared-objects.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { reportProblems } from './report-problems.ts';

export interface ServerFlags {
  readonly branch?: string | undefined;
  readonly workspace?: string | undefined;
  readonly actorVariable: string;
  readonly actorFormat: string;
  readonly requireSignatures?: string | undefined;
}

/**
 * Has a bare repository hold to confman's rules. What the hooks hold to, they are told here: a push cannot change which branch
 * is protected, or who somebody is.
 */
export async function installOnServer(context: CommandContext, options: GlobalOptions, flags: ServerFlags): Promise<ExitCode> {
  const found = findRepository(options.directory);
  const failed = (problem: Parameters<typeof reportProblems>[3][number]): ExitCode => {
    reportProblems(context, options, 'hook install', [problem], options.format);
    return exitCodes.unjudged;
  };
  if (found?.bare !== true) {
    const hint = 'Go to the bare repository that people push to (-C repo.git)';
    return failed(diagnostic('publish/hook-unwritten', { hook: 'pre-receive', reason: 'this is no bare repository' }, { hint }));
  }
  if (!flags.actorFormat.includes('{user}') || !/^[A-Z_][A-Z0-9_]*$/i.test(flags.actorVariable)) {
    context.stderr.write('error: --actor-variable names a variable, and --actor-format has {user} in it\n');
    return exitCodes.unjudged;
  }
  const branch = flags.branch ?? 'main';
  const reader = await openObjectReader(found.repository);
  try {
    const tip = isBranchName(branch) ? await reader.resolveRevision(`refs/heads/${branch}`) : undefined;
    if (isGitFailure(tip) && tip.kind === 'foreign-owner') return failed(gitProblem(tip, branch));
    if (tip === undefined || isGitFailure(tip)) {
      const hint = `Push the first commit of ${branch}, or name another branch with --branch`;
      return failed(diagnostic('publish/no-branch', { branch }, { hint }));
    }
    const workspace = (flags.workspace ?? '').replace(/^\.?\/+|\/+$/g, '');
    const location = { root: `${found.repository}/${workspace}`, repository: found.repository, prefix: workspace, git: true };
    const shared = new SharedObjects(found.repository);
    const opened = await openAtCommit(location, tip, { reader, shared, reads: 'asked' });
    if (opened.value === undefined)
      return failed(
        opened.diagnostics[0] ??
          gitProblem({ kind: 'no-commit', reason: 'it has no workspace', hint: 'Name its folder with --workspace' }, branch),
      );
    const { protectedBranch } = opened.value.workspace.settings;
    if (protectedBranch !== branch) {
      const hint = `Name it with --branch ${protectedBranch}, or push the right protectedBranch to ${branch} first`;
      return failed(diagnostic('publish/other-branch', { installed: branch, settings: protectedBranch }, { hint }));
    }
    const program = join(context.packageFolder, 'bin', 'confman.js');
    const { actorVariable, actorFormat } = flags;
    const unjudged = await unjudgedRequests(found.repository);
    const written = installServerHooks(found.repository, {
      program: [process.execPath, program],
      branch,
      workspace,
      actorVariable,
      actorFormat,
      requireSignatures: flags.requireSignatures === undefined ? undefined : resolve(context.cwd, flags.requireSignatures),
    });
    if ('code' in written) return failed(written);
    if (unjudged > 0) context.stderr.write(`note: ${unjudgedWords(unjudged)}\n`);
    const others = await otherWorkspaces(reader, tip, workspace);
    if (others.length > 0) context.stderr.write(`note: ${visibleText(besideWords(others), 400)}\n`);
    if (!options.quiet)
      context.stdout.write(
        `${written.join(' and ')} hold ${branch} to confman's rules; who pushes is said by ${actorVariable} as ${actorFormat}\n`,
      );
    return exitCodes.done;
  } finally {
    reader.close();
  }
}

function unjudgedWords(count: number): string {
  const some = count === 1 ? '1 request came' : `${count} requests came`;
  return `${some} before the hooks, and nobody has seen to who made their events: keep them only if they are of a backup`;
}
