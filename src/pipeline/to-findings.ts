import { messageOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Finding, Place } from '../diagnostics/finding.ts';
import { compareFindings } from '../diagnostics/order.ts';
import { locate } from '../documents/locate.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { Site, Span } from '../model/source.ts';
import type { Collected } from './collect-findings.ts';

/** Diagnostics located and put into the order in which they are printed. */
export function toFindings(collected: readonly Collected[]): Finding[] {
  const masked = secretSpans(collected.map((each) => each.diagnostic));
  return collected
    .map(({ diagnostic, apps }) => toFinding(diagnostic, [...apps].sort(compareKeys), masked))
    .sort(compareFindings);
}

function toFinding(diagnostic: Diagnostic, apps: readonly string[], masked: ReadonlyMap<string, readonly Span[]>): Finding {
  const { code, severity, site, hint, related } = diagnostic;
  return {
    code,
    severity,
    message: messageOf(diagnostic),
    hint,
    place: site && placeOf(site, masked),
    pointer: site?.pointer ?? '',
    apps,
    related: related.map(({ site: at, message }) => ({ message, place: placeOf(at, masked) })),
  };
}

function placeOf(site: Site, masked: ReadonlyMap<string, readonly Span[]>): Place {
  const { start, end } = locate(site);
  const { path, text } = site.source;
  return {
    file: path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    text,
    masked: masked.get(path) ?? [],
  };
}

function secretSpans(diagnostics: readonly Diagnostic[]): Map<string, Span[]> {
  const spans = new Map<string, Span[]>();
  for (const site of diagnostics.flatMap((each) => each.secrets ?? [])) {
    const { start, end } = locate(site);
    const span = { start: start.offset, end: end.offset };
    const known = spans.get(site.source.path);
    if (known === undefined) spans.set(site.source.path, [span]);
    else known.push(span);
  }
  return spans;
}
