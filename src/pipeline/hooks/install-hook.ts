import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { setHookAside, undoAside, writeHookFile, type HookWriteFailure } from '../../git/write-hook-file.ts';
import { hookManagers, type HookManager, type HookManagerName } from './hook-manager.ts';
import { mentionsConfman, ownerOf, type HookTarget } from './hook-place.ts';
import { chainedSuffix } from './hook-script.ts';
import type { HookedWorkspace } from './hook-spec.ts';
import type { OpenedHooks } from './open-hooks.ts';
import { cannotJoin, planHook, type HookPlan } from './plan-hook.ts';

export interface InstallOptions {
  readonly workspace: HookedWorkspace;
  /** Where to put it; `auto` is what is in use here. */
  readonly into: HookManagerName | 'git' | 'auto';
  /** The folder of the node that runs. */
  readonly node: string;
  /** What another program is to run. */
  readonly command: string;
  /** There is a confman that the hook would find now. */
  readonly isFound: boolean;
}

export interface InstalledHook {
  /** `there`: nothing had to be written. `by-hand`: somebody has to add lines. */
  readonly done: 'written' | 'there' | 'by-hand';
  readonly owner: HookManagerName | 'git';
  /** Relative to the root of the repository where it lies in it, else absolute. */
  readonly file: string;
  /** To be added by hand. */
  readonly lines: readonly string[];
  /** What still has to be done, each starting with a verb. */
  readonly next: readonly string[];
}

/** Has the commits of a repository judged. What somebody else wrote stays as it is, and runs as before. */
export function installHook(opened: OpenedHooks, options: InstallOptions): Outcome<InstalledHook | undefined> {
  const { place } = opened;
  const owner = options.into === 'auto' ? ownerOf(place) : options.into;
  const row = hookManagers.find(({ name }) => name === owner);
  if (row !== undefined) return byHand(opened, row, options);
  const target = owner === place.git.owner ? place.git : place.husky;
  if (target !== undefined) return write(target, options);
  return failed(cannotJoin('.husky', 'there is no such folder', 'Run npx husky init first'));
}

function write(target: HookTarget, { workspace, node, isFound }: InstallOptions): Outcome<InstalledHook | undefined> {
  const { owner, file, shown, shared } = target;
  const plan = planHook(target, workspace, node);
  if ('code' in plan) return failed(plan);
  const next = [
    ...(shared ? [`Commit ${shown}, so that it runs for everybody`] : []),
    ...(isFound ? [] : ['Put confman into node_modules or on the PATH: none is found, and commits are stopped until then']),
    ...(owner === 'husky' && !target.called ? ['Run npx husky, which has git call it in this clone'] : []),
  ];
  const same = file?.kind === 'file' && file.text === plan.text && file.mode === plan.mode;
  const done = same ? 'there' : 'written';
  const failure = same ? undefined : place(target, plan);
  if (failure !== undefined) return failed(unwritable(shown, failure));
  return { value: { done, owner, file: shown, lines: [], next }, diagnostics: [] };
}

function place({ path, file }: HookTarget, { text, mode, setsAside }: HookPlan): HookWriteFailure | undefined {
  if (!setsAside) return writeHookFile(path, text, mode);
  const aside = path + chainedSuffix;
  const failure = setHookAside(path, aside, file?.kind === 'link');
  if (failure !== undefined) return failure;
  const unwritten = writeHookFile(path, text, mode);
  if (unwritten !== undefined) undoAside(aside, path);
  return unwritten;
}

/** Into the configuration of another program: its form is its own matter, and what stands in it is somebody's work. */
function byHand({ place }: OpenedHooks, row: HookManager, { command }: InstallOptions): Outcome<InstalledHook> {
  const { name: owner } = row;
  const found = place.managers.find(({ manager }) => manager === row);
  const file = found?.config ?? row.configs[0];
  const next = found?.active === true ? [] : [`Run ${row.installs}, which has git call it in this clone`];
  if (found !== undefined && mentionsConfman(found.text))
    return { value: { done: 'there', owner, file, lines: [], next }, diagnostics: [] };
  const hint = 'Add them, and see with confman hook status whether they are found';
  return {
    value: { done: 'by-hand', owner, file, lines: row.lines(command), next },
    diagnostics: [diagnostic('hook/by-hand', { manager: owner, file }, { hint })],
  };
}

export function unwritable(file: string, { reason }: HookWriteFailure): Diagnostic {
  return diagnostic('hook/unwritable', { file, reason }, { hint: 'Make its folder writable, and run this again' });
}

function failed(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}
