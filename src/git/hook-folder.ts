import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { explainFailure } from './explain-failure.ts';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';
import { runGit } from './run-git.ts';

/** The folder in which git looks for the hooks of a repository. It need not be there yet. */
export interface HookFolder {
  /** Absolute, without links on the way. */
  readonly path: string;
  /** Relative to the root of the repository where it lies in it, else absolute. */
  readonly shown: string;
  /** core.hooksPath names it. */
  readonly configured: boolean;
  /** It lies among the files of the repository, where it can be committed, and not in git's own folder. */
  readonly shared: boolean;
}

/** Why nothing may be written to the folder that git looks in: whom it belongs to, or where it lies. */
export interface ForeignHookFolder {
  /** As it is written in the configuration, or as git would have it. */
  readonly folder: string;
  readonly because: 'everywhere' | 'outside' | 'link' | 'no-folder';
}

/**
 * @param repository absolute path of the root of a work tree
 */
export function hookFolder(repository: string): HookFolder | ForeignHookFolder | GitFailure {
  const trusted = runGit(repository, ['rev-parse', '--git-dir']);
  if (trusted.reason !== undefined) return explainFailure(trusted.reason);
  const common = findGitFolder(repository)?.common;
  if (common === undefined) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
  const set = configuredPath(repository);
  if (set === undefined) return placed(join(realpathSync(common), 'hooks'), repository, common, false);
  if (typeof set !== 'string') return set;
  return placed(resolve(repository, set), repository, common, true);
}

/** The last value counts, and the very last is the one that `runGit` gives. */
function configuredPath(repository: string): string | undefined | ForeignHookFolder | GitFailure {
  const asked = runGit(repository, ['config', '--get-all', '--show-scope', '--type=path', '-z', 'core.hooksPath']);
  if (asked.reason !== undefined) return explainFailure(asked.reason);
  const [scope, value] = asked.stdout.toString('utf8').split('\0').slice(-5, -3);
  if (scope === undefined || value === undefined) return undefined;
  if (scope !== 'local' && scope !== 'worktree') return { folder: value, because: 'everywhere' };
  return value;
}

function placed(path: string, repository: string, common: string, configured: boolean): HookFolder | ForeignHookFolder {
  const [root, own] = [realpathSync(repository), realpathSync(common)];
  const shown = isBelow(path, root) ? relative(root, path).split(sep).join('/') : path;
  const real = realPath(path);
  if (real === undefined) return { folder: shown, because: 'no-folder' };
  if (![root, own].some((base) => isBelow(real, base))) return { folder: shown, because: 'outside' };
  if (real !== path) return { folder: shown, because: 'link' };
  return { path, shown, configured, shared: isBelow(path, root) && !isBelow(path, own) };
}

/** Where a folder really lies, as far as it is there; undefined where something else is in its place. */
function realPath(path: string): string | undefined {
  const stats = statsOf(path);
  if (stats !== undefined) {
    const real = realOrUndefined(path);
    return real !== undefined && (stats.isDirectory() || lstatSync(real).isDirectory()) ? real : undefined;
  }
  const above = dirname(path) === path ? undefined : realPath(dirname(path));
  return above && join(above, path.slice(dirname(path).length));
}

function realOrUndefined(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isBelow(path: string, base: string): boolean {
  return path.startsWith(base.endsWith(sep) ? base : base + sep);
}
