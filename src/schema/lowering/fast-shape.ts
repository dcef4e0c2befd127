import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Subschema } from '../index/subschemas.ts';
import { evaluationPlan, needsEvaluation } from './evaluation-plan.ts';
import type { Draftable, Lowered, Lowering, Shape } from './lowering.ts';
import { isLoop, withTick } from './loops.ts';
import type { Place } from './place.ts';
import type { LoweredSchema, UnitTable } from './unit.ts';

/** A subschema at least this long becomes a function of its own, which others that spell the same can share. */
const SHARED_LENGTH = 160;

/** The validator nests one block per property and per branch; what is wider is cut up. */
const MAX_WIDTH = 64;

/** Lowers to what compiles fast and runs fast, and can tell only whether a value is valid. */
export class FastShape implements Shape {
  readonly #table: UnitTable;
  readonly #lowering: () => Lowering;

  constructor(table: UnitTable, lowering: () => Lowering) {
    this.#table = table;
    this.#lowering = lowering;
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
    keepContainsApart(draft);
    this.#cutProperties(draft, place);
    for (const keyword of ['allOf', 'anyOf']) {
      const list = draft[keyword];
      if (Array.isArray(list)) draft[keyword] = this.#cut(keyword, list as JsonValue[], place);
    }
    return draft;
  }

  /** Properties that are calls are tested in one go; their names stay, because `additionalProperties` reads them. */
  #cutProperties(draft: Draftable, place: Place): void {
    const properties = draft['properties'] as JsonObject | undefined;
    if (properties === undefined) return;
    const names = Object.keys(properties);
    const members: Draftable = Object.create(null) as Draftable;
    const rest: Draftable = Object.create(null) as Draftable;
    for (const name of names) {
      const schema = properties[name] as LoweredSchema;
      const call = this.#memberCall(schema, names.length > MAX_WIDTH, place);
      rest[name] = call === undefined ? schema : true;
      if (call !== undefined) members[name] = call;
    }
    if (Object.keys(members).length === 0) return;
    draft['properties'] = rest;
    draft['confman:members'] = members;
  }

  #memberCall(schema: LoweredSchema, isWide: boolean, place: Place): string | undefined {
    if (isCall(schema)) return schema['$ref'] as string | undefined;
    return isWide && isObject(schema) && Object.keys(schema).length > 0 ? this.#table.of(place, schema).id : undefined;
  }

  #cut(keyword: string, list: readonly JsonValue[], place: Place): readonly JsonValue[] {
    if (list.length <= MAX_WIDTH) return list;
    const parts: JsonValue[] = [];
    for (let from = 0; from < list.length; from += MAX_WIDTH) {
      const unit = this.#table.of(place, { [keyword]: list.slice(from, from + MAX_WIDTH) });
      parts.push({ $ref: unit.id });
    }
    return this.#cut(keyword, parts, place);
  }

  #call({ place, schema }: Lowered): LoweredSchema {
    return { $ref: this.#table.of(place, schema).id };
  }
}

/** After a list of items ajv skips the other keywords of an empty array, where it stops at the first failure. */
function keepContainsApart(draft: Draftable): void {
  const { contains, minContains, maxContains, prefixItems, items, ...rest } = draft;
  if (contains === undefined || !(Array.isArray(prefixItems) || Array.isArray(items))) return;
  const bounds = { ...(minContains !== undefined && { minContains }), ...(maxContains !== undefined && { maxContains }) };
  for (const keyword of ['contains', 'minContains', 'maxContains']) delete draft[keyword];
  draft['allOf'] = [...((rest['allOf'] as JsonValue[] | undefined) ?? []), { contains, ...bounds }];
}

function isCall(schema: LoweredSchema): schema is JsonObject {
  return isObject(schema) && typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1;
}
