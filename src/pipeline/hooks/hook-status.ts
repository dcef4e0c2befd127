import { dirname, join, relative, sep } from 'node:path';
import { findProgram } from '../../git/hook-file.ts';
import { mentionsConfman, type FoundManager, type HookTarget } from './hook-place.ts';
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
  /** The hook of before is kept and run. */
  readonly chained: boolean;
}

export interface HookStatus {
  readonly rows: readonly HookRow[];
  /** The program that a commit would run for the workspace: relative to the root where it lies in the repository, else absolute. */
  readonly program: string | undefined;
  /** Whether a commit has the workspace judged, by lines that are current or by somebody else's. */
  readonly ok: boolean;
}

/** @param folder of the workspace, relative to the root of the repository @param path the value of PATH */
export function hookStatus({ repository, place }: OpenedHooks, folder: string, path: string): HookStatus {
  const targets = [place.git, place.husky].filter((each) => each !== undefined);
  const rows = [
    ...targets.filter((each) => each.file !== undefined).map(targetRow),
    ...place.managers.filter((each) => each.config !== undefined).map(managerRow),
  ];
  const ok = rows.some((row) => row.active && judges(row, folder));
  const program = findProgram('confman', installedIn(repository, folder), path);
  return { rows, program: program?.startsWith(repository + sep) === true ? relative(repository, program) : program, ok };
}

function judges({ confman, current, workspaces }: HookRow, folder: string): boolean {
  if (confman === 'by-hand') return true;
  return confman === 'installed' && current === true && workspaces.some((each) => each.folder === folder);
}

function targetRow({ owner, shown, file, ours, active }: HookTarget): HookRow {
  const base = { file: shown, owner, active, current: undefined, workspaces: [], chained: false } as const;
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
  return { file: config, owner: manager.name, active, confman, current: undefined, workspaces: [], chained: false };
}

/** From the workspace up to the root of the repository, as the hook looks. */
function installedIn(repository: string, folder: string): string[] {
  const folders: string[] = [];
  for (let at = join(repository, folder); ; at = dirname(at)) {
    folders.push(join(at, 'node_modules', '.bin'));
    if (at === repository || dirname(at) === at) return folders;
  }
}
