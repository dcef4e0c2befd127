import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { createContainment } from '../../../src/schema-diff/containment/containment.ts';
import { lightWorld } from '../kit/light-world.ts';
import { answersOf } from './worlds.ts';

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function nested(depth: number, inner: JsonObject, wrap: (schema: JsonObject) => JsonObject): JsonObject {
  return range(depth).reduce((schema) => wrap(schema), inner);
}

function answersWithin(steps: number, first: JsonValue, second: JsonValue): string {
  const [a, b] = [lightWorld(first, 'old'), lightWorld(second, 'new')];
  const containment = createContainment(a, b, { steps });
  return `${containment.subset(a.root, b.root).answer} ${containment.supset(b.root, a.root).answer}`;
}

/** Clauses over booleans, some of which cannot all hold. */
function clauses(names: number, count: number): JsonObject {
  let state = 7;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const clause = (): JsonObject => ({
    anyOf: range(3).map(() => ({ properties: { [`x${next(names)}`]: { const: next(2) === 0 } } })),
  });
  return { type: 'object', required: range(names).map((i) => `x${i}`), allOf: range(count).map(clause) };
}

describe('schemas made to hurt', () => {
  it.each<[string, JsonValue, JsonValue, string]>([
    ['deep in place', nested(400, { type: 'string' }, (schema) => ({ allOf: [schema] })), { type: 'string' }, 'yes yes'],
    ['doubly denied', nested(200, { type: 'string' }, (schema) => ({ not: { not: schema } })), { type: 'string' }, 'yes yes'],
    [
      'deeper than anyone looks',
      nested(300, { type: 'string' }, (n) => ({ properties: { n } })),
      nested(300, {}, (n) => ({ properties: { n } })),
      'unknown unknown',
    ],
    ['many choices', clauses(40, 170), false, 'unknown yes'],
    ['patterns that unfold', { pattern: '(a|b)*c{1000}', type: 'string' }, { pattern: '(a|b)*c{999}' }, 'unknown no'],
    ['patterns that explode', { pattern: '^(a|b)*a(a|b){20}$', type: 'string' }, { pattern: '^(a|b)*b(a|b){20}$' }, 'unknown no'],
  ])('%s', (_, first, second, answers) => {
    expect(answersWithin(150_000, first, second)).toMatch(new RegExp(`^(?:${answers.replaceAll('unknown', '(?:unknown|no)')})$`));
  });

  it('long lists of values', async () => {
    const values = range(10_000).map((i) => `v${i}`);
    expect(await answersOf({ enum: values }, { enum: [...values, 'more'] })).toBe('yes no');
  });

  it.each([10, 30, 100, 300])('%i alternatives told apart by a member', (count) => {
    const branches = (type: string): JsonValue[] =>
      range(count).map((i) => ({ type: 'object', required: ['kind'], properties: { kind: { const: `k${i}` }, v: { type } } }));
    expect(answersWithin(150_000, { anyOf: branches('integer') }, { anyOf: branches('number') })).toBe('yes no');
    expect(answersWithin(150_000, { oneOf: branches('integer') }, { oneOf: branches('number') })).toBe('yes no');
  });

  it('600 alternatives told apart by their own values', async () => {
    const texts = (from: number): JsonValue[] => range(600).map((i) => ({ const: `k${from + i}`, title: `K${i}` }));
    expect(await answersOf({ oneOf: texts(0) }, { enum: range(601).map((i) => `k${i}`) })).toBe('yes no');
    expect(await answersOf({ oneOf: texts(0) }, { oneOf: [...texts(0), { const: 7 }] })).toBe('yes no');
  });

  it('recursion of everything through everything', () => {
    const count = 30;
    const to = (i: number): JsonObject => ({ $ref: `#/$defs/n${i % count}` });
    const schema = (last: JsonObject): JsonObject => ({
      ...to(0),
      $defs: Object.fromEntries(
        range(count).map((i) => [
          `n${i}`,
          {
            type: 'object',
            properties: Object.fromEntries(range(count).map((j) => [`p${j}`, to(i + j)])),
            ...(i === count - 1 && last),
          },
        ]),
      ),
    });
    expect(answersWithin(150_000, schema({}), schema({ description: 'the same' }))).toBe('yes yes');
    expect(answersWithin(150_000, schema({ maxProperties: 3 }), schema({}))).toBe('yes no');
  });
});

describe('the cost of many properties', () => {
  const wide = (count: number, type: string, from: number): JsonObject => ({
    type: 'object',
    properties: Object.fromEntries(range(count).map((i) => [`property${i}`, { type, minimum: i - from }])),
    required: ['property1'],
    additionalProperties: false,
  });

  it.each([500, 2_000, 8_000])('is the same for each of %i', (count) => {
    expect(answersWithin(count * 100, wide(count, 'integer', 0), wide(count, 'number', 1))).toBe('yes no');
  });
});
