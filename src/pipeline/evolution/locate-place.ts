import type { Place } from '../../diagnostics/finding.ts';
import { locate } from '../../documents/locate.ts';
import { schemaSecrets } from '../../documents/schema-secrets.ts';
import { secretSpans } from '../../model/secret-spans.ts';
import type { Site, Span } from '../../model/source.ts';
import { placeAt } from '../place-at.ts';

/** A site to be printed. `masked` are the parts of each text that must not be shown. */
export function locatePlace(site: Site, masked: ReadonlyMap<string, readonly Span[]>): Place {
  return placeAt(site, masked.get(site.source.text) ?? []);
}

/** What looks like a reference to a secret, and what a schema has in the place of one, wherever it stands in the texts of these sites. */
export function referenceSpans(sites: readonly Site[], schemes: readonly string[]): Map<string, Span[]> {
  const sources = new Map(sites.map(({ source }) => [source.text, source]));
  return new Map(Array.from(sources, ([text, source]) => [text, [...secretSpans(text, schemes), ...schemaSecrets(source)]]));
}

/** Where the sites lie, by the text that they lie in: two versions of a file have one path. */
export function spansByText(sites: readonly Site[], spans = new Map<string, Span[]>()): Map<string, Span[]> {
  for (const site of sites) {
    const { start, end } = locate(site);
    const known = spans.get(site.source.text) ?? [];
    known.push({ start: start.offset, end: end.offset });
    spans.set(site.source.text, known);
  }
  return spans;
}
