import { join } from 'node:path';
import { lstat } from './file-stat.ts';
import type { WorkspaceLocation } from './find-workspace.ts';
import { cacheFolder, machineKey } from './machine-key.ts';
import { memoryFolder, openRunMemory } from './run-memory.ts';

/** What is known of a workspace's cache without changing it, but that a missing key is made. */
export interface CacheHealth {
  /** Where the key of this user should be kept; undefined where there is none and none can be made. */
  readonly keyFolder: string;
  readonly hasKey: boolean;
  /** Absolute. */
  readonly folder: string;
  /** The memory of the last run; undefined where there is none. */
  readonly state: { readonly bytes: number; readonly modifiedMs: number; readonly readable: boolean } | undefined;
}

export function cacheHealth(location: WorkspaceLocation, env: Readonly<Record<string, string | undefined>>): CacheHealth {
  const folder = join(location.root, memoryFolder);
  const stats = lstat(join(folder, 'state'));
  return {
    keyFolder: cacheFolder(env),
    hasKey: machineKey(env) !== undefined,
    folder,
    state: stats && {
      bytes: stats.size,
      modifiedMs: stats.mtimeMs,
      readable: openRunMemory(location, env)?.load() !== undefined,
    },
  };
}
