import { visibleText } from '../diagnostics/visible-text.ts';
import type { HookRow, HookStatus } from '../pipeline/hooks/hook-status.ts';
import type { HookedWorkspace } from '../pipeline/hooks/hook-spec.ts';
import type { InstalledHook } from '../pipeline/hooks/install-hook.ts';
import type { UninstalledHook } from '../pipeline/hooks/uninstall-hook.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** Says what is wrong where a format was asked for that there is not. */
export function isHookFormat(context: CommandContext, { format }: GlobalOptions): boolean {
  if (format === 'pretty' || format === 'json') return true;
  context.stderr.write(`error: hook has no format ${format}; choose pretty or json\n`);
  return false;
}

export function installedJson({ done, owner, file, lines, next }: InstalledHook): string {
  return jsonText({ ok: done !== 'by-hand', done, owner, file, lines, next });
}

export function installedText({ done, file, lines, next }: InstalledHook, workspace: HookedWorkspace, quiet: boolean): string {
  if (done === 'by-hand') return linesText(lines);
  if (quiet) return '';
  const words = done === 'written' ? 'Installed' : 'Nothing to do';
  return linesText([`${words}: ${file} runs ${workspaceWords(workspace)}`, ...next]);
}

export function uninstalledJson(hooks: readonly UninstalledHook[]): string {
  return jsonText({ ok: true, hooks: hooks.map(({ file, done }) => ({ file, done })) });
}

const doneWords: Readonly<Record<UninstalledHook['done'], string>> = {
  'others-left': 'still judges other workspaces',
  restored: 'is what it was before',
  removed: 'is gone, as it was before',
};

export function uninstalledText(hooks: readonly UninstalledHook[]): string {
  if (hooks.length === 0) return 'Nothing to do: no hook has lines that confman wrote for this workspace\n';
  return linesText(hooks.map(({ file, done }) => `Uninstalled: ${file} ${doneWords[done]}`));
}

export function statusJson({ ok, program, rows }: HookStatus): string {
  const hooks = rows.map(({ current = null, ...row }) => ({ ...row, current }));
  return jsonText({ ok, program: program ?? null, hooks });
}

export function statusText({ ok, program, rows }: HookStatus): string {
  const found = program === undefined ? 'Nothing found to run: run npm ci, or put confman on the PATH' : `Runs ${program}`;
  const verdict = ok ? 'Commits here are judged' : 'Commits here are not judged: run confman hook install';
  return linesText([...rows.map(rowText), ...(ok ? [found] : []), verdict]);
}

function rowText(row: HookRow): string {
  const inactive = row.active ? '' : '; git does not come to it in this clone';
  return `${row.file}: ${stateWords(row)}${row.chained ? ', then the hook of before' : ''}${inactive}`;
}

function stateWords({ confman, current, workspaces }: HookRow): string {
  if (confman === 'no') return 'does not run confman';
  if (confman === 'by-hand') return 'runs confman, as somebody wrote it there';
  if (confman === 'damaged') return 'has lines of confman that are not whole';
  return `runs ${workspaces.map(workspaceWords).join('; ')}${current === true ? '' : ' (written by another version: run confman hook install)'}`;
}

function workspaceWords({ folder, checks }: HookedWorkspace): string {
  return `${checks.join(', ')} in ${folder === '' ? 'the root' : folder}`;
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}

function jsonText(value: object): string {
  return `${JSON.stringify({ formatVersion: 1, ...value }, null, 2)}\n`;
}
