import { isAbsolute, join } from 'node:path';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { findRepository } from '../../git/find-repository.ts';
import { openWorkspaceOnDisk, type OpenOptions } from '../open-workspace.ts';
import { hookStatus } from './hook-status.ts';
import { hookChecks, type HookCheck, type HookedWorkspace } from './hook-spec.ts';
import { noPlace, openHooks, type OpenedHooks } from './open-hooks.ts';

/** What a hook is made of: the repository's hooks, and the workspace in it. */
export interface HookedWorkspaceOpened {
  readonly hooks: OpenedHooks;
  readonly workspace: HookedWorkspace;
  /** What a program that runs in the root of the repository has to be told to run. */
  readonly command: string;
  /** There is a confman that the hook would find now. */
  readonly isFound: boolean;
}

export async function openHookedWorkspace(
  options: Omit<OpenOptions, 'cache'>,
  checks: readonly HookCheck[],
): Promise<Outcome<HookedWorkspaceOpened | undefined>> {
  const opened = await openWorkspaceOnDisk({ ...options, cache: false });
  // Of a bare repository there is more to say than that it has no files.
  if (opened.value === undefined && findRepository(options.directory)?.bare !== true)
    return { value: undefined, diagnostics: opened.diagnostics };
  const hooks = openHooks(options.directory);
  if (hooks.value === undefined) return { value: undefined, diagnostics: hooks.diagnostics };
  if (opened.value === undefined) return { value: undefined, diagnostics: opened.diagnostics };
  const { location, settings } = opened.value.workspace;
  const { prefix: folder } = location;
  if (/\p{Cc}/u.test(folder + settings.schemas))
    return { value: undefined, diagnostics: [noPlace('the path of the workspace has control characters', 'Rename its folder')] };
  const schemas = folder === '' ? settings.schemas : `${folder}/${settings.schemas}`;
  const workspace = { folder, schemas, checks: hookChecks.filter((check) => checks.includes(check)) };
  const { program } = hookStatus(hooks.value, folder, options.env['PATH'] ?? '');
  const command = commandFor(program, folder);
  return { value: { hooks: hooks.value, workspace, command, isFound: program !== undefined }, diagnostics: [] };
}

/** With the confman that is installed nearest to the workspace; npx finds the one of the root only. */
function commandFor(found: string | undefined, folder: string): string {
  const program = found ?? join('node_modules', '.bin');
  const npx = ['npx', '--no', '--', 'confman'];
  const own = isAbsolute(program) ? ['confman'] : program.startsWith('node_modules') ? npx : [shellWord(program)];
  const at = folder === '' ? [] : ['-C', shellWord(folder)];
  return [...own, 'validate', '--staged', '--quiet', ...at].join(' ');
}

function shellWord(text: string): string {
  return /^[A-Za-z0-9_.][A-Za-z0-9_./@%+=:,-]*$/.test(text) ? text : `'./${text.replaceAll("'", "'\\''")}'`;
}
