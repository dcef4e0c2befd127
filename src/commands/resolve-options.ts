import { resolve as resolvePath } from 'node:path';
import type { ResolveOptions } from '../pipeline/resolve-workspace.ts';
import type { Settings } from '../workspace/settings.ts';
import type { CommandContext } from './command-context.ts';
import type { ResolveFlags } from './resolve-flags.ts';

export function resolveOptions(
  context: CommandContext,
  apps: readonly string[],
  flags: ResolveFlags,
  { outputFormat }: Settings,
  resolvedAt: string,
): ResolveOptions {
  const { out } = flags;
  return {
    apps,
    out: out === undefined ? undefined : resolvePath(context.cwd, out),
    shownOut: out ?? '',
    format: flags.outputFormat ?? outputFormat,
    bare: flags.bare ?? false,
    allowInvalid: flags.allowInvalid ?? false,
    check: flags.check ?? false,
    resolvedAt,
    runJob: (flags.threads ?? context.processors) > 1 ? (job) => context.runJob(job) : undefined,
  };
}
