import type { JsonValue } from '../model/json.ts';
import type { Change, Judgement } from './change.ts';

/** `policy` asks for the levels of the rules, the others for what documents are accepted. */
export type CompareMode = 'policy' | 'backward' | 'forward' | 'full';

export type Verdict = 'compatible' | 'breaking' | 'unknown';

export interface Comparison {
  readonly mode: CompareMode;
  readonly verdict: Verdict;
  /** Of the whole document, as it was proved; `diff(a, b).backward` is `diff(b, a).forward`. */
  readonly backward: Judgement;
  readonly forward: Judgement;
  /** By path, then in the order of the rules. */
  readonly changes: readonly Change[];
  /** A document that one version accepts and the other refuses. It may be `null`: ask whether it is there. */
  readonly witness?: JsonValue;
  /** The direction that the witness breaks. */
  readonly witnessOf?: 'backward' | 'forward';
  /** The witness shows its break where the variable `environment` has this value. */
  readonly witnessEnvironment?: string;
}
