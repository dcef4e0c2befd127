import { isObject, type JsonObject } from '../../model/json.ts';
import type { Subschema } from '../index/subschemas.ts';
import { addTo, cutLists, fromEntries, groupsOf, isWide } from './cut-wide.ts';
import { evaluationPlan, needsEvaluation } from './evaluation-plan.ts';
import type { Draftable, Lowered, Lowering, Shape } from './lowering.ts';
import { isLoop, withTick } from './loops.ts';
import type { Place } from './place.ts';
import type { UnitTable } from './unit-table.ts';
import type { LoweredSchema, Unit } from './unit.ts';

/** A subschema at least this long becomes a function of its own, which others that spell the same can share. */
const SHARED_LENGTH = 160;

/** A unit that names more others takes the validator time in the square of their number. */
const MAX_CALLS = 256;

/** Lowers to what compiles fast and runs fast, and can tell only whether a value is valid. */
export class FastShape implements Shape {
  readonly #table: UnitTable;
  readonly #lowering: () => Lowering;

  constructor(table: UnitTable, lowering: () => Lowering) {
    this.#table = table;
    this.#lowering = lowering;
  }

  verdict(place: Place): Unit {
    return this.#lowering().unit(place);
  }

  boolean(value: boolean): LoweredSchema {
    return value;
  }

  child(lowered: Lowered, subschema: Subschema): LoweredSchema {
    const { schema } = lowered;
    if (!isObject(schema) || subschema.applicator.reach === 'here' || isCall(schema)) return schema;
    if (JSON.stringify(schema).length >= SHARED_LENGTH) return this.#call(lowered);
    return isLoop(subschema) ? withTick(schema) : schema;
  }

  finish(draft: Draftable, place: Place): LoweredSchema {
    if (needsEvaluation(draft)) draft['confman:evaluation'] = evaluationPlan(place, this.#lowering());
    this.#cutProperties(draft, place);
    cutLists(draft, ['allOf', 'anyOf'], (schema) => this.#part(schema, place));
    return draft;
  }

  /** Properties that are calls are tested in one go; their names stay, because `additionalProperties` reads them. */
  #cutProperties(draft: Draftable, place: Place): void {
    const properties = draft['properties'] as JsonObject | undefined;
    if (properties === undefined) return;
    const names = Object.keys(properties);
    const cutAll = isWide(properties);
    const members: Draftable = Object.create(null) as Draftable;
    const rest: Draftable = Object.create(null) as Draftable;
    for (const name of names) {
      const schema = properties[name] as LoweredSchema;
      const call = this.#memberCall(schema, cutAll, place);
      rest[name] = call === undefined ? schema : true;
      if (call !== undefined) members[name] = call;
    }
    if (Object.keys(members).length === 0) return;
    draft['properties'] = rest;
    const groups = groupsOf(Object.entries(members), MAX_CALLS);
    if (groups.length === 1) draft['confman:members'] = members;
    else
      addTo(
        draft,
        groups.map((group) => this.#part({ 'confman:members': fromEntries(group) }, place)),
      );
  }

  #memberCall(schema: LoweredSchema, cutAll: boolean, place: Place): string | undefined {
    if (isCall(schema)) return schema['$ref'] as string | undefined;
    return cutAll && isObject(schema) && Object.keys(schema).length > 0 ? this.#table.of(place, schema).id : undefined;
  }

  #part(schema: JsonObject, place: Place): JsonObject {
    return { $ref: this.#table.of(place, schema).id };
  }

  #call({ place, schema }: Lowered): LoweredSchema {
    return { $ref: this.#table.of(place, schema).id };
  }
}

function isCall(schema: LoweredSchema): schema is JsonObject {
  return isObject(schema) && typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1;
}
