import type { CompareMode } from '../comparison.ts';
import type { ChangeView } from './diff-view.ts';

/**
 * The word before a change. In `policy` it is the level of its rule. The other modes ask which documents are accepted, and there
 * the level, which a rule has for backward, would mislead: an added enum value breaks forward.
 */
export function changeLabel(mode: CompareMode, { change, effect }: ChangeView): string {
  if (change.proposed === true) return 'guess';
  if (mode === 'policy' || change.level === 'info') return change.level;
  return { breaks: 'breaking', unknown: 'undecided', safe: 'safe' }[effect];
}
