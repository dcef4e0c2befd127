import { buildMergeRules, noRules, type MergeRules } from '../cascade/merge-rules.ts';
import { idlePlaces, isIdle, type IdlePlace } from '../lint/idle-places.ts';
import { areOnOnePath, type Place } from '../lint/place.ts';
import { shadowedPlaces, shadowingLayer } from '../lint/shadowed-places.ts';
import { childId, type DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { childPointer, valueAt } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { Inlined, RawDocument } from '../resolver/inlined.ts';
import type { BoundSchema } from '../schema/bound-schema.ts';
import type { AppCompiler } from './app-compiler.ts';
import type { CompiledApp } from './compiled-app.ts';
import { LintPrefixes, type LintedLayer } from './lint-prefixes.ts';
import type { RunHost } from './run-host.ts';

/** What is known of a document after the apps so far, each of which may take a place off the lists. */
export interface LintedDocument {
  readonly id: DocumentId;
  /** Not kept where the lists are empty. */
  source: RawDocument['source'] | undefined;
  /** Those that have it as a layer. */
  readonly apps: Set<DocumentId>;
  /** With which its data were judged. */
  readonly schemas: Set<BoundSchema>;
  /** Places that its own layer declares final: what it says there is meant to be said there. */
  readonly finals: Map<Site, readonly string[]>;
  idle: readonly Evidence<IdlePlace>[];
  shadowed: readonly Evidence<Place>[];
}

/** A place, and what the first app shows about it: where the value comes from, or what takes its place. */
export interface Evidence<P extends Place> {
  readonly place: P;
  readonly other: { readonly document: DocumentId; readonly site: Site; readonly app: DocumentId } | undefined;
}

/** Goes through the layers of apps, one app after the other, and keeps what holds in all of them. */
export class LintLayers {
  readonly documents = new Map<DocumentId, LintedDocument>();
  /** Names of the placeholders that were filled in, by app. */
  readonly onAsked: (app: CompiledApp, names: Iterable<string>) => void;
  /** More places than are kept: of the documents that came last nothing is told. */
  isCut = false;
  #left: number;
  readonly #host: RunHost;
  readonly #compiler: AppCompiler;
  readonly #prefixes = new LintPrefixes();
  readonly #rules = new Map<string, MergeRules>();

  /** @param most so many places are kept, of all documents together */
  constructor(host: RunHost, compiler: AppCompiler, onAsked: LintLayers['onAsked'], most: number) {
    this.#left = most;
    this.#host = host;
    this.#compiler = compiler;
    this.onAsked = onAsked;
  }

  /** @param app put together without an error */
  add(app: CompiledApp): void {
    const own = childId(app.id, 'config');
    const documents = app.plan.layers.map(({ document }) => this.#host.document(document, document === own) as RawDocument);
    const inlined = this.#inline(app, documents, own);
    for (const { asked } of inlined) this.onAsked(app, asked.keys());
    const at = documents.findIndex(({ id }) => id === own);
    const rules = this.#rulesOf(app);
    const merged = this.#prefixes.fold(inlined, at < 0 ? inlined.length : at, rules);
    for (const [i, document] of documents.entries()) this.#look({ app, documents, merged, rules }, i, document);
  }

  #inline(app: CompiledApp, documents: readonly RawDocument[], own: DocumentId): readonly Inlined[] {
    const { resolver } = this.#compiler;
    const layers = (): Inlined[] => documents.map((each) => resolver.layer(each, app.plan.variables, each.id === own));
    return resolver.inApp(app.id, layers) ?? [];
  }

  #look(met: Met, i: number, { id, source, value }: RawDocument): void {
    const raw = value as JsonValue;
    const { before, after, isNew } = met.merged[i] as LintedLayer;
    const known = this.documents.get(id);
    const document = known ?? this.#meet(met, i, { id, source, value: raw });
    if (known !== undefined) {
      if (isNew && document.idle.length > 0) document.idle = document.idle.filter(({ place }) => isIdle(place, before, after));
      if (document.shadowed.length > 0)
        document.shadowed = document.shadowed.filter(
          ({ place }) => shadowingLayer(raw, place, met.merged, i, met.rules) !== undefined,
        );
    }
    if (document.idle.length + document.shadowed.length === 0) document.source = undefined;
    document.apps.add(met.app.id);
    if (met.app.schema !== undefined) document.schemas.add(met.app.schema);
    for (const { tokens, site } of met.app.plan.layers[i]?.finals ?? []) document.finals.set(site, tokens);
  }

  #meet(
    met: Met,
    i: number,
    { id, source, value: raw }: Pick<RawDocument, 'id' | 'source'> & { readonly value: JsonValue },
  ): LintedDocument {
    const { before, after } = met.merged[i] as LintedLayer;
    const idle = this.#kept(idlePlaces(raw, before, after)).map((place) => ({ place, other: earlier(met, i, place) }));
    const shadowed = this.#kept(shadowedPlaces(raw, met.merged, i, met.rules)).map((place) => ({
      place,
      other: later(met, i, place),
    }));
    const document = {
      id,
      source,
      apps: new Set<DocumentId>(),
      schemas: new Set<BoundSchema>(),
      finals: new Map(),
      idle,
      shadowed,
    };
    this.documents.set(id, document);
    return document;
  }

  #kept<P>(places: readonly P[]): readonly P[] {
    this.isCut ||= places.length > this.#left;
    if (this.isCut) return [];
    this.#left -= places.length;
    return places;
  }

  /** The same as the compiler's own. */
  #rulesOf({ plan, schema }: CompiledApp): MergeRules {
    const strategies = schema?.mergeStrategies ?? [];
    if (plan.merge.length === 0 && strategies.length === 0) return noRules;
    const key = `${plan.cascades[0]?.id ?? ''} ${schema?.id ?? ''}`;
    const known = this.#rules.get(key) ?? buildMergeRules([plan.merge, strategies]);
    this.#rules.set(key, known);
    return known;
  }
}

/** One app's layers, from the first to the last. */
interface Met {
  readonly app: CompiledApp;
  readonly documents: readonly RawDocument[];
  readonly merged: readonly LintedLayer[];
  readonly rules: MergeRules;
}

/** The nearest layer below that says something at the place. */
function earlier({ app, documents, merged }: Met, index: number, { lands }: Place): Evidence<Place>['other'] {
  for (let i = index - 1; i >= 0; i--) {
    const { before, after } = merged[i] as LintedLayer;
    if (valueAt(before, lands) === valueAt(after, lands)) continue;
    return elsewhere(documents[i] as RawDocument, lands, app);
  }
  return undefined;
}

function later({ app, documents, merged, rules }: Met, index: number, place: Place): Evidence<Place>['other'] {
  const raw = documents[index]?.value as JsonValue;
  const i = shadowingLayer(raw, place, merged, index, rules);
  return i === undefined ? undefined : elsewhere(documents[i] as RawDocument, place.lands, app);
}

function elsewhere(document: RawDocument, lands: readonly string[], app: CompiledApp): Evidence<Place>['other'] {
  return { document: document.id, site: siteIn(document, lands), app: app.id };
}

/** Where a layer writes a place, as far as it can be followed without going through references and directives. */
function siteIn({ source, value }: RawDocument, lands: readonly string[]): Site {
  let pointer = '';
  let at: JsonValue | undefined = value;
  for (const token of lands) {
    const written = token.startsWith('$') ? `$${token}` : token;
    at = at === undefined ? undefined : valueAt(at, [written]);
    if (at === undefined) break;
    pointer = childPointer(pointer, written);
  }
  return { source, pointer, at: 'key' };
}

/** What a layer declares final it says on purpose, whether or not it is inherited. */
export function isMeant({ finals }: LintedDocument, { lands }: Place): boolean {
  for (const tokens of finals.values()) if (areOnOnePath(tokens, lands)) return true;
  return false;
}
