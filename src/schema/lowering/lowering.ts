import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaLibrary } from '../index/library.ts';
import { subschemasOf, type Subschema } from '../index/subschemas.ts';
import { confmanKeyword } from '../keywords/keywords.ts';
import { lowerAssertion } from './lower-assertion.ts';
import { checkName, checkWidth } from './too-complex.ts';
import { childPlace, isBareReference, placeKey, referencedPlaces, type Place } from './place.ts';
import { UnitTable } from './unit-table.ts';
import type { LoweredSchema, Unit } from './unit.ts';

/** A lowered schema while it is being put together. */
export type Draftable = Record<string, JsonValue>;

/** The two ways to lower differ in what is done to a schema when all below it is done. */
export interface Shape {
  /** A schema in the position of a child, with the units that it calls for its own value. */
  child(child: Lowered, subschema: Subschema, holder: Place): LoweredSchema;
  /** A whole schema object. */
  finish(draft: Draftable, place: Place): LoweredSchema;
  /** The unit that only tells whether a value is accepted. */
  verdict(place: Place): Unit;
  /** A boolean schema. */
  boolean(value: boolean, place: Place): LoweredSchema;
}

interface Edges {
  readonly calls: Set<Unit>;
  readonly inPlace: Set<Unit>;
}

export interface Lowered extends Edges {
  readonly schema: LoweredSchema;
  readonly place: Place;
}

/**
 * Turns schemas into what the validator gets: every reference is followed here and names a unit, so that the validator
 * never resolves an identifier, and keywords that it does not know never reach it.
 */
export class Lowering {
  readonly table: UnitTable;
  readonly #library: SchemaLibrary;
  readonly #shape: Shape;

  constructor(library: SchemaLibrary, table: UnitTable, shape: Shape) {
    this.#library = library;
    this.table = table;
    this.#shape = shape;
  }

  unit(place: Place): Unit {
    return this.table.at(placeKey(place), place, (unit) => {
      const { schema, calls, inPlace } = this.lower(place);
      for (const each of calls) unit.calls.add(each);
      for (const each of inPlace) unit.inPlace.add(each);
      return schema;
    });
  }

  /** What the references of a schema name. */
  referenced(place: Place): Place[] {
    return referencedPlaces(place, this.#library);
  }

  lower(place: Place): Lowered {
    const { value } = place;
    const edges: Edges = { calls: new Set(), inPlace: new Set() };
    const schema = isObject(value) ? this.#object(value, place, edges) : this.#shape.boolean(value === true, place);
    return { schema, place, ...edges };
  }

  #object(value: JsonObject, place: Place, edges: Edges): LoweredSchema {
    const draft: Draftable = {};
    if (!isBareReference(place)) {
      checkWidth(value);
      Object.assign(draft, plainParts(value));
      this.#assertions(draft, value, place);
      for (const each of this.#judging(value, place)) this.#child(draft, each, place, edges);
      this.#contains(draft, value, place, edges);
    }
    this.#references(draft, place, edges);
    return this.#shape.finish(draft, place);
  }

  #assertions(draft: Draftable, value: JsonObject, { resource }: Place): void {
    const { assertions } = resource.dialect;
    for (const keyword of Object.keys(value)) {
      const given = value[keyword] as JsonValue;
      if (assertions.has(keyword)) Object.assign(draft, lowerAssertion(keyword, given));
      else if (keyword === 'contentEncoding' && given === 'base64') draft['confman:base64'] = true;
      else Object.assign(draft, confmanKeyword(keyword)?.lower?.(given));
    }
  }

  /** The subschemas that judge something: definitions do not, nor does `then` without `if`. */
  #judging(value: JsonObject, { resource }: Place): Subschema[] {
    const hasIf = Object.hasOwn(value, 'if');
    return subschemasOf(value, resource.dialect).filter(({ keyword, applicator }) => {
      if (keyword === 'then' || keyword === 'else') return hasIf;
      if (keyword === 'contains') return false;
      return applicator.reach !== 'nowhere';
    });
  }

  #child(draft: Draftable, subschema: Subschema, place: Place, edges: Edges): void {
    const { tokens, value, applicator, keyword } = subschema;
    checkName(tokens[1] ?? '');
    const child = childPlace(place, tokens, value);
    const lowered = child.resource.dialect === place.resource.dialect ? this.lower(child) : this.#foreign(child);
    for (const unit of lowered.calls) edges.calls.add(unit);
    if (applicator.reach === 'here') for (const unit of lowered.inPlace) edges.inPlace.add(unit);
    const schema = this.#shape.child(lowered, subschema, place);
    put(draft, tokens, isArray(member(place.value as JsonObject, keyword)), schema);
  }

  /** ajv's own way forgets to start anew for each array where arrays stand in arrays. */
  #contains(draft: Draftable, value: JsonObject, place: Place, edges: Edges): void {
    const { contains, minContains, maxContains } = value;
    if (contains === undefined || !place.resource.dialect.applicators.has('contains')) return;
    const isCounted = place.resource.dialect.assertions.has('minContains');
    const unit = this.#shape.verdict(childPlace(place, ['contains'], contains));
    edges.calls.add(unit);
    draft['confman:contains'] = {
      unit: unit.id,
      min: isCounted && typeof minContains === 'number' ? minContains : 1,
      max: isCounted && typeof maxContains === 'number' ? maxContains : null,
    };
  }

  /** A subschema of another draft than the one around it. */
  #foreign(place: Place): Lowered {
    const unit = this.unit(place);
    return { schema: { 'confman:foreign': unit.id }, place, calls: new Set([unit]), inPlace: new Set([unit]) };
  }

  #references(draft: Draftable, place: Place, edges: Edges): void {
    for (const target of this.referenced(place)) {
      const unit = this.unit(target);
      edges.calls.add(unit);
      edges.inPlace.add(unit);
      const call = { [unit.draft === place.resource.dialect.draft ? '$ref' : 'confman:foreign']: unit.id };
      if (draft['$ref'] === undefined && draft['confman:foreign'] === undefined) Object.assign(draft, call);
      else draft['allOf'] = [...((draft['allOf'] as JsonValue[] | undefined) ?? []), call];
    }
  }
}

/** Maps have no prototype: their keys are data. */
function put(draft: Draftable, [keyword, at]: readonly string[], isList: boolean, schema: LoweredSchema): void {
  if (at === undefined) draft[keyword as string] = schema;
  else if (isList) ((draft[keyword as string] ??= []) as JsonValue[]).push(schema);
  else ((draft[keyword as string] ??= Object.create(null) as JsonObject) as Draftable)[at] = schema;
}

/** `dependencies` may list names; whether `items` is a list matters also where it is empty. */
function plainParts(value: JsonObject): Draftable {
  const parts: Draftable = {};
  const { items, dependencies } = value;
  if (isArray(items)) parts['items'] = [];
  if (isObject(dependencies)) {
    const names: Draftable = Object.create(null) as Draftable;
    for (const key of Object.keys(dependencies)) if (isArray(dependencies[key])) names[key] = dependencies[key];
    parts['dependencies'] = names;
  }
  return parts;
}
