import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaLibrary } from '../index/library.ts';
import { childPlace, isBareReference, placeKey, referencedPlaces, type Place } from '../lowering/place.ts';
import { TooComplex } from '../lowering/unit.ts';

/** One schema of those that speak about a value, and where it leads for the parts of that value. */
export interface AnnotationNode {
  readonly place: Place;
  /** The keywords; empty where there is only a reference. */
  readonly own: JsonObject;
  readonly members: ReadonlyMap<string, readonly AnnotationNode[]>;
  readonly patterns: readonly (readonly [pattern: string, nodes: readonly AnnotationNode[]])[];
  /** For members that neither a name nor a pattern covers. */
  readonly additional: readonly AnnotationNode[];
  readonly prefix: readonly (readonly AnnotationNode[])[];
  /** For elements after the prefix. */
  readonly items: readonly AnnotationNode[];
}

const MAX_NODES = 200_000;
const always = ['allOf'] as const;
const sometimes = ['anyOf', 'oneOf', 'if', 'then', 'else', 'not', 'dependentSchemas', 'dependencies'] as const;

/**
 * What schemas say about the parts of a value, followed without the value: through `properties` and its kin, `$ref` and
 * `allOf`, and, where asked, through whatever else may apply as well.
 */
export class AnnotationGraph {
  readonly #library: SchemaLibrary;
  readonly #conditional: boolean;
  readonly #nodes = new Map<string, AnnotationNode>();
  readonly #applied = new Map<string, readonly AnnotationNode[]>();

  /** @param conditional also follow branches that apply to some values only */
  constructor(library: SchemaLibrary, conditional: boolean) {
    this.#library = library;
    this.#conditional = conditional;
  }

  /** Every schema that applies to the value that a schema judges: the schema itself, its references, `allOf` in its order. */
  applied(place: Place): readonly AnnotationNode[] {
    const key = placeKey(place);
    const known = this.#applied.get(key);
    if (known !== undefined) return known;
    const found = new Map<string, AnnotationNode>();
    const pending = [place];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const nextKey = placeKey(next);
      if (found.has(nextKey)) continue;
      found.set(nextKey, this.#node(next, nextKey));
      pending.push(...this.#alongside(next).toReversed());
    }
    const nodes = [...found.values()];
    this.#applied.set(key, nodes);
    return nodes;
  }

  #alongside(place: Place): Place[] {
    const { value } = place;
    const named = referencedPlaces(place, this.#library);
    if (!isObject(value) || isBareReference(place)) return named;
    const keywords = this.#conditional ? [...always, ...sometimes] : always;
    return [...named, ...keywords.flatMap((keyword) => partsOf(place, value, keyword))];
  }

  /** The parts are looked up when they are first asked for: schemas may contain themselves. */
  #node(place: Place, key: string): AnnotationNode {
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    if (this.#nodes.size >= MAX_NODES) throw new TooComplex(`more than ${MAX_NODES} parts`);
    const own = isObject(place.value) && !isBareReference(place) ? place.value : {};
    const node = new LazyNode(place, own, (each) => this.applied(each), this.#conditional);
    this.#nodes.set(key, node);
    return node;
  }
}

class LazyNode implements AnnotationNode {
  readonly place: Place;
  readonly own: JsonObject;
  readonly #applied: (place: Place) => readonly AnnotationNode[];
  readonly #conditional: boolean;
  #members: ReadonlyMap<string, readonly AnnotationNode[]> | undefined;

  constructor(place: Place, own: JsonObject, applied: (place: Place) => readonly AnnotationNode[], conditional: boolean) {
    this.place = place;
    this.own = own;
    this.#applied = applied;
    this.#conditional = conditional;
  }

  get members(): ReadonlyMap<string, readonly AnnotationNode[]> {
    this.#members ??= new Map(this.#named('properties'));
    return this.#members;
  }

  get patterns(): readonly (readonly [string, readonly AnnotationNode[]])[] {
    return this.#named('patternProperties');
  }

  get additional(): readonly AnnotationNode[] {
    return [...this.#part('additionalProperties'), ...(this.#conditional ? this.#part('unevaluatedProperties') : [])];
  }

  get prefix(): readonly (readonly AnnotationNode[])[] {
    const keyword = this.place.resource.dialect.applicators.has('prefixItems') ? 'prefixItems' : 'items';
    return isArray(member(this.own, keyword)) ? partsOf(this.place, this.own, keyword).map(this.#applied) : [];
  }

  get items(): readonly AnnotationNode[] {
    const more = this.#conditional ? [...this.#part('contains'), ...this.#part('unevaluatedItems')] : [];
    return [...this.#part(isArray(member(this.own, 'items')) ? 'additionalItems' : 'items'), ...more];
  }

  #part(keyword: string): readonly AnnotationNode[] {
    return partsOf(this.place, this.own, keyword).flatMap(this.#applied);
  }

  #named(keyword: string): (readonly [string, readonly AnnotationNode[]])[] {
    const map = member(this.own, keyword);
    const names = isObject(map) ? Object.keys(map) : [];
    return partsOf(this.place, this.own, keyword).map((place, i) => [names[i] as string, this.#applied(place)] as const);
  }
}

function partsOf(place: Place, own: JsonObject, keyword: string): Place[] {
  const value = member(own, keyword);
  if (value === undefined || !place.resource.dialect.applicators.has(keyword)) return [];
  if (isArray(value)) return value.map((each, i) => childPlace(place, [keyword, String(i)], each));
  const isMap = place.resource.dialect.applicators.get(keyword)?.form.startsWith('map') === true;
  if (!isMap) return [childPlace(place, [keyword], value)];
  const map = value as JsonObject;
  return Object.keys(map).map((key) => childPlace(place, [keyword, key], map[key] as JsonValue));
}
