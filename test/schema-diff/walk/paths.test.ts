import { describe, expect, it } from 'vitest';
import { changeToJson } from '../../../src/schema-diff/change-to-json.ts';
import { compare, linesOf } from '../worlds.ts';

const closed = { type: 'object', additionalProperties: false } as const;

it('paths are those of flatten', async () => {
  const schema = (maxLength: number) => ({
    type: 'object',
    properties: {
      Targets: { type: 'array', items: { type: 'object', properties: { TargetName: { type: 'string', maxLength } } } },
      'a/b~c': { properties: { x: { maxLength } } },
      pair: { prefixItems: [true, { properties: { x: { maxLength } } }] },
    },
    patternProperties: { '^x/': { properties: { y: { maxLength } } } },
    additionalProperties: { properties: { z: { maxLength } } },
  });
  const { changes } = await compare(schema(9), schema(5));
  expect(changes.map(({ path }) => path)).toEqual(['*/z', '<^x~1>/y', 'Targets/Item/TargetName', 'a~1b~0c/x', 'pair/Item[1]/x']);
});

it('a change knows both places, its values and its sentence', async () => {
  const [old, now] = [65_535, 1024].map((maximum) => ({ properties: { port: { type: 'integer', maximum } } }));
  const { changes } = await compare(old!, now!);
  expect(changes.map(changeToJson)).toEqual([
    {
      rule: 'maximum-lowered',
      level: 'breaking',
      backward: 'breaks',
      forward: 'safe',
      path: 'port',
      message: '`port`: the maximum went from 65535 to 1024',
      old: 65_535,
      new: 1024,
      oldPointer: '/properties/port/maximum',
      newPointer: '/properties/port/maximum',
    },
  ]);
});

it('a keyword that is new points at the schema that lacks it', async () => {
  const { changes } = await compare({ properties: { port: {} } }, { properties: { port: { minimum: 1 } } });
  expect(changes.map(({ old, new: now }) => [old.pointer, old.value, now.pointer, now.value])).toEqual([
    ['/properties/port', undefined, '/properties/port/minimum', 1],
  ]);
});

const secret = { type: 'string', 'x-confman-secret-ref': true };
const database = { type: 'object', properties: { password: { $ref: '#/$defs/secret' } } };

describe('values at a secret are never told', () => {
  it.each([
    ['of the place itself', { password: { ...secret, default: 'vault://aa#x', const: 'vault://aa#x' } }],
    ['allowed values', { password: { ...secret, enum: ['vault://aa#x', 'vault://aa#y'] } }],
    ['of an object that holds one', { db: { ...database, default: { password: 'aa#x' } } }],
    ['in a schema that is shown as a whole', { list: { type: 'array', contains: { ...secret, default: 'aa#x' } } }],
    ['in a branch', { any: { anyOf: [{ ...secret, examples: ['aa#x'], maxLength: 7 }] } }],
  ])('%s', async (_, properties) => {
    const old = { type: 'object', properties, additionalProperties: false, $defs: { secret } };
    const changed = JSON.parse(JSON.stringify(old).replaceAll('aa#', 'bb#')) as typeof old;
    const gone = { type: 'object', additionalProperties: false, $defs: { secret } };
    for (const pair of [
      [old, changed],
      [old, gone],
      [gone, old],
    ] as const) {
      const { changes } = await compare(pair[0], pair[1]);
      if (pair[1] !== changed) expect(changes.length).toBeGreaterThan(0);
      expect(changes.every(({ secret: isSecret }) => pair[1] === changed || isSecret === true)).toBe(true);
      expect(JSON.stringify(changes.map(changeToJson))).not.toMatch(/aa#|bb#/);
    }
  });
});

it('a declared rename carries on below, and is no removal', async () => {
  const old = { ...closed, properties: { size: { type: 'integer', maximum: 10 } }, required: ['size'] };
  const now = {
    ...closed,
    properties: { poolSize: { type: 'integer', maximum: 5, 'x-confman-renamed-from': ['length', 'size'] } },
    required: ['poolSize'],
  };
  expect(linesOf(await compare(old, now))).toEqual([
    'property-renamed poolSize -- breaking',
    'maximum-lowered poolSize -+ breaking',
  ]);
});

it('a rename that nobody declared is proposed, and what came and went is told', async () => {
  const old = { ...closed, properties: { poolSize: { type: 'integer', maximum: 10 } } };
  const now = { ...closed, properties: { poolsize: { type: 'integer', maximum: 10 } } };
  const { changes } = await compare(old, now);
  expect(changes.map(({ rule, path, proposed }) => [rule, path, proposed])).toEqual([
    ['property-removed-closed', 'poolSize', undefined],
    ['property-added-closed', 'poolsize', undefined],
    ['property-renamed', 'poolsize', true],
  ]);
});

it('a proposal weighs no more than what it puts together', async () => {
  const old = { ...closed, properties: { poolSize: { type: 'integer', maximum: 10, deprecated: true } } };
  const now = { ...closed, properties: { poolsize: { type: 'integer', maximum: 10, deprecated: true } } };
  const { changes, verdict } = await compare(old, now);
  expect(changes.map(({ rule, level }) => [rule, level])).toEqual([
    ['property-removed-deprecated', 'potentially-breaking'],
    ['property-added-closed', 'non-breaking'],
    ['property-renamed', 'potentially-breaking'],
  ]);
  expect(verdict).toBe('unknown');
});

describe('a default that the new schema refuses', () => {
  const text = { type: 'string' };
  it.each([
    ['a part of it', { type: 'object', properties: { a: text }, default: { a: 1 } }],
    ['no reference to a secret', { type: 'string', 'x-confman-secret-ref': true, default: 'plain' }],
    ['behind a reference', { $ref: '#/$defs/port', default: 0 }],
  ])('%s', async (_, place) => {
    const $defs = { port: { type: 'integer', minimum: 1 } };
    const { changes } = await compare({ $defs, properties: { place: {} } }, { $defs, properties: { place } });
    expect(changes.filter(({ path }) => path === 'place').map(({ rule }) => rule)).toContain('default-invalid');
  });
});
