import { closeSync } from 'node:fs';
import { nodeFs, type OutputFs } from '../../../src/workspace/output-folder-fs.ts';

type Operation = keyof OutputFs;

/** The error that Node throws for a system call. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'test', errno: -1 });
}

/** The real file system, but for one operation that fails. */
export function failingFs(operation: Operation, code: string, applies: (path: unknown) => boolean = () => true): OutputFs {
  return {
    ...nodeFs,
    [operation]: (...args: unknown[]) => {
      if (applies(args.at(-1)) || applies(args[0])) throw systemError(code);
      return (nodeFs[operation] as (...given: unknown[]) => unknown)(...args);
    },
  };
}

/** Not an error of a file system, so nothing takes it for one. */
export class Killed extends Error {}

/** Whether an action came to its end before it was killed. */
export function survives(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

export interface MortalFs {
  readonly fs: OutputFs;
  readonly steps: () => number;
  /** Closes what the dead process had open, as the system would. */
  readonly bury: () => void;
}

const CHANGES = new Set<Operation>([
  'openSync',
  'writeSync',
  'closeSync',
  'renameSync',
  'unlinkSync',
  'mkdirSync',
  'mkdirsSync',
  'rmdirSync',
  'symlinkSync',
]);

/**
 * A file system whose process is killed before its change number `death` (counted from 1): from then on every call
 * throws, also those that would clean up. Of a write that is cut, half reaches the file.
 */
export function mortalFs(death: number): MortalFs {
  let step = 0;
  const open = new Set<number>();
  const wrap =
    (operation: Operation) =>
    (...args: unknown[]) => {
      if (CHANGES.has(operation)) step += 1;
      if (step >= death) {
        if (step === death && operation === 'writeSync')
          nodeFs.writeSync(args[0] as number, args[1] as Uint8Array, 0, (args[3] as number) >> 1);
        step = Math.max(step, death);
        throw new Killed();
      }
      const result = (nodeFs[operation] as (...given: unknown[]) => unknown)(...args);
      if (operation === 'openSync') open.add(result as number);
      if (operation === 'closeSync') open.delete(args[0] as number);
      return result;
    };
  const fs = Object.fromEntries((Object.keys(nodeFs) as Operation[]).map((name) => [name, wrap(name)])) as unknown as OutputFs;
  return { fs, steps: () => step, bury: () => open.forEach((file) => closeSync(file)) };
}
