import { dirname, join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { tempName } from './atomic-write-temp.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';
import { besides, targetTag } from './release-switch-recover.ts';
import { removeTree } from './release-switch-remove.ts';
import { targetState } from './release-switch-target.ts';

/** How often another process may come first. */
const ATTEMPTS = 20;

/** `done` says whether the new release stands at the target; findings may be warnings about what is left behind. */
export interface Switched {
  readonly done: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts a finished folder in the place of its target. Where the target is absent or empty that is one rename. Where an
 * earlier release stands it takes two, and between them, for some microseconds, the target is absent; it is never a
 * mixture. Whoever is killed between the two leaves both releases whole beside it, and `recoverRelease` brings the old one back.
 */
export function switchFolder(staged: string, target: string, shown: string, fs: OutputFs): Switched {
  const olds: string[] = [];
  let outcome: Step = 'again';
  for (let attempt = 0; attempt < ATTEMPTS && outcome === 'again'; attempt += 1) {
    outcome = attemptSwitch(staged, target, shown, fs, olds);
  }
  const last = outcome === 'done' || targetState(target, shown, fs).kind !== 'absent' ? undefined : olds.pop();
  if (last !== undefined) putBack(last, target, fs);
  const leftovers = olds.flatMap((old) => removeTree(old, besides(shown, target, old), fs));
  if (outcome === 'done') return { done: true, diagnostics: leftovers };
  const busy = diagnostic('snapshot/release-busy', { path: shown }, { hint: 'Run one export to a folder at a time' });
  return { done: false, diagnostics: [outcome === 'again' ? busy : outcome, ...leftovers] };
}

type Step = 'done' | 'again' | Diagnostic;

/** What was moved away for good is added to `olds`. */
function attemptSwitch(staged: string, target: string, shown: string, fs: OutputFs, olds: string[]): Step {
  const state = targetState(target, shown, fs);
  if (state.kind === 'refused') return state.finding;
  const old = state.kind === 'release' ? join(dirname(target), tempName('old', targetTag(target))) : undefined;
  try {
    if (old !== undefined) fs.renameSync(target, old);
    // Only there does a rename not replace an empty folder.
    if (state.kind === 'empty' && process.platform === 'win32') fs.rmdirSync(target);
  } catch (error) {
    return /^(?:ENOENT|ENOTEMPTY|EEXIST)$/.test(errorCode(error) ?? '') ? 'again' : writeFailure(shown, error);
  }
  return putNew(staged, target, shown, fs, old, olds);
}

function putNew(staged: string, target: string, shown: string, fs: OutputFs, old: string | undefined, olds: string[]): Step {
  try {
    fs.renameSync(staged, target);
    if (old !== undefined) olds.push(old);
    return 'done';
  } catch (error) {
    const otherWasFirst = /^(?:ENOTEMPTY|EEXIST)$/.test(errorCode(error) ?? '');
    if (otherWasFirst && old !== undefined) olds.push(old);
    if (!otherWasFirst && old !== undefined) putBack(old, target, fs);
    return otherWasFirst ? 'again' : writeFailure(shown, error);
  }
}

function putBack(old: string, target: string, fs: OutputFs): void {
  try {
    fs.renameSync(old, target);
  } catch (error) {
    // `recoverRelease` tries again; what made the switch fail is the finding to report.
    if (errorCode(error) === undefined) throw error;
  }
}
