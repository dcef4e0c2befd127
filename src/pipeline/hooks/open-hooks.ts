import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { findRepository } from '../../git/find-repository.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { hookFolder, type ForeignHookFolder } from '../../git/hook-folder.ts';
import { findWorkspace } from '../../workspace/find-workspace.ts';
import { noWorkspace } from '../no-workspace.ts';
import { readHookPlace, type HookPlace } from './hook-place.ts';

/** The hooks of the repository that somebody stands in. */
export interface OpenedHooks {
  /** Absolute, without links. */
  readonly repository: string;
  readonly place: HookPlace;
}

/** @param directory where to look for a repository, upwards */
export function openHooks(directory: string): Outcome<OpenedHooks | undefined> {
  const found = findRepository(directory);
  if (found === undefined) return failed(noPlace('there is no git repository here', 'Put the workspace under git: git init'));
  if (found.bare)
    return failed(
      noPlace(
        'a bare repository has no work tree to commit from',
        'Run this in a clone, or have pushes judged here: confman hook install --server',
      ),
    );
  const folder = hookFolder(found.repository);
  if (isGitFailure(folder)) return failed(noPlace(folder.reason, folder.hint));
  if ('because' in folder) return failed(foreign(folder));
  return {
    value: { repository: found.repository, place: readHookPlace(found.repository, folder) },
    diagnostics: [],
  };
}

function foreign({ folder, because }: ForeignHookFolder): Diagnostic {
  const own = 'git config --local core.hooksPath "$(git rev-parse --path-format=absolute --git-common-dir)/hooks"';
  const words: Readonly<Record<ForeignHookFolder['because'], readonly [reason: string, hint: string]>> = {
    everywhere: ['which core.hooksPath names for every repository of this machine', `Give this one hooks of its own: ${own}`],
    outside: ['outside of this repository', 'Correct core.hooksPath: git config --show-origin core.hooksPath'],
    link: ['behind a symbolic link', 'Put a folder in the place of the link, or let core.hooksPath name where it leads'],
    'no-folder': [
      'which is no folder, so that no hook runs here',
      'Put a folder in its place, or correct core.hooksPath: git config --show-origin core.hooksPath',
    ],
  };
  const [reason, hint] = words[because];
  return diagnostic('hook/foreign-folder', { folder, reason }, { hint });
}

export function noPlace(reason: string, hint: string): Diagnostic {
  return diagnostic('hook/no-place', { reason }, { hint });
}

function failed(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}

/**
 * The hooks, and which workspace of the repository somebody means.
 *
 * @param all every workspace is meant: then there need be none, and the folder is undefined
 */
export function openHooksOf(
  directory: string,
  all: boolean,
): Outcome<{ readonly hooks: OpenedHooks; readonly folder: string | undefined } | undefined> {
  const location = findWorkspace(directory);
  // Of a bare repository there is more to say.
  const bare = location === undefined && findRepository(directory)?.bare === true;
  if (!all && location === undefined && !bare) return failed(noWorkspace(directory));
  const { value: hooks, diagnostics } = openHooks(directory);
  return { value: hooks && { hooks, folder: all ? undefined : location?.prefix }, diagnostics };
}
