import type { Pointer } from '../model/pointer.ts';

/**
 * Why an operation has no counterpart in another version.
 * `removed`: its place, or part of its value, is not there any more. `taken`: the place had no meaning in the old version,
 * and has one in the new one. `not-convertible`: its value does not fit a step. `narrowed`: of several elements one is
 * left. `split`: its value belongs to several places now. `depends-on-data`: only with the data it could be said.
 * `does-not-apply`: it does not apply to the data, or is no operation.
 */
export type ConflictReason =
  'removed' | 'taken' | 'not-convertible' | 'narrowed' | 'split' | 'depends-on-data' | 'does-not-apply';

export interface PatchConflict {
  /** Index of the operation in the patch. */
  readonly operation: number;
  /** Its path, as it was given. */
  readonly pointer: Pointer;
  readonly reason: ConflictReason;
  /** The step of the migration that it does not get over: `remove /db/legacy`. Empty where no step is to blame. */
  readonly step: string;
  /** A sentence without values. */
  readonly message: string;
}
