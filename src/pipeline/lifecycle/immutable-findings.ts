import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import { placeText } from '../../effective-diff/change-words.ts';
import type { JsonValue } from '../../model/json.ts';
import { parsePointer, type Pointer } from '../../model/pointer.ts';
import { siteOf, traceAt } from '../../model/provenance.ts';
import type { DocumentPair } from '../effective/document-pair.ts';
import type { AppPair, CauseFinder } from '../effective/find-cause.ts';
import { ShownValues } from '../effective/shown-values.ts';
import { withHiddenPlaces } from '../hidden-places.ts';
import { locateSchemaFinding } from '../locate-schema-finding.ts';
import { placeAt } from '../place-at.ts';
import type { Break } from './immutable-breaks.ts';
import { removalSite } from './removal-site.ts';

/** What findings of all apps are told with. */
export interface Telling {
  /** What people call the base. */
  readonly base: string;
  readonly documents: DocumentPair;
  readonly causes: CauseFinder;
  /** Of references to secrets, on both sides. */
  readonly schemes: readonly string[];
}

const room = 60;
const onPurpose = {
  head: 'to change it on purpose, first bring a schema version without x-confman-immutable to the protected branch',
  base: 'to change it on purpose, first bring the schema without x-confman-immutable to the protected branch',
} as const;

/** Broken immutables at the lines that break them. */
export function immutableFindings(breaks: readonly Break[], pair: AppPair, telling: Telling): readonly Diagnostic[] {
  const { before, after } = pair;
  const { data, trace } = after;
  const shown = new ShownValues([before, after], telling.schemes);
  const found = breaks.map((each) => findingOf(each, pair, telling, shown));
  if (data === undefined || trace === undefined) return found;
  const isSecretAt = (pointer: Pointer): boolean => [before, after].some(({ schema }) => schema?.isSecretAt(pointer) === true);
  return withHiddenPlaces(found, data, trace, isSecretAt);
}

function findingOf(each: Break, pair: AppPair, telling: Telling, shown: ShownValues): Diagnostic {
  const { change, mark, isOfBase } = each;
  const text = (value: JsonValue, pointer: Pointer): string => visibleText(JSON.stringify(shown.value(value, pointer)), room);
  const common = {
    base: telling.base,
    path: shown.path(change.path) || '/',
    before: 'before' in change ? text(change.before, change.oldPointer) : '',
    place: 'oldPointer' in change ? placeBefore(change.oldPointer, pair) : '',
    old: isOfBase,
  };
  const isWhole = change.path === each.path;
  const related = isOfBase ? [] : [{ site: mark.site, message: 'the schema says so here' }];
  const hint = `${isWhole && change.kind === 'removed' ? 'Put it back' : 'Set it back'}; ${onPurpose[isOfBase ? 'base' : 'head']}`;
  if (change.kind === 'removed') {
    const site = removalSite(change, pair, telling.causes, telling.documents);
    const where = { site, related, hint };
    if (isWhole) return diagnostic('lifecycle/immutable-removed', common, where);
    return diagnostic('lifecycle/immutable-changed', { ...common, ...partOf(each, shown), kind: change.kind, after: '' }, where);
  }
  const after = 'after' in change ? text(change.after, change.newPointer) : '';
  const args = { ...common, ...partOf(each, shown), kind: change.kind, after };
  const finding = diagnostic('lifecycle/immutable-changed', args, { hint });
  if (pair.after.trace === undefined) return finding;
  const schemaSite = isOfBase ? undefined : mark.site;
  const { site, related: hops } = locateSchemaFinding(
    { ...finding, pointer: change.newPointer, at: 'value', secret: false, schemaSite },
    pair.after.trace,
  );
  return { ...finding, site, related: hops };
}

function partOf({ change, path }: Break, shown: ShownValues): { readonly within: string } {
  return { within: change.path === path ? '' : shown.path(path) || '/' };
}

function placeBefore(pointer: Pointer, { traceBefore }: AppPair): string {
  const trace = traceBefore();
  const site = trace && siteOf(traceAt(trace, parsePointer(pointer) ?? []).origin);
  return site === undefined ? '' : placeText(placeAt(site, []));
}
