import { messageOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Finding, Place } from '../diagnostics/finding.ts';
import { compareFindings } from '../diagnostics/order.ts';
import { locate } from '../documents/locate.ts';
import { schemaSecrets } from '../documents/schema-secrets.ts';
import { scalarsBelow } from '../documents/scalars-below.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { defaultSecretSchemes } from '../model/secret-reference.ts';
import { secretSpans } from '../model/secret-spans.ts';
import type { Site, Source, Span } from '../model/source.ts';
import type { Collected } from './collect-findings.ts';
import { placeAt } from './place-at.ts';

/**
 * Diagnostics located and put into the order in which they are printed. What looks like a reference to a secret is shown
 * in no excerpt and no sentence, whatever the finding is about.
 *
 * @param schemes of references to secrets
 */
export function toFindings(collected: readonly Collected[], schemes: readonly string[] = defaultSecretSchemes): Finding[] {
  const masked = spansByPath(collected.flatMap(({ diagnostic }) => hiddenSites(diagnostic)));
  return collected
    .map(({ diagnostic, apps }) => toFinding(diagnostic, [...apps].sort(compareKeys), masked, schemes))
    .sort(compareFindings);
}

function hiddenSites({ secrets = [], holders = [] }: Diagnostic): readonly Site[] {
  return holders.length === 0 ? secrets : [...secrets, ...holders.flatMap(scalarsBelow)];
}

type SpansByPath = ReadonlyMap<string, readonly Span[]>;

function toFinding(diagnostic: Diagnostic, apps: readonly string[], masked: SpansByPath, schemes: readonly string[]): Finding {
  const { code, severity, site, hint, related } = diagnostic;
  const shown = (text: string): string => withoutReferences(text, schemes);
  return {
    code,
    severity,
    message: shown(messageOf(diagnostic)),
    hint: hint && shown(hint),
    place: site && placeOf(site, masked, schemes),
    pointer: site?.pointer ?? '',
    apps,
    related: related.map(({ site: at, message }) => ({ message: shown(message), place: placeOf(at, masked, schemes) })),
  };
}

/** @param masked what must not be shown, beside what looks like a reference to a secret */
export function placeOf(site: Site, masked: SpansByPath, schemes: readonly string[] = defaultSecretSchemes): Place {
  return placeAt(site, maskedIn(site.source, masked.get(site.source.path) ?? [], schemes));
}

interface Masked {
  readonly named: readonly Span[];
  readonly schemes: readonly string[];
  readonly spans: readonly Span[];
}

const known = new WeakMap<Source, Masked>();

/** One list for all places of a text, however many there are. */
function maskedIn(source: Source, named: readonly Span[], schemes: readonly string[]): readonly Span[] {
  const last = known.get(source);
  if (last !== undefined && last.schemes === schemes && (last.named === named || last.named.length + named.length === 0))
    return last.spans;
  const spans = [...named, ...secretSpans(source.text, schemes), ...schemaSecrets(source)];
  known.set(source, { named, schemes, spans });
  return spans;
}

function withoutReferences(text: string, schemes: readonly string[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of secretSpans(text, schemes)) {
    shown += `${text.slice(from, start)}…`;
    from = end;
  }
  return shown + text.slice(from);
}

export function spansByPath(sites: readonly Site[]): Map<string, Span[]> {
  const spans = new Map<string, Span[]>();
  for (const site of sites) {
    const { start, end } = locate(site);
    const span = { start: start.offset, end: end.offset };
    const found = spans.get(site.source.path);
    if (found === undefined) spans.set(site.source.path, [span]);
    else found.push(span);
  }
  return spans;
}
