import type { Carry } from '../pipeline/resolve-apps.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import type { ResolveFlags } from './resolve.ts';

/** What `--schema-version` makes of each app; undefined without it, and `refused`, and said why, where it names no version. */
export async function carryOption(
  context: CommandContext,
  options: GlobalOptions,
  workspace: Workspace,
  { schemaVersion }: ResolveFlags,
): Promise<Carry | undefined | 'refused'> {
  if (schemaVersion === undefined) return undefined;
  const { versionName } = await import('../model/schema-version.ts');
  const version = versionName(schemaVersion);
  if (version === undefined) {
    const { badVersion } = await import('../pipeline/evolution/bad-version-name.ts');
    const { reportProblems } = await import('./report-problems.ts');
    reportProblems(context, options, 'resolve', [badVersion(schemaVersion, `--schema-version ${schemaVersion}`)], options.format);
    return 'refused';
  }
  const { VersionCarrier } = await import('../pipeline/evolution/version-carrier.ts');
  await workspace.prepareFindings();
  const carrier = new VersionCarrier(workspace, version);
  return (app, recorded) => carrier.carry(app, recorded);
}
