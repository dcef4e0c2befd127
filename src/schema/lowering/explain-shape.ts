import { isObject, member, type JsonObject } from '../../model/json.ts';
import type { Subschema } from '../index/subschemas.ts';
import { cutLists, cutProperties } from './cut-wide.ts';
import { evaluationPlan, needsEvaluation } from './evaluation-plan.ts';
import type { Draftable, Lowered, Lowering, Shape } from './lowering.ts';
import { isLoop, withTick } from './loops.ts';
import type { Place } from './place.ts';
import type { LoweredSchema, Unit } from './unit.ts';
import type { UnitTable } from './unit-table.ts';

/** What a stretch of failures has in common, as the validator marks it while it runs. */
export type Mark =
  | { readonly kind: 'branch'; readonly owner: Place; readonly keyword: string; readonly index: number }
  | { readonly kind: 'message'; readonly text: string };

/** For these, `false` is reported by the schema that holds it, which says more. */
const reportedByHolder: ReadonlySet<string> = new Set([
  'additionalProperties',
  'additionalItems',
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** What fails in these is no failure of the value: they are only asked whether they accept it. */
const questions: ReadonlySet<string> = new Set(['not', 'if']);

/** Lowers to what can tell where each failure comes from; every schema object of the result remembers its place. */
export class ExplainShape implements Shape {
  readonly origins = new Map<object, Place>();
  readonly marks: Mark[] = [];
  readonly #table: UnitTable;
  readonly #fast: Lowering;

  /** @param fast where only a verdict is asked for, its units give it */
  constructor(table: UnitTable, fast: Lowering) {
    this.#table = table;
    this.#fast = fast;
  }

  verdict(place: Place): Unit {
    return this.#fast.unit(place);
  }

  boolean(value: boolean, place: Place): LoweredSchema {
    return value ? true : this.#remember({ 'confman:never': true }, place);
  }

  child(lowered: Lowered, subschema: Subschema, holder: Place): LoweredSchema {
    const { keyword, tokens } = subschema;
    if (lowered.place.value === false && isReportedByHolder(subschema, holder)) return false;
    const { schema } = lowered;
    if (keyword === 'anyOf' || keyword === 'oneOf') {
      return this.#marked(schema, { kind: 'branch', owner: holder, keyword, index: Number(tokens[1]) });
    }
    if (questions.has(keyword)) return { 'confman:foreign': this.verdict(lowered.place).id };
    return isLoop(subschema) && isObject(schema) ? this.#ticking(schema, lowered.place) : schema;
  }

  finish(draft: Draftable, place: Place): LoweredSchema {
    if (needsEvaluation(draft)) draft['confman:evaluation'] = evaluationPlan(place, this.#fast);
    this.#remember(draft, place);
    const part = (schema: JsonObject): JsonObject => ({ $ref: this.#table.of(place, this.#remember(schema, place)).id });
    cutProperties(draft, part);
    cutLists(draft, ['allOf'], part);
    const text = isObject(place.value) ? member(place.value, 'x-confman-message') : undefined;
    return typeof text === 'string' ? this.#marked(draft, { kind: 'message', text }) : draft;
  }

  /** The type of a schema is tested before its keywords: the marks have to stand around the whole schema. */
  #marked(schema: LoweredSchema, mark: Mark): LoweredSchema {
    const id = this.marks.push(mark) - 1;
    return { 'confman:open': id, allOf: [schema], 'confman:close': id };
  }

  #ticking(schema: JsonObject, place: Place): JsonObject {
    return this.#remember(withTick(schema), this.origins.get(schema) ?? place);
  }

  #remember<S extends JsonObject>(schema: S, place: Place): S {
    this.origins.set(schema, place);
    return schema;
  }
}

function isReportedByHolder({ keyword, tokens }: Subschema, holder: Place): boolean {
  if (reportedByHolder.has(keyword)) return true;
  const afterPrefix = isObject(holder.value) && Array.isArray(member(holder.value, 'prefixItems'));
  return keyword === 'items' && tokens.length === 1 && afterPrefix;
}
