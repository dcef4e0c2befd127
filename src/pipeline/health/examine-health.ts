import { join } from 'node:path';
import { findWorkspace, inRepository, settingsName } from '../../workspace/find-workspace.ts';
import { lstat } from '../../workspace/file-stat.ts';
import { defaultSettings } from '../../workspace/settings.ts';
import { noWorkspaceHint } from '../no-workspace.ts';
import { openWorkspaceOnDisk } from '../open-workspace.ts';
import type { HealthCheck } from './health-check.ts';
import { machineChecks, type MachineFacts } from './machine-checks.ts';
import { repositoryChecks } from './repository-checks.ts';
import { storageChecks } from './storage-checks.ts';
import { settingsCheck, treeCheck } from './workspace-checks.ts';

export interface HealthInput extends MachineFacts {
  /** Where to look for the workspace. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shellWord: (path: string) => string;
}

/** Everything that confman depends on, and whether it is well, as far as it can be found out from here. */
export async function examineHealth(input: HealthInput): Promise<HealthCheck[]> {
  const machine = machineChecks(input);
  const { directory, env, now, shellWord } = input;
  const location = findWorkspace(directory);
  if (location === undefined) return [...machine, noWorkspace(directory)];
  const opened = await openWorkspaceOnDisk({ directory, cache: false, env, now });
  const { settings = defaultSettings } = opened.value?.workspace ?? {};
  const shown = inRepository(location, settings.resolved);
  const hasFile = lstat(join(location.root, settingsName)) !== undefined;
  return [
    ...machine,
    { name: 'workspace', status: 'ok', message: location.root },
    settingsCheck(opened.diagnostics, hasFile),
    ...(opened.value === undefined ? [] : [treeCheck(opened.value.workspace)]),
    ...(await repositoryChecks(location, settings.protectedBranch)),
    ...storageChecks({ location, output: join(location.repository, shown), shown, env, now, shellWord }),
  ];
}

function noWorkspace(directory: string): HealthCheck {
  const message = `there is none in ${directory} or above it`;
  return { name: 'workspace', status: 'problem', message, hint: noWorkspaceHint(directory) };
}
