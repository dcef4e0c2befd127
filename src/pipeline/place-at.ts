import type { Place } from '../diagnostics/finding.ts';
import { locate } from '../documents/locate.ts';
import type { Site, Span } from '../model/source.ts';

/** A site to be printed. @param masked parts of its text that must not be shown */
export function placeAt(site: Site, masked: readonly Span[]): Place {
  const { start, end } = locate(site);
  const { path, text } = site.source;
  return {
    file: path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    text,
    masked,
  };
}
