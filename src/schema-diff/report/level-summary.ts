import type { CompareMode } from '../comparison.ts';
import { changeLabel } from './change-label.ts';
import type { PairView } from './diff-view.ts';

/** What labels are called when they are counted, the worst first. */
const labels: readonly (readonly [string, string])[] = [
  ['breaking', 'breaking'],
  ['potentially-breaking', 'potentially breaking'],
  ['undecided', 'undecided'],
  ['non-breaking', 'non-breaking'],
  ['safe', 'safe'],
  ['info', 'without effect'],
];

/** `2 breaking, 1 non-breaking and 3 without effect`; `no changes`. */
export function levelSummary(mode: CompareMode, { changes }: PairView): string {
  const parts = labels.flatMap(([label, words]) => {
    const count = changes.filter((each) => changeLabel(mode, each) === label).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  if (parts.length === 0) return 'no changes';
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What the verdict means in the mode, in words for people. */
export function verdictSentence(mode: string, { old, new: now, comparison, verdict, ok, changes }: PairView): string {
  const accepted = changes.filter((each) => each.accepted !== undefined && each.effect !== 'safe').length;
  const but = accepted === 0 ? '' : ` (${accepted} accepted)`;
  if (comparison.verdict === 'compatible') return `${now} is compatible with ${old} (${mode})${but}`;
  if (ok && verdict === 'compatible') return `${now} breaks ${old} (${mode}), and all of that was accepted`;
  if (verdict === 'breaking') return `${now} breaks ${old} (${mode})${but}`;
  return `It is not known whether ${now} breaks ${old} (${mode})${but}`;
}
