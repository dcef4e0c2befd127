import type { JsonObject } from '../../model/json.ts';
import type { Subschema } from '../index/subschemas.ts';

const loops: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'contains',
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

/** One step for about 200 characters of schema. */
export function stepsOf(schema: JsonObject): number {
  return 1 + Math.floor(JSON.stringify(schema).length / 200);
}
