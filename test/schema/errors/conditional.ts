import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

/** `{if, then, else, ...}`: an object literal with a member `then` looks like a promise to the linter. */
export function conditional(condition: JsonValue, then: JsonValue, otherwise?: JsonValue, rest: JsonObject = {}): JsonObject {
  const members: [string, JsonValue][] = [
    ['if', condition],
    ['then', then],
  ];
  return { ...rest, ...Object.fromEntries(otherwise === undefined ? members : [...members, ['else', otherwise] as const]) };
}
