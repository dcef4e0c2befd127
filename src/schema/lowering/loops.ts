import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Subschema } from '../index/subschemas.ts';

const loops: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Whether a subschema is applied as often as the data has elements or members. */
export function isLoop({ keyword, tokens }: Subschema): boolean {
  return loops.has(keyword) && (tokens.length === 1 || keyword === 'patternProperties');
}

/** Makes every round of a loop count as a step, by the size of what is judged in it. */
export function withTick(schema: JsonObject): JsonObject {
  return { ...schema, 'confman:step': stepsOf(schema) };
}

/** One step for about eight keywords and values of the schema; tables are asked in one go, whatever their size. */
export function stepsOf(schema: JsonObject): number {
  return 1 + Math.floor(countOf(schema) / 16);
}

function countOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countOf(each), 1);
}
