import { describe, expect, it } from 'vitest';
import { ConfmanError, diffSchemas, type JsonValue } from '../../src/index.ts';

const port = (maximum: number) => ({ type: 'object', properties: { port: { type: 'integer', maximum } } });

it('says what changed, and what that means', async () => {
  expect(await diffSchemas(port(65_535), port(1024))).toEqual({
    mode: 'policy',
    verdict: 'breaking',
    changes: [
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
    ],
  });
});

it('shows a document that breaks', async () => {
  const { verdict, witness } = await diffSchemas(port(65_535), port(1024), { mode: 'backward' });
  expect(verdict).toBe('breaking');
  expect((witness as { port: number }).port).toBeGreaterThan(1024);
  expect(await diffSchemas(port(1024), port(65_535), { mode: 'backward' })).not.toHaveProperty('witness');
});

it('leaves what it is given as it is', async () => {
  const [old, now] = [Object.freeze(port(2)), Object.freeze(port(1))];
  await diffSchemas(old, now);
  expect([old, now]).toEqual([port(2), port(1)]);
});

it('takes schema trees', async () => {
  const tree = (Max: number): JsonValue => ({
    Type: 'Object',
    Properties: [{ Name: 'port', Schema: { Type: 'Leaf', Format: 'integer', Max } }],
  });
  const { changes } = await diffSchemas(tree(9), tree(5));
  expect(changes.map(({ rule, path }) => [rule, path])).toEqual([['maximum-lowered', 'port']]);
});

describe('what is no schema', () => {
  it.each([
    ['a wrong keyword', { type: 'strnig' }],
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['a number', 5],
    ['an unknown draft', { $schema: 'https://example.com/draft' }],
  ] as const)('%s', async (_, schema) => {
    await expect(diffSchemas({}, schema)).rejects.toThrow(ConfmanError);
    await expect(diffSchemas(schema, {})).rejects.toThrow(ConfmanError);
  });

  it.each([undefined, () => 1, 1n])('%s is no JSON at all', async (value) => {
    await expect(diffSchemas(value as unknown as JsonValue, {})).rejects.toThrow(TypeError);
  });

  it('a circle', async () => {
    const circle: Record<string, unknown> = {};
    circle['properties'] = { circle };
    await expect(diffSchemas(circle as JsonValue, {})).rejects.toThrow(TypeError);
  });
});

it('there is no other mode', async () => {
  await expect(diffSchemas({}, {}, { mode: 'sideways' as 'full' })).rejects.toThrow(TypeError);
});

describe('what stands where a secret belongs', () => {
  const at = (schema: object) => ({ type: 'object', properties: { password: schema } }) as unknown as JsonValue;
  const secret = { type: 'string', 'x-confman-secret-ref': true };
  const pairs: readonly (readonly [string, object, object])[] = [
    ['lists', { ...secret, enum: ['vault://team/one', 'hunter2'] }, { ...secret, enum: ['vault://team/two'] }],
    ['constants', { ...secret, const: 'vault://team/one' }, { ...secret, const: 'hunter2' }],
    ['branches', { ...secret, anyOf: [{ const: 'vault://team/one' }, { const: 'hunter2' }] }, { ...secret, anyOf: [{}] }],
    ['a secret from now on', { enum: ['hunter2', 'vault://team/one'] }, secret],
    ['a secret until now', secret, { enum: ['hunter2', 'vault://team/one'] }],
    ['forbidden values', { ...secret, not: { const: 'hunter2' } }, { ...secret, not: { enum: ['hunter2', 'vault://team/one'] } }],
    ['texts', { ...secret, description: 'vault://team/one' }, { ...secret, pattern: '^vault://team/one$' }],
  ];

  it.each(pairs)('%s', async (_, old, now) => {
    for (const mode of ['policy', 'backward', 'forward', 'full'] as const) {
      const told = JSON.stringify(await diffSchemas(at(old), at(now), { mode }));
      expect(told).not.toMatch(/hunter2|team/);
    }
  });

  it('says the scheme of a witness', async () => {
    const { witness } = await diffSchemas(at({ ...secret, enum: ['vault://team/one'] }), at({ ...secret, enum: [] }), {
      mode: 'backward',
    });
    expect(witness).toEqual({ password: 'vault://…' });
  });
});

it('a schema that cannot be used is told by its own name', async () => {
  const circle = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } };
  await expect(diffSchemas({}, circle)).rejects.toThrow('new.json#/$defs/a');
  await expect(diffSchemas({ $ref: '#/$defs/a' }, {})).rejects.toThrow('"old.json" has nothing at "/$defs/a"');
});
