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
