import { describe, expect, it } from 'vitest';
import { changeToJson } from '../../src/schema-diff/change-to-json.ts';
import { compareTransitively } from '../../src/schema-diff/compare-transitively.ts';
import { verdictOf } from '../../src/schema-diff/judge-comparison.ts';
import { passes } from '../../src/schema-diff/passes.ts';
import { compare, linesOf, worldOf } from './worlds.ts';

const open = { type: 'object', properties: { host: { type: 'string' } } };
const added = { type: 'object', properties: { host: { type: 'string' }, port: { type: 'integer' } } };

describe('a property added to an open object', () => {
  it.each([
    ['policy', 'compatible', undefined],
    ['backward', 'breaking', 'backward'],
    ['forward', 'compatible', undefined],
    ['full', 'breaking', 'backward'],
  ] as const)('in the mode %s is %s', async (mode, verdict, witnessOf) => {
    const comparison = await compare(open, added, { mode });
    expect([comparison.verdict, comparison.witnessOf]).toEqual([verdict, witnessOf]);
  });

  it('shows a document that breaks', async () => {
    const { witness } = await compare(open, added, { mode: 'backward' });
    const [old, now] = [await worldOf(open), await worldOf(added)];
    expect([old.accepts(witness!), now.accepts(witness!)]).toEqual([true, false]);
  });
});

describe('the levels of policy', () => {
  const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more }) as never;
  const host = { host: { type: 'string' } };
  it.each([
    ['property added', object(host), object({ ...host, port: { type: 'integer' } }), 'non-breaking'],
    ['property removed', object({ ...host, port: { type: 'integer' } }), object(host), 'breaking'],
    ['property made required', object(host), object(host, { required: ['host'] }), 'breaking'],
    ['property made optional', object(host, { required: ['host'] }), object(host), 'non-breaking'],
    ['default changed', object({ n: { default: 1 } }), object({ n: { default: 2 } }), 'non-breaking'],
    ['enum value added', object({ n: { enum: [1] } }), object({ n: { enum: [1, 2] } }), 'non-breaking'],
    ['enum value removed', object({ n: { enum: [1, 2] } }), object({ n: { enum: [1] } }), 'breaking'],
    ['range narrowed', object({ n: { maximum: 9 } }), object({ n: { maximum: 5 } }), 'breaking'],
    ['range relaxed', object({ n: { maximum: 5 } }), object({ n: { maximum: 9 } }), 'non-breaking'],
  ])('%s', async (_, old, now, level) => {
    const { changes, verdict } = await compare(old, now);
    expect(changes.map((change) => change.level)).toEqual([level]);
    expect(verdict).toBe(level === 'breaking' ? 'breaking' : 'compatible');
  });
});

it('a unit that changed is a break in every mode', async () => {
  const schema = (unit: string) => ({ type: 'integer', 'x-confman-unit': unit });
  for (const mode of ['policy', 'backward', 'forward', 'full'] as const) {
    expect((await compare(schema('ms'), schema('s'), { mode })).verdict).toBe('breaking');
  }
});

it('unknown fails, unless it is taken upon oneself', () => {
  expect([passes('compatible'), passes('unknown'), passes('unknown', { allowUnknown: true })]).toEqual([true, false, true]);
  expect(passes('breaking', { allowUnknown: true })).toBe(false);
});

it('what could not be proved is unknown, with a change that says why', async () => {
  const port = { type: 'integer', minimum: 1 };
  const unsure = { subset: () => answer, supset: () => answer };
  const answer = { answer: 'unknown', reason: 'of a test' } as const;
  const comparison = await compare(port, { ...port, minimum: 0 }, { mode: 'backward', containment: () => unsure });
  expect(comparison.verdict).toBe('unknown');
  expect(linesOf(comparison)).toEqual(['minimum-lowered  +- non-breaking', 'analysis-incomplete  ?+ potentially-breaking']);
  expect(changeToJson(comparison.changes[1]!)['message']).toContain('of a test');
});

it('a break that the proof alone finds is told', async () => {
  const no = { answer: 'no', witness: 1 } as const;
  const comparison = await compare(
    { type: 'integer' },
    { type: 'integer' },
    {
      mode: 'backward',
      containment: () => ({ subset: () => no, supset: () => ({ answer: 'yes' }) }),
    },
  );
  expect([comparison.verdict, comparison.witness]).toEqual(['breaking', 1]);
  expect(linesOf(comparison)).toEqual(['analysis-incomplete  -+ breaking']);
});

it('each step may be compatible, and all together not', async () => {
  const [v1, v2, v3] = await Promise.all([
    worldOf({ type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false }),
    worldOf({ type: 'object', properties: {}, maxProperties: 1 }),
    worldOf({ type: 'object', properties: { a: { type: 'string' } } }),
  ]);
  const { verdict, firstOffending, comparisons } = compareTransitively(
    [
      { name: 'v1', world: v1 },
      { name: 'v2', world: v2 },
    ],
    v3,
    { mode: 'backward' },
  );
  expect([verdict, firstOffending, comparisons.map(({ name }) => name)]).toEqual(['breaking', 'v1', ['v1', 'v2']]);
});

it('a verdict without what was approved', async () => {
  const comparison = await compare({ properties: { a: { maximum: 2 } } }, { properties: { a: { maximum: 1 } } });
  expect(verdictOf('policy', comparison.changes, comparison)).toBe('breaking');
  expect(verdictOf('policy', [], comparison)).toBe('compatible');
  expect(verdictOf('backward', [], comparison)).toBe('breaking');
});
