import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { Random } from './random.ts';

const names = ['p', 'q', 'r'];
const leaves: readonly JsonObject[] = [{ type: 'integer' }, { type: 'number' }, { type: 'null' }, { enum: [1, 'a'] }, {}];

/** Definitions that lead to each other in every way, some of which no finite value can meet. */
export function randomGraph(random: Random, size = 4): JsonObject {
  const to = (): JsonObject => ({ $ref: `#/$defs/n${random.below(size)}` });
  const member = (): JsonValue => {
    const dice = random.next();
    if (dice < 0.4) return to();
    if (dice < 0.6) return { anyOf: [to(), random.chance(0.5) ? to() : random.pick(leaves)] };
    return dice < 0.75 ? { type: 'array', items: to(), ...(random.chance(0.4) && { minItems: 1 }) } : random.pick(leaves);
  };
  const node = (): JsonObject => ({
    type: random.chance(0.8) ? 'object' : ['object', 'null'],
    properties: Object.fromEntries(random.some(names, 1, 3).map((name) => [name, member()])),
    ...(random.chance(0.6) && { required: random.some(names, 1, 2) }),
    ...(random.chance(0.7) && { additionalProperties: random.chance(0.5) ? false : member() }),
  });
  return { $ref: '#/$defs/n0', $defs: Object.fromEntries(Array.from({ length: size }, (_, i) => [`n${i}`, node()])) };
}

/** With one definition drawn anew. */
export function changedGraph(graph: JsonObject, random: Random): JsonObject {
  const definitions = graph['$defs'] as JsonObject;
  const name = random.pick(Object.keys(definitions));
  const other = randomGraph(random, Object.keys(definitions).length)['$defs'] as JsonObject;
  return { ...graph, $defs: { ...definitions, [name]: other[name] as JsonValue } };
}
