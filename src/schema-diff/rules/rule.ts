import type { Judgement, Level } from '../change.ts';
import type { RuleRow, RuleSubject } from './rule-row.ts';

/** Effects as they stand in tables: backward first, `+` safe, `-` breaks, `?` unknown. */
export type Signs = `${Sign}${Sign}`;

type Sign = '+' | '-' | '?';

const judgements: Readonly<Record<Sign, Judgement>> = { '+': 'safe', '-': 'breaks', '?': 'unknown' };

type Text = Pick<RuleRow, 'reason' | 'instead' | 'message'> & { readonly subject?: RuleSubject };

export function rule(keyword: string, title: string, signs: Signs, level: Level, text: Text): RuleRow {
  const [backward, forward] = [judgements[signs[0] as Sign], judgements[signs[1] as Sign]];
  return Object.freeze({ keyword, title, backward, forward, level, subject: 'acceptance', ...text });
}
