import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaLibrary } from '../index/library.ts';
import { childPlace, isBareReference, placeKey, referencedPlaces, type Place } from '../lowering/place.ts';
import { TooComplex } from '../lowering/too-complex.ts';

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
  /** All nodes of all parts. */
  parts(): Iterable<AnnotationNode>;
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
  readonly conditional: boolean;
  readonly #wordy: boolean;
  readonly #nodes = new Map<string, AnnotationNode>();
  readonly #applied = new Map<string, readonly AnnotationNode[]>();

  /**
   * @param conditional also follow branches that apply to some values only
   * @param wordy also what says something to people alone
   */
  constructor(library: SchemaLibrary, conditional: boolean, wordy = false) {
    this.#library = library;
    this.conditional = conditional;
    this.#wordy = wordy;
  }

  /**
   * Every schema that applies to the value that a schema judges: the schema itself, its references, `allOf` in its order.
   * Schemas that have nothing to tell are left out.
   */
  applied(place: Place): readonly AnnotationNode[] {
    if (this.#passesOver(place)) return [];
    const key = placeKey(place);
    const known = this.#applied.get(key);
    if (known !== undefined) return known;
    const found = new Map<string, AnnotationNode>();
    const pending = [place];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const nextKey = placeKey(next);
      if (found.has(nextKey) || this.#passesOver(next)) continue;
      found.set(nextKey, this.#node(next, nextKey));
      pending.push(...this.#alongside(next).toReversed());
    }
    const nodes = [...found.values()];
    this.#applied.set(key, nodes);
    return nodes;
  }

  #passesOver(place: Place): boolean {
    return !this.#wordy && isSilent(place);
  }

  #alongside(place: Place): Place[] {
    const { value } = place;
    const named = referencedPlaces(place, this.#library);
    if (!isObject(value) || isBareReference(place)) return named;
    const keywords = this.conditional ? [...always, ...sometimes] : always;
    return [...named, ...keywords.flatMap((keyword) => partsOf(place, value, keyword))];
  }

  /** The parts are looked up when they are first asked for: schemas may contain themselves. */
  #node(place: Place, key: string): AnnotationNode {
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    if (this.#nodes.size >= MAX_NODES) throw new TooComplex(`more than ${MAX_NODES} parts`);
    const own = isObject(place.value) && !isBareReference(place) ? place.value : {};
    const node = new LazyNode(place, own, this);
    this.#nodes.set(key, node);
    return node;
  }
}

type Parts = Pick<AnnotationNode, 'members' | 'patterns' | 'additional' | 'prefix' | 'items'>;

class LazyNode implements AnnotationNode {
  readonly place: Place;
  readonly own: JsonObject;
  readonly #graph: AnnotationGraph;
  #parts: Parts | undefined;

  constructor(place: Place, own: JsonObject, graph: AnnotationGraph) {
    this.place = place;
    this.own = own;
    this.#graph = graph;
  }

  get members(): Parts['members'] {
    return this.#read().members;
  }

  get patterns(): Parts['patterns'] {
    return this.#read().patterns;
  }

  get additional(): Parts['additional'] {
    return this.#read().additional;
  }

  get prefix(): Parts['prefix'] {
    return this.#read().prefix;
  }

  get items(): Parts['items'] {
    return this.#read().items;
  }

  *parts(): Iterable<AnnotationNode> {
    const { members, patterns, prefix, additional, items } = this.#read();
    for (const nodes of members.values()) yield* nodes;
    for (const [, nodes] of patterns) yield* nodes;
    for (const nodes of prefix) yield* nodes;
    yield* additional;
    yield* items;
  }

  #read(): Parts {
    return (this.#parts ??= {
      members: new Map(this.#named('properties')),
      patterns: this.#named('patternProperties'),
      additional: this.#all('additionalProperties', 'unevaluatedProperties'),
      prefix: this.#prefix(),
      items: this.#all(isArray(member(this.own, 'items')) ? 'additionalItems' : 'items', 'contains', 'unevaluatedItems'),
    });
  }

  #prefix(): Parts['prefix'] {
    const keyword = this.place.resource.dialect.applicators.has('prefixItems') ? 'prefixItems' : 'items';
    if (!isArray(member(this.own, keyword))) return [];
    return partsOf(this.place, this.own, keyword).map((place) => this.#graph.applied(place));
  }

  /** @param sometimes judge some parts, depending on the others */
  #all(keyword: string, ...sometimes: readonly string[]): readonly AnnotationNode[] {
    const keywords = this.#graph.conditional ? [keyword, ...sometimes] : [keyword];
    return keywords.flatMap((each) => partsOf(this.place, this.own, each).flatMap((place) => this.#graph.applied(place)));
  }

  #named(keyword: string): (readonly [string, readonly AnnotationNode[]])[] {
    const map = member(this.own, keyword);
    if (!isObject(map)) return [];
    const names = Object.keys(map);
    return partsOf(this.place, this.own, keyword).map((place, i) => [names[i] as string, this.#graph.applied(place)] as const);
  }
}

/** Nothing in it refers on or annotates. */
function isSilent({ resource, pointer }: Place): boolean {
  const { schemas, telling } = resource.document.whole;
  return schemas.has(pointer) && !telling.has(pointer);
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
