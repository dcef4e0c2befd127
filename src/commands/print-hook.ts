import { visibleText } from '../diagnostics/visible-text.ts';
import type { HookRow, HookStatus } from '../pipeline/hooks/hook-status.ts';
import type { HookedWorkspace } from '../pipeline/hooks/hook-spec.ts';
import type { InstalledHook } from '../pipeline/hooks/install-hook.ts';
import type { UninstalledHook } from '../pipeline/hooks/uninstall-hook.ts';

export function installedJson({ done, owner, file, lines, next }: InstalledHook): string {
  return jsonText({ ok: done !== 'by-hand', done, owner, file, lines, next });
}

export function installedText(hook: InstalledHook, workspace: HookedWorkspace, quiet: boolean): string {
  const { done, owner, file, lines, next } = hook;
  if (done === 'by-hand') return linesText(lines);
  if (quiet) return '';
  const words = done === 'written' ? 'Installed' : 'Nothing to do';
  const runs = owner === 'git' || owner === 'husky' ? workspaceWords(workspace) : 'confman';
  return linesText([`${words}: ${file} runs ${runs}`, ...next]);
}

export function uninstalledJson(hooks: readonly UninstalledHook[]): string {
  return jsonText({ ok: true, hooks: hooks.map(({ file, done }) => ({ file, done })) });
}

const doneWords: Readonly<Record<UninstalledHook['done'], string>> = {
  'others-left': 'still judges other workspaces',
  restored: 'is what it was before',
  removed: 'is gone, as it was before',
};

export function uninstalledText(hooks: readonly UninstalledHook[], quiet: boolean): string {
  if (quiet) return '';
  if (hooks.length === 0) return 'Nothing to do: no hook has lines that confman wrote for this workspace\n';
  return linesText(hooks.map(({ file, done }) => `Uninstalled: ${file} ${doneWords[done]}`));
}

export function statusJson({ ok, program, rows }: HookStatus): string {
  const hooks = rows.map(({ current = null, writtenBy = null, ...row }) => ({ ...row, current, writtenBy }));
  return jsonText({ ok, program: program ?? null, hooks });
}

export function statusText({ ok, program, rows }: HookStatus): string {
  return linesText([...rows.map(rowText), verdict(ok, program, rows)]);
}

function verdict(ok: boolean, program: string | undefined, rows: readonly HookRow[]): string {
  if (ok && program !== undefined) return `Commits here are judged, by ${program}`;
  if (ok) return 'Commits here are judged';
  const installed = rows.filter(({ active, confman }) => active && confman === 'installed');
  if (installed.length > 0 && program === undefined)
    return 'No confman is found, and commits are stopped: run npm ci, or put it on the PATH';
  if (installed.some(({ current }) => current === false))
    return 'Commits here are judged as another version had it: run confman hook install';
  return 'Commits here are not judged: run confman hook install';
}

function rowText(row: HookRow): string {
  const inactive = row.active ? '' : '; git does not come to it in this clone';
  return `${row.file}: ${stateWords(row)}${row.chained ? ', then the hook of before' : ''}${inactive}`;
}

function stateWords({ confman, current, workspaces, writtenBy }: HookRow): string {
  if (confman === 'no') return writtenBy === undefined ? 'does not run confman' : `is written by ${writtenBy}`;
  if (confman === 'by-hand') return 'runs confman, as somebody wrote it there';
  if (confman === 'damaged') return 'has lines of confman that are not whole';
  return `runs ${workspaces.map(workspaceWords).join('; ')}${current === true ? '' : ' (not as this version writes it: run confman hook install)'}`;
}

function workspaceWords({ folder, checks }: HookedWorkspace): string {
  return `${checks.join(', ')} for ${folder === '' ? 'the workspace in the root' : folder}`;
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}

function jsonText(value: object): string {
  return `${JSON.stringify({ formatVersion: 1, ...value }, null, 2)}\n`;
}
