import { basename, dirname, join, relative, sep } from 'node:path';
import { findGitFolder } from '../../git/find-git-folder.ts';
import { findProgram } from '../../git/hook-file.ts';
import type { HookManagerName } from './hook-manager.ts';
import { mentionsConfman, writerOf, type FoundManager, type HookPlace, type HookTarget } from './hook-place.ts';
import type { HookedWorkspace } from './hook-spec.ts';
import { isCurrent } from './hook-text.ts';
import type { OpenedHooks } from './open-hooks.ts';

/** A file that has to do with commits here. */
export interface HookRow {
  /** Relative to the root of the repository where it lies in it, else absolute. */
  readonly file: string;
  readonly owner: string;
  /** Git comes to it at a commit. */
  readonly active: boolean;
  /** `installed`: lines that confman wrote; `by-hand`: somebody named confman in it; `damaged`: not clear which lines are ours. */
  readonly confman: 'installed' | 'by-hand' | 'damaged' | 'no';
  /** Whether the lines are what this version would write; undefined where they are not ours. */
  readonly current: boolean | undefined;
  readonly workspaces: readonly HookedWorkspace[];
  /** Another program wrote the file, and would write it again. */
  readonly writtenBy: HookManagerName | undefined;
  /** The hook of before is kept and run. */
  readonly chained: boolean;
}

export interface HookStatus {
  readonly rows: readonly HookRow[];
  /** The program that a commit would run for the workspace: relative to the root where it lies in the repository, else absolute. */
  readonly program: string | undefined;
  /** Whether a commit has the workspace judged: by lines that are current and find a program, or by somebody else's. */
  readonly ok: boolean;
}

/** @param folder of the workspace, relative to the root of the repository @param path the value of PATH */
export function hookStatus({ repository, place }: OpenedHooks, folder: string, path: string): HookStatus {
  const targets = [place.git, place.husky].filter((each) => each !== undefined);
  const rows = [
    ...targets.filter((each) => each.file !== undefined).map((each) => targetRow(each, place)),
    ...place.managers.filter((each) => each.config !== undefined).map(managerRow),
  ];
  const judging = rows.filter((row) => row.active && judges(row, folder));
  const program = findProgram('confman', installedIn(repository, folder), path);
  const ok = judging.some((row) => row.confman === 'by-hand' || program !== undefined);
  return { rows, ok, program: program?.startsWith(repository + sep) === true ? relative(repository, program) : program };
}

function judges({ confman, current, workspaces }: HookRow, folder: string): boolean {
  if (confman === 'by-hand') return true;
  return confman === 'installed' && current === true && workspaces.some((each) => each.folder === folder);
}

function targetRow({ owner, shown, file, ours, active }: HookTarget, place: HookPlace): HookRow {
  const writtenBy = owner === 'git' ? writerOf(place) : undefined;
  const base = { file: shown, owner, active, current: undefined, workspaces: [], chained: false, writtenBy } as const;
  if (ours === 'damaged') return { ...base, confman: 'damaged' };
  if (ours === undefined) {
    const named = file?.kind === 'file' && mentionsConfman(file.text);
    return { ...base, confman: named ? 'by-hand' : 'no' };
  }
  const { workspaces, chained = false } = ours.spec;
  return { ...base, confman: 'installed', current: isCurrent(ours), workspaces, chained };
}

function managerRow({ manager, config = '', text, active }: FoundManager): HookRow {
  const confman = mentionsConfman(text) ? 'by-hand' : 'no';
  const none = { current: undefined, workspaces: [], chained: false, writtenBy: undefined } as const;
  return { ...none, file: config, owner: manager.name, active, confman };
}

/** As the hook looks: from the workspace up to the root of the repository, then in the main work tree. */
function installedIn(repository: string, folder: string): string[] {
  const folders: string[] = [];
  for (let at = join(repository, folder); ; at = dirname(at)) {
    folders.push(join(at, 'node_modules', '.bin'));
    if (at === repository || dirname(at) === at) break;
  }
  const common = findGitFolder(repository)?.common;
  // The folder above a bare repository is none of its work trees.
  return common === undefined || basename(common) !== '.git'
    ? folders
    : [...folders, join(dirname(common), 'node_modules', '.bin')];
}
