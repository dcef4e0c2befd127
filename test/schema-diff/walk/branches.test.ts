import { describe, expect, it } from 'vitest';
import { changeMessage } from '../../../src/schema-diff/change-message.ts';
import { compare, linesOf } from '../worlds.ts';

const variant = (kind: string, more: object) => ({ properties: { kind: { const: kind }, ...more }, required: ['kind'] });
const text = (maxLength: number) => ({ type: 'string', maxLength });

describe('branches that a constant tells apart', () => {
  it.each(['anyOf', 'oneOf'])('%s: are found again in any order, and told by their parts', async (keyword) => {
    const old = { [keyword]: [variant('http', { host: text(9) }), variant('file', { path: text(9) })] };
    const now = { [keyword]: [variant('file', { path: text(5) }), variant('http', { host: text(9) })] };
    expect(linesOf(await compare(old, now))).toEqual(['max-length-lowered path -+ breaking']);
  });

  it('a branch is called by its constant', async () => {
    const old = { anyOf: [variant('http', {})] };
    const { changes } = await compare(old, { anyOf: [variant('http', {}), variant('file', {})] });
    expect(changes.map(changeMessage)).toEqual(['The document: anyOf has a new branch (kind "file")']);
  });
});

it('anyOf within oneOf keeps its own words', async () => {
  const schema = (maximum: number) => ({
    oneOf: [
      { type: 'object', properties: { a: { anyOf: [{ type: 'integer', maximum }, { type: 'string' }] } } },
      { type: 'array' },
    ],
  });
  expect(linesOf(await compare(schema(2), schema(1)))).toEqual(['any-of-branch-narrowed a -+ breaking']);
});

it('what was proved to say the same is a remark', async () => {
  const old = { type: 'integer', minimum: 1, enum: [1, 2, 3] };
  expect(linesOf(await compare(old, { type: 'integer', minimum: 0, enum: [1, 2, 3] }))).toEqual(['minimum-lowered  ++ info']);
});

it('properties that moved into allOf are still there', async () => {
  const old = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] };
  const now = {
    allOf: [{ $ref: '#/$defs/base' }],
    properties: { b: { type: 'integer' } },
    $defs: { base: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } },
  };
  expect(linesOf(await compare(old, now))).toEqual([]);
});

it('one edit of the items is one change', async () => {
  const list = (items: object) => ({ properties: { sizes: { type: 'array', items } } }) as never;
  const { changes } = await compare(list({ type: 'number', maximum: 9 }), list({ type: 'integer', maximum: 5 }));
  expect(changes.map(changeMessage)).toEqual([
    '`sizes`: the schema of the items was tightened: the type went from "number" to "integer"; the maximum went from 9 to 5',
  ]);
});
