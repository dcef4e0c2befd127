import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readHookFile, type HookFile } from '../../git/hook-file.ts';
import type { HookTarget } from './hook-place.ts';
import { chainedSuffix } from './hook-script.ts';
import type { HookedWorkspace, HookSpec } from './hook-spec.ts';
import { newHook, withOthers, withOursFirst, withOursLast } from './hook-text.ts';

export interface HookPlan {
  /** One character for each byte. */
  readonly text: string;
  readonly mode: number;
  /** What is there is kept beside it, and run after ours. */
  readonly setsAside: boolean;
}

/** What is to stand in the place of a hook, or why confman cannot join what is there. */
export function planHook(target: HookTarget, workspace: HookedWorkspace, node: string): HookPlan | Diagnostic {
  const { file, ours, shown, shared } = target;
  const fresh: HookSpec = { workspaces: [workspace], node: shared ? undefined : node };
  if (ours === 'damaged')
    return cannotJoin(shown, 'lines of confman stand in it that are not whole', 'Take them out of it, and install again');
  if (file === undefined) return { text: newHook({ ...fresh, created: true }), mode: 0o755, setsAside: false };
  if (file.kind === 'other') return cannotJoin(shown, file.reason, 'Put a hook in its place, or remove it');
  if (file.kind === 'file' && ours !== undefined) {
    const spec = { ...ours.spec, ...fresh, workspaces: merged(ours.spec.workspaces, workspace) };
    return { text: withOthers(ours, spec), mode: runnable(target, file.mode), setsAside: false };
  }
  if (target.owner === 'husky') return inHusky(target, file, fresh);
  if (file.kind === 'file' && (file.mode & 0o111) !== 0 && isShellScript(file.text))
    return { text: withOursFirst(file.text, fresh), mode: runnable(target, file.mode), setsAside: false };
  return besideOurs(target, fresh);
}

/** What comes before may still change what is staged; nothing after an `exit` would be reached. */
function inHusky(target: HookTarget, file: HookFile, spec: HookSpec): HookPlan | Diagnostic {
  const { shown } = target;
  if (file.kind !== 'file') return cannotJoin(shown, 'it is a symbolic link', 'Put a file in its place');
  if (!/^(?:exec|exit)\b/m.test(file.text)) return { text: withOursLast(file.text, spec), mode: file.mode, setsAside: false };
  const hint = 'Write npx --no confman validate --staged in front of its exit';
  return cannotJoin(shown, 'what stands at its end may never be reached', hint);
}

/** A program, a link, a script for another interpreter, or what git does not run because it may not be run. */
function besideOurs({ path, shown, shared }: HookTarget, spec: HookSpec): HookPlan | Diagnostic {
  if (shared) return cannotJoin(shown, 'it is no script for a shell', 'Have it run confman validate --staged');
  if (readHookFile(path + chainedSuffix) !== undefined)
    return cannotJoin(shown, `it would be kept as ${shown}${chainedSuffix}, which is there already`, 'Move that file away');
  return { text: newHook({ ...spec, chained: true }), mode: 0o755, setsAside: true };
}

/** Without a first line that says more, git has a hook run by the shell. */
function isShellScript(text: string): boolean {
  if (!text.startsWith('#!')) return !text.includes('\0') && text.charCodeAt(0) < 0x7f;
  return /^#! *(?:\S*\/)?(?:env +)?(?:ba|da|a|k|z)?sh(?:\s|$)/.test(text);
}

/** Git runs its own hooks only where they may be run; husky's are read by a shell. */
function runnable({ owner }: HookTarget, mode: number): number {
  return owner === 'git' && (mode & 0o111) === 0 ? mode | 0o111 : mode;
}

function merged(all: readonly HookedWorkspace[], one: HookedWorkspace): readonly HookedWorkspace[] {
  return [...all.filter((each) => each.folder !== one.folder), one].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

export function cannotJoin(file: string, reason: string, hint: string): Diagnostic {
  return diagnostic('hook/cannot-join', { file, reason }, { hint });
}
