import type { Carry } from '../pipeline/resolve-apps.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import type { ResolveFlags } from './resolve-flags.ts';

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
  const later = options.source.kind === 'working-tree' ? undefined : await laterWorkspace(workspace, version);
  const carrier = new VersionCarrier(workspace, version, later);
  return (app, recorded) => carrier.carry(app, recorded);
}

/** The protected branch, which keeps every version: for a commit from before some family had this one. */
async function laterWorkspace(workspace: Workspace, version: string): Promise<Workspace | undefined> {
  const { versionsOf } = await import('../pipeline/evolution/family-versions.ts');
  const families = [...workspace.index.versions.keys()];
  if (families.every((family) => versionsOf(workspace, family).includes(version))) return undefined;
  const { openBase } = await import('../pipeline/evolution/base-workspace.ts');
  const { value: base } = await openBase(workspace, undefined);
  await base?.workspace.prepareFindings();
  return base?.workspace;
}
