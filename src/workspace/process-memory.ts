import type { RunMemory } from './run-memory.ts';
import type { RunState } from './run-state.ts';

/** What a process remembers from one round to the next, also where nothing may be kept on disk. */
export function processMemory(disk: RunMemory | undefined, now: () => number): RunMemory {
  let state: RunState | undefined;
  return {
    load: () => (state ??= disk?.load()),
    save: (next) => {
      state = { ...next, savedAt: now() };
      disk?.save(next);
    },
    read: (name) => disk?.read(name),
    write: (name, bytes) => disk?.write(name, bytes),
  };
}
