import { Command } from '@commander-js/extra-typings';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SnapshotFormatName } from '../snapshot/formats.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { outputFormatOption } from './output-format-option.ts';

interface ReleaseFlags {
  readonly branch: string;
  readonly push?: string | true | undefined;
  readonly outputFormat?: SnapshotFormatName | undefined;
  readonly bare?: boolean | undefined;
  readonly allowInvalid?: boolean | undefined;
  readonly allowOlder?: boolean | undefined;
  readonly force?: boolean | undefined;
}

export const release: CommandModule = {
  name: 'release',
  summary: 'put the snapshots of a commit on a branch, as one commit',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('release')
        .option('--branch <branch>', 'branch of the releases', 'resolved')
        .option('--push [remote]', 'put it on the branch of another repository, origin by default; this one stays as it is')
        .addOption(outputFormatOption())
        .option('--bare', 'the data alone, without the envelope')
        .option('--allow-invalid', 'also with invalid apps, marked as such')
        .option('--allow-older', 'also when the branch has the release of a commit that is newer, or of another history')
        .option('--force', 'also when the branch holds something other than releases; that is replaced, its commits stay'),
    ).action(async (flags) => finish(await runRelease(context, readGlobals(flags, context.cwd), flags))),
};

async function runRelease(context: CommandContext, given: GlobalOptions, flags: ReleaseFlags): Promise<ExitCode> {
  const options = given.source.kind === 'working-tree' ? { ...given, source: headCommit } : given;
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'release');
  if (opened === undefined) return exitCodes.unjudged;
  const { openReleaseTarget } = await import('../pipeline/release-target.ts');
  const revision = options.source.kind === 'revision' ? options.source.revision : '';
  const remote = flags.push === true ? 'origin' : flags.push;
  const target = await openReleaseTarget(opened, { branch: flags.branch, remote, revision, cwd: context.cwd });
  if ('code' in target) {
    const { reportProblems } = await import('./report-problems.ts');
    reportProblems(context, options, 'release', [target], options.format);
    return exitCodes.unjudged;
  }
  const { releaseWorkspace } = await import('../pipeline/release-workspace.ts');
  const { printRelease } = await import('./print-release.ts');
  try {
    const released = await releaseWorkspace(opened, target, {
      format: flags.outputFormat ?? opened.workspace.settings.outputFormat,
      bare: flags.bare ?? false,
      allowInvalid: flags.allowInvalid ?? false,
      allowOlder: flags.allowOlder ?? false,
      force: flags.force ?? false,
      notices: given === options ? [] : await noticesOf(context, options, opened.objects?.bare === true),
    });
    const { secretSchemes } = opened.workspace.settings;
    return printRelease(context, options, { shown: target.shown, released, secretSchemes });
  } finally {
    target.close();
  }
}

async function noticesOf(
  { env, now }: CommandContext,
  { directory }: GlobalOptions,
  bare: boolean,
): Promise<readonly Diagnostic[]> {
  if (bare) return [];
  const { leftOut } = await import('../pipeline/release-left-out.ts');
  return leftOut({ directory, cache: false, env, now: now() });
}

const headCommit = { kind: 'revision', revision: 'HEAD' } as const;
