import { prettyJson } from '../../model/canonical-json.ts';
import type { Comparison } from '../comparison.ts';
import type { PairView } from './diff-view.ts';

const MOST_LINES = 60;

/** What a witness shows, above it. Undefined where there is none. */
export function witnessTitle({ comparison, old, new: now }: PairView): string | undefined {
  if (!('witness' in comparison)) return undefined;
  const [accepts, refuses] = comparison.witnessOf === 'forward' ? [now, old] : [old, now];
  const where = comparison.witnessEnvironment === undefined ? '' : ` (environment ${comparison.witnessEnvironment})`;
  return `${accepts} accepts this document, and ${refuses} does not${where}:`;
}

/** Its lines, cut where there are too many. */
export function witnessLines(comparison: Comparison): string[] {
  const lines = prettyJson(comparison.witness ?? null).split('\n');
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), `… (${lines.length - MOST_LINES + 1} more lines)`];
}
