import type { Effect, Judgement } from './change.ts';
import type { CompareMode, Verdict } from './comparison.ts';
import { worstOf } from './effects/worst-of.ts';
import { rules, type RuleId } from './rules.ts';
import { unreachable } from '../model/unreachable.ts';

export interface Proved {
  readonly backward: Judgement;
  readonly forward: Judgement;
}

type Judged = Effect & { readonly rule: RuleId };

/**
 * The verdict of a list of changes, of all or of those that were not approved.
 *
 * @param proved of the whole document; `compatible` in the modes that ask for documents is never said without it
 */
export function verdictOf(mode: CompareMode, changes: readonly Judged[], proved: Proved): Verdict {
  switch (mode) {
    case 'policy':
      return byLevel(changes);
    case 'backward':
    case 'forward':
      return byProof(proved[mode], changes, [mode]);
    case 'full':
      return byProof(worstOf([proved.backward, proved.forward]), changes, ['backward', 'forward']);
    default:
      return unreachable(mode);
  }
}

function byLevel(changes: readonly Judged[]): Verdict {
  if (changes.some(({ level }) => level === 'breaking')) return 'breaking';
  return changes.some(({ level }) => level === 'potentially-breaking') ? 'unknown' : 'compatible';
}

/** A unit that changed is in no document, and yet every document means something else. */
function byProof(proved: Judgement, changes: readonly Judged[], directions: readonly ('backward' | 'forward')[]): Verdict {
  const means = changes.some(
    (each) => rules[each.rule].subject === 'meaning' && directions.some((way) => each[way] === 'breaks'),
  );
  if (proved === 'breaks' || means) return 'breaking';
  return proved === 'safe' ? 'compatible' : 'unknown';
}
