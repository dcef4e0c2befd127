import type { GitFailure } from './git-failure.ts';

/** A branch that commits are put on, here or in another repository. */
export interface BranchTarget {
  /** Absolute: where the objects of a new commit are written, and the tip can be read. */
  readonly repository: string;
  /** As people know it: `resolved`, `resolved of origin`. */
  readonly shown: string;
  /** Object name of the last commit, which can be read now; undefined where there is no such branch. */
  tip(): Promise<string | undefined | GitFailure>;
  /**
   * Moves the branch from one commit to another, or makes it. `moved`: it is not at `expected` any more, and nothing was done.
   *
   * @param commit a child of `expected`
   */
  advance(commit: string, expected: string | undefined): Promise<'done' | 'moved' | GitFailure>;
  close(): void;
}
