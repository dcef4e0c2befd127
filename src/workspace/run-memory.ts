import { join } from 'node:path';
import { buildId } from '../model/tool-version.ts';
import type { WorkspaceLocation } from './find-workspace.ts';
import { machineKey } from './machine-key.ts';
import { decodeRunState, encodeRunState, type RunState } from './run-state.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

/** The cache folder of a workspace, `.confman/`: safe to delete at any time. */
export interface RunMemory {
  load(): RunState | undefined;
  save(state: Omit<RunState, 'savedAt'>): void;
  /** Other bytes to keep, by name. */
  read(name: string): Buffer | undefined;
  write(name: string, bytes: Uint8Array): void;
}

export const memoryFolder = '.confman';

/**
 * @param state which of the states is meant: that of the working tree and its snapshots, that of snapshots which were made of
 * git's objects, or what is known to be without findings
 */
export function openRunMemory(
  { root }: WorkspaceLocation,
  env: Readonly<Record<string, string | undefined>>,
  state: 'state' | 'objects-state' | 'verdicts' = 'state',
): RunMemory | undefined {
  const key = machineKey(env);
  if (key === undefined) return undefined;
  const pathOf = (name: string): string => join(root, memoryFolder, name);
  return {
    load: () => {
      const bytes = readSealed(pathOf(state), key);
      return bytes && decodeRunState(bytes, buildId);
    },
    save: (next) => writeSealed(pathOf(state), encodeRunState({ ...next, savedAt: Date.now() }), key),
    read: (name) => readSealed(pathOf(name), key),
    write: (name, bytes) => writeSealed(pathOf(name), bytes, key),
  };
}
