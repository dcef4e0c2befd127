import type { Step } from './step.ts';

/** A migration between two versions of a schema family, `v1.2` and so on. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly Step[];
  /** Some step is marked: the way back does not restore everything. */
  readonly lossy: boolean;
}
