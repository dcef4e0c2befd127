import type { Span } from '../model/source.ts';
import type { Finding, Place, Report } from './finding.ts';

/** The parts of each text that no frame may show: those of every place of the report, whichever finding names them. */
export type Masks = ReadonlyMap<string, readonly Span[]>;

export function masksOf(report: Report): Masks {
  const gathered = new Map<string, Set<readonly Span[]>>();
  for (const place of report.findings.flatMap(placesOf)) {
    if (place.text === undefined || place.masked.length === 0) continue;
    const lists = gathered.get(place.text);
    if (lists === undefined) gathered.set(place.text, new Set([place.masked]));
    else lists.add(place.masked);
  }
  return new Map(Array.from(gathered, ([text, lists]) => [text, disjoint([...lists].flat(), text.length)]));
}

function placesOf(finding: Finding): Place[] {
  const places = finding.related.map((related) => related.place);
  return finding.place === undefined ? places : [finding.place, ...places];
}

/** Sorted, within the text, and merged where they meet, so that two neighbours do not tell how they are parted. */
function disjoint(spans: readonly Span[], length: number): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    if (start >= end) continue;
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
