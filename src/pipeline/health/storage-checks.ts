import { messageOf } from '../../diagnostics/diagnostic.ts';
import { counted } from '../../diagnostics/sentence.ts';
import { cacheHealth } from '../../workspace/cache-health.ts';
import { freeBytes, ignoresCase, unwritable } from '../../workspace/folder-health.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import { findLeftovers } from '../../workspace/leftovers.ts';
import type { HealthCheck } from './health-check.ts';

export interface StorageFacts {
  readonly location: WorkspaceLocation;
  /** Absolute: the folder of the snapshots. */
  readonly output: string;
  /** As people know it. */
  readonly shown: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Makes a path a word of a shell. */
  readonly shellWord: (path: string) => string;
}

/** Less than this is not enough for the snapshots of a large workspace. */
const tight = 256 * 1024 * 1024;

/** Where confman keeps what it writes. */
export function storageChecks(facts: StorageFacts): HealthCheck[] {
  return [outputCheck(facts), cacheCheck(facts), leftoverCheck(facts), caseCheck(facts)];
}

function outputCheck({ output, shown }: StorageFacts): HealthCheck {
  const name = 'output folder';
  const failure = unwritable(output, shown);
  if (failure !== undefined) return { name, status: 'problem', message: messageOf(failure), hint: failure.hint };
  const free = freeBytes(output);
  if (free === undefined || free >= tight) return { name, status: 'ok', message: `${shown} can be written` };
  return { name, status: 'note', message: `${shown} can be written, and ${sizeText(free)} are free`, hint: 'Free some space' };
}

function cacheCheck({ location, env, now }: StorageFacts): HealthCheck {
  const { keyFolder, hasKey, folder, state } = cacheHealth(location, env);
  const name = 'cache';
  if (!hasKey) {
    const message = `there is none: no key of this user can be kept in ${keyFolder}, so that every run starts afresh`;
    return { name, status: 'note', message, hint: 'Make that folder writable and private, or set CONFMAN_CACHE_KEY' };
  }
  if (state === undefined) return { name, status: 'ok', message: `${folder}: empty, the next resolve fills it` };
  const facts = `${sizeText(state.bytes)}, ${ageText(now - state.modifiedMs)}`;
  const use = state.readable ? '' : '; of another version or machine, and made anew by the next resolve';
  return { name, status: 'ok', message: `${folder}: ${facts}${use}` };
}

function leftoverCheck({ location, output, shellWord }: StorageFacts): HealthCheck {
  const { repository, root } = location;
  const found = findLeftovers({ outputs: [output], releases: [...new Set([repository, root])], cache: `${root}/.confman` });
  const name = 'leftovers';
  if (found.length === 0) return { name, status: 'ok', message: 'none of runs that were killed' };
  const hint = `Remove ${found.length === 1 ? 'it' : 'them'} with: rm -r -- ${found.map(shellWord).join(' ')}`;
  return { name, status: 'note', message: `${counted(found.length, 'unfinished file')} of runs that were killed`, hint };
}

function caseCheck({ location }: StorageFacts): HealthCheck {
  const ignored = ignoresCase(location.root);
  const name = 'letter case';
  if (ignored !== true) return { name, status: 'ok', message: 'told apart by the file system' };
  return { name, status: 'ok', message: 'not told apart by the file system; ids that differ in nothing else are refused' };
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte');
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 / 1024)} MiB`;
}

function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes === 0) return 'just written';
  if (minutes < 120) return `${counted(minutes, 'minute')} old`;
  return `${minutes < 48 * 60 ? counted(Math.round(minutes / 60), 'hour') : counted(Math.round(minutes / 1440), 'day')} old`;
}
