import type { JsonValue } from '../../model/json.ts';
import type { Judgement, Level } from '../change.ts';

/** What the sentence of a change is made of. */
export interface Told {
  readonly old: JsonValue | undefined;
  readonly new: JsonValue | undefined;
  readonly note: string | undefined;
  /** Sentences of what is summed up. */
  readonly details: readonly string[];
}

/**
 * What a rule is about. The effect of `acceptance` is what documents are accepted, so that a proof may correct it.
 * `presence` is that too, but its level speaks of readers and stays. A proof has nothing to say about `meaning`.
 */
export type RuleSubject = 'acceptance' | 'presence' | 'meaning';

export interface RuleRow {
  readonly keyword: string;
  readonly title: string;
  readonly backward: Judgement;
  readonly forward: Judgement;
  /** In the mode `policy`. */
  readonly level: Level;
  readonly subject: RuleSubject;
  /** Why it has this effect, in one sentence. */
  readonly reason: string;
  /** What to do instead, in one sentence that starts with a verb. */
  readonly instead: string;
  /** Without its subject, as it follows "`port`: ". */
  readonly message: (told: Told) => string;
}
