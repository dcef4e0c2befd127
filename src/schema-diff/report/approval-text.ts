import { counted } from '../../diagnostics/sentence.ts';
import type { Acceptable } from './diff-view.ts';

const MOST_ENTRIES = 20;

/** A document that accepts everything, lines of JSON5 to be completed; one line where there is one entry. */
export function approvalLines({ entries }: Acceptable): string[] {
  if (entries.length === 1) return [`{ approvals: [${entries[0]}] }`];
  const left = entries.length - MOST_ENTRIES;
  const cut = left > 0 ? [`    // and ${counted(left, 'more finding')}`] : [];
  return ['{', '  approvals: [', ...entries.slice(0, MOST_ENTRIES).map((each) => `    ${each},`), ...cut, '  ],', '}'];
}
