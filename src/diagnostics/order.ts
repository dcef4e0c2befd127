import { compareKeys } from '../model/canonical-json.ts';
import type { Finding, Place, RelatedPlace } from './finding.ts';

/**
 * The one order in which findings are printed: file (code units), line, column, code, message, then everything else that
 * can differ, so that two findings compare equal only when they print equal. Findings without a place come first.
 */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    comparePlaces(a.place, b.place) ||
    compareKeys(a.code, b.code) ||
    compareKeys(a.message, b.message) ||
    compareEnds(a.place, b.place) ||
    compareKeys(a.pointer, b.pointer) ||
    compareKeys(a.severity, b.severity) ||
    compareKeys(a.hint ?? '', b.hint ?? '') ||
    compareLists(a.apps, b.apps, compareKeys) ||
    compareLists(a.related, b.related, compareRelated)
  );
}

function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareKeys(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compareEnds(a: Place | undefined, b: Place | undefined): number {
  return (a?.endLine ?? 0) - (b?.endLine ?? 0) || (a?.endColumn ?? 0) - (b?.endColumn ?? 0);
}

function compareRelated(a: RelatedPlace, b: RelatedPlace): number {
  return comparePlaces(a.place, b.place) || compareEnds(a.place, b.place) || compareKeys(a.message, b.message);
}

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
