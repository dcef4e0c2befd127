import { basename, dirname, join, relative, sep } from 'node:path';
import type { HookFolder } from '../../git/hook-folder.ts';
import { isExecutable, isPlainFolder, readHookFile, type HookFile } from '../../git/hook-file.ts';
import { hookManagers, type HookManager, type HookManagerName } from './hook-manager.ts';
import { hookName } from './hook-script.ts';
import { findOurs, type OurHook } from './hook-text.ts';

/** A file that a commit runs, or would run. */
export interface HookTarget {
  /** Whose way this is: git's own, or husky's, whose hook calls it. */
  readonly owner: 'git' | 'husky';
  /** Absolute. */
  readonly path: string;
  /** Relative to the root of the repository where it lies in it, else absolute. */
  readonly shown: string;
  readonly file: HookFile | undefined;
  readonly ours: OurHook | 'damaged' | undefined;
  /** Git would come to it if it were there. */
  readonly called: boolean;
  /** Git comes to it. */
  readonly active: boolean;
  /** It belongs to the files of the repository. */
  readonly shared: boolean;
}

/** A program that writes hooks here. */
export interface FoundManager {
  readonly manager: HookManager;
  /** Relative to the root; undefined where only its hook is here. */
  readonly config: string | undefined;
  readonly text: string;
  /** Its hook is what git runs. */
  readonly active: boolean;
}

/** Everything around the hook of a repository. */
export interface HookPlace {
  readonly git: HookTarget;
  readonly husky: HookTarget | undefined;
  readonly managers: readonly FoundManager[];
}

/** @param repository absolute path of the root of the work tree, without links */
export function readHookPlace(repository: string, folder: HookFolder): HookPlace {
  const { path, configured, shared } = folder;
  const file = readHookFile(join(path, hookName));
  const huskyFolder = findHusky(repository, folder);
  const base = { repository, runs: file !== undefined && isExecutable(file) };
  const git = target({ ...base, owner: huskyFolder === path ? 'husky' : 'git', folder: path, shared });
  const called = { ...base, runs: base.runs && configured, shared: true, owner: 'husky' } as const;
  const husky = huskyFolder === undefined || huskyFolder === path ? undefined : target({ ...called, folder: huskyFolder });
  return { git, husky, managers: hookManagers.flatMap((manager) => findManager(repository, manager, file)) };
}

/** Whose way hooks have here: the first whose hook git runs, else the first that is configured. */
export function ownerOf(place: HookPlace): HookManagerName | 'git' {
  const { git, husky, managers } = place;
  if (git.owner === 'husky') return 'husky';
  if (git.ours !== undefined) return 'git';
  return writerOf(place) ?? (husky === undefined ? managers[0]?.manager.name : 'husky') ?? 'git';
}

/** Which program wrote the hook that git runs. */
export function writerOf({ husky, managers }: HookPlace): HookManagerName | undefined {
  return husky?.called === true ? 'husky' : managers.find((each) => each.active)?.manager.name;
}

interface TargetInput {
  readonly owner: HookTarget['owner'];
  readonly repository: string;
  readonly folder: string;
  readonly shared: boolean;
  /** Git runs it, or what calls it. */
  readonly runs: boolean;
}

function target({ owner, repository, folder, shared, runs }: TargetInput): HookTarget {
  const path = join(folder, hookName);
  const file = readHookFile(path);
  const ours = file?.kind === 'file' ? findOurs(file.text) : undefined;
  return {
    owner,
    path,
    shown: shownPath(repository, path),
    file,
    ours,
    called: runs,
    active: runs && file !== undefined,
    shared,
  };
}

function shownPath(repository: string, path: string): string {
  const shown = relative(repository, path).split(sep).join('/');
  return shown.startsWith('..') ? path : shown;
}

/** Version 9 has git look in `.husky/_`, whose hooks call those of `.husky`; version 8 in `.husky` itself. */
function findHusky(repository: string, { path, configured }: HookFolder): string | undefined {
  if (configured && basename(path) === '_') return dirname(path);
  if (configured) return readHookFile(join(path, '_', 'husky.sh')) === undefined ? undefined : path;
  const folder = join(repository, '.husky');
  return isPlainFolder(folder) ? folder : undefined;
}

function findManager(repository: string, manager: HookManager, hook: HookFile | undefined): FoundManager[] {
  const active = hook?.kind === 'file' && manager.mark.test(hook.text);
  const configs = manager.configs.flatMap((name) => {
    const file = readHookFile(join(repository, name));
    const text = file?.kind === 'file' ? Buffer.from(file.text, 'latin1').toString('utf8') : '';
    return file === undefined || (name === 'package.json' && !text.includes('"simple-git-hooks"')) ? [] : [{ name, text }];
  });
  const [config] = configs;
  if (config === undefined && !active) return [];
  return [{ manager, config: config?.name, text: config?.text ?? '', active }];
}

/** Outside of comments: a command line, or a hook of ours in the configuration of the pre-commit framework. */
export function mentionsConfman(text: string): boolean {
  const lines = text.split('\n').map((line) => line.replace(/(?:^|\s)(?:#|\/\/).*$/, ''));
  return lines.some((line) => /\bconfman\b.{0,200}\s(?:validate|check|lint)\b|\bid:\s*["']?confman\b/.test(line));
}
