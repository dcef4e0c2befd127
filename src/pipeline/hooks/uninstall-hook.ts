import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { readHookFile } from '../../git/hook-file.ts';
import { removeHookFile, restoreHookFile, writeHookFile } from '../../git/write-hook-file.ts';
import type { HookTarget } from './hook-place.ts';
import { chainedSuffix } from './hook-script.ts';
import { newHook, withOthers, withoutOurs, type OurHook } from './hook-text.ts';
import { unwritable } from './install-hook.ts';
import type { OpenedHooks } from './open-hooks.ts';
import { cannotJoin } from './plan-hook.ts';

/** What became of a hook: other workspaces are still judged, the hook of before is back, or there is none. */
export interface UninstalledHook {
  readonly file: string;
  readonly done: 'others-left' | 'restored' | 'removed';
}

/**
 * Takes a workspace out of the hooks, and with the last one our lines: every byte around them stays.
 *
 * @param folder of the workspace, relative to the root; undefined for all there are
 */
export function uninstallHook({ place }: OpenedHooks, folder: string | undefined): Outcome<readonly UninstalledHook[]> {
  const diagnostics: Diagnostic[] = [];
  const value: UninstalledHook[] = [];
  for (const target of [place.git, place.husky]) {
    const done = target && withoutWorkspace(target, folder);
    if (done === undefined || target === undefined) continue;
    if (typeof done === 'string') value.push({ file: target.shown, done });
    else diagnostics.push(done);
  }
  return { value, diagnostics };
}

function withoutWorkspace(target: HookTarget, folder: string | undefined): UninstalledHook['done'] | Diagnostic | undefined {
  const { ours, shown } = target;
  if (ours === undefined) return undefined;
  if (ours === 'damaged')
    return cannotJoin(shown, 'lines of confman stand in it that are not whole', 'Take them out of it by hand');
  const left = folder === undefined ? [] : ours.spec.workspaces.filter((each) => each.folder !== folder);
  if (left.length === ours.spec.workspaces.length && left.length > 0) return undefined;
  if (left.length === 0) return takeOut(target, ours);
  return written(target, withOthers(ours, { ...ours.spec, workspaces: left })) ?? 'others-left';
}

function takeOut(target: HookTarget, ours: OurHook): UninstalledHook['done'] | Diagnostic {
  const { path, shown } = target;
  if (ours.spec.chained === true) return unchain(target, ours);
  const rest = withoutOurs(ours);
  if (rest !== undefined) return written(target, rest) ?? 'restored';
  const failure = removeHookFile(path);
  return failure === undefined ? 'removed' : unwritable(shown, failure);
}

/** What somebody added to our hook meanwhile is no part of the one that comes back. */
function unchain({ path, shown }: HookTarget, ours: OurHook): UninstalledHook['done'] | Diagnostic {
  const aside = path + chainedSuffix;
  if (ours.before + ours.lines + ours.after !== alone(ours))
    return cannotJoin(shown, 'something was added to it', `Move what was added to ${shown}${chainedSuffix}, and run this again`);
  const [failure, done] =
    readHookFile(aside) === undefined
      ? ([removeHookFile(path), 'removed'] as const)
      : ([restoreHookFile(aside, path), 'restored'] as const);
  return failure === undefined ? done : unwritable(shown, failure);
}

function alone({ spec, lines }: OurHook): string {
  const whole = newHook(spec);
  return whole.slice(0, whole.indexOf('\n') + 1) + lines;
}

function written({ path, shown, file }: HookTarget, text: string): Diagnostic | undefined {
  const failure = writeHookFile(path, text, file?.kind === 'file' ? file.mode : 0o755);
  return failure && unwritable(shown, failure);
}
