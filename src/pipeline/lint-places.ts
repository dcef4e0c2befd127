import { diagnostic, type Diagnostic, type Related } from '../diagnostics/diagnostic.ts';
import type { IdlePlace } from '../lint/idle-places.ts';
import { outermost } from '../lint/outermost.ts';
import type { Place } from '../lint/place.ts';
import { kindOf, type DocumentId } from '../model/document-id.ts';
import { formatPointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import { isMeant, type Evidence, type LintedDocument } from './lint-layers.ts';
import type { LintSurvey } from './lint-survey.ts';
import type { Workspace } from './workspace.ts';

/** What a single app replaces is a default all the same: the next app will have use for it. */
const fewestApps = 2;

/** A place that can be left out, with what is to be said about it. */
export interface PlaceFinding {
  readonly document: LintedDocument;
  readonly place: Place;
  readonly finding: Diagnostic;
  /** The other document that the finding shows. */
  readonly shows: DocumentId | undefined;
}

/**
 * What layers say for nothing. Left alone are documents about which not everything is known, those that are judged by
 * themselves, what references need, and what a layer declares final.
 *
 * @param wanted false for the findings that nobody wants to hear: what lies in such a place is still told
 */
export function lintPlaces(
  { run }: Workspace,
  survey: LintSurvey,
  has: (document: DocumentId) => boolean,
  wanted: (finding: Diagnostic) => Diagnostic | undefined,
): PlaceFinding[] {
  const found: PlaceFinding[] = [];
  for (const document of survey.layers.documents.values()) {
    const { id, source, idle, shadowed } = document;
    if (source === undefined || !has(id) || survey.unproved.has(id) || (kindOf(id) === 'fragment' && run.bindsItself(id)))
      continue;
    const told: PlaceFinding[] = [];
    const tell = ({ place, other }: Evidence<Place>, make: (site: Site) => Diagnostic): void => {
      if (isMeant(document, place) || survey.references.needs(id, place.written)) return;
      const finding = wanted(make({ source, pointer: formatPointer(place.written), at: 'key' }));
      if (finding !== undefined) told.push({ document, place, finding, shows: other?.document });
    };
    for (const each of withoutHolders(idle)) tell(each, (site) => idleFinding(each, site));
    if (document.apps.size >= fewestApps) for (const each of shadowed) tell(each, (site) => shadowedFinding(each, site));
    found.push(...outermost(told));
  }
  return found;
}

/** An object that holds an $unset is not told as a whole: what is wrong with that is something else. */
function withoutHolders(idle: readonly Evidence<IdlePlace>[]): readonly Evidence<IdlePlace>[] {
  const holders = new Set<string>();
  for (const { place } of idle)
    if (place.isUnset) for (const [length] of place.written.entries()) holders.add(formatPointer(place.written.slice(0, length)));
  return holders.size === 0 ? idle : idle.filter(({ place }) => place.isUnset || !holders.has(formatPointer(place.written)));
}

function idleFinding({ place, other }: Evidence<IdlePlace>, site: Site): Diagnostic {
  const pointer = formatPointer(place.lands);
  if (place.isUnset)
    return diagnostic('lint/unset-without-effect', { pointer }, { site, hint: 'Remove it, or correct its place' });
  const related = relatedTo(other, (app) => `${app} inherits it from here`);
  return diagnostic('lint/redundant-override', { pointer }, { site, related, hint: 'Remove it' });
}

function shadowedFinding({ place, other }: Evidence<Place>, site: Site): Diagnostic {
  const related = relatedTo(other, (app) => `in ${app} it is replaced here`);
  return diagnostic('lint/shadowed-everywhere', { pointer: formatPointer(place.lands) }, { site, related, hint: 'Remove it' });
}

function relatedTo(other: Evidence<Place>['other'], message: (app: DocumentId) => string): readonly Related[] {
  return other === undefined ? [] : [{ site: other.site, message: message(other.app) }];
}
