import { visibleText } from '../diagnostics/visible-text.ts';
import type { ReleasedWorkspace } from '../pipeline/release-workspace.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { printReport } from './print-report.ts';
import { releaseLine } from './release-line.ts';

export interface PrintedRelease {
  /** The branch as people know it. */
  readonly shown: string;
  readonly released: ReleasedWorkspace;
  readonly secretSchemes: readonly string[];
}

/** What a release came to: findings, and the commit that the branch has now. */
export function printRelease(
  context: CommandContext,
  options: GlobalOptions,
  { shown, released: { counts, findings, release }, secretSchemes }: PrintedRelease,
): ExitCode {
  const report = printReport(
    context,
    { ...options, quiet: true },
    { command: 'release', counts, findings, schemes: secretSchemes, facts: { release: factsOf(shown, release) } },
  );
  if (options.format === 'pretty' && release === undefined)
    context.stderr.write(`${visibleText(shown)} is as it was: nothing was released\n`);
  if (options.format === 'pretty' && release !== undefined && !options.quiet) {
    const { commit, unchanged, source, sequence, apps, schemas } = release;
    const line = releaseLine(shown, { commit: source, sequence, apps, schemas });
    const done = unchanged ? `Nothing new for ${line}` : `Released to ${line}`;
    context.stdout.write(options.verbose ? `${done}\nThe branch is at ${commit}\n` : `${done}\n`);
  }
  return report.ok && release !== undefined ? exitCodes.done : exitCodes.findings;
}

function factsOf(branch: string, release: ReleasedWorkspace['release']): object | null {
  if (release === undefined) return null;
  const { commit, unchanged, source, sequence, apps, schemas } = release;
  return { branch, commit, unchanged, source, schemaSequence: sequence, apps, schemas };
}
