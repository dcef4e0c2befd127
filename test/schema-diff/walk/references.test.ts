import { expect, it } from 'vitest';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { compareSchemas } from '../../../src/schema-diff/compare-schemas.ts';
import { compare, linesOf, worldOf } from '../worlds.ts';

const text = { type: 'string' };

it('ref-unresolved: a reference that leads nowhere, in a world that is put together by other means', async () => {
  const lost = { properties: { host: { $ref: '#/$defs/host' } }, $defs: { host: text } };
  const world = await worldOf(lost);
  const other = await worldOf(lost);
  const withoutTarget: SchemaWorld = {
    root: other.root,
    checks: other.checks,
    child: (node, tokens) => other.child(node, tokens),
    target: () => undefined,
    siteOf: (node, tokens, at) => other.siteOf(node, tokens, at),
    accepts: () => undefined,
  };
  const comparison = compareSchemas(world, withoutTarget, { mode: 'policy' });
  expect(linesOf(comparison)).toContain('ref-unresolved host ?? potentially-breaking');
  expect(comparison.verdict).not.toBe('compatible');
});

it('what moved behind a reference, or back, is no change', async () => {
  const inline = { properties: { host: text } };
  const moved = { properties: { host: { $ref: '#/$defs/host' } }, $defs: { host: text } };
  expect(linesOf(await compare(inline, moved))).toEqual([]);
  expect(linesOf(await compare(moved, inline))).toEqual([]);
});

it('keywords beside $ref count from 2019-09 on', async () => {
  const schema = ($schema: string, minLength: number) => ({
    $schema,
    properties: { host: { $ref: '#/definitions/host', minLength } },
    definitions: { host: text },
  });
  const early = 'http://json-schema.org/draft-07/schema#';
  const late = 'https://json-schema.org/draft/2020-12/schema';
  expect(linesOf(await compare(schema(early, 1), schema(early, 2)))).toEqual([]);
  expect(linesOf(await compare(schema(late, 1), schema(late, 2)))).toEqual(['min-length-raised host -+ breaking']);
  expect(linesOf(await compare(schema(early, 2), schema(late, 2)))).toEqual([
    'dialect-changed  ++ info',
    'min-length-raised host -+ breaking',
  ]);
});

it('a schema in itself is followed once, and the change is told where it comes again', async () => {
  const tree = (value: string) => ({
    type: 'object',
    properties: { value: { type: value }, left: { $ref: '#' }, right: { $ref: '#' } },
  });
  expect(linesOf(await compare(tree('number'), tree('integer')))).toEqual([
    'recursion-changed left -+ breaking',
    'recursion-changed right -+ breaking',
    'type-narrowed value -+ breaking',
  ]);
  expect(linesOf(await compare(tree('number'), tree('number')))).toEqual([]);
});

it('a definition that many share is told about at every place', async () => {
  const shared = (maximum: number) => ({
    properties: { http: { $ref: '#/$defs/port' }, admin: { $ref: '#/$defs/port' } },
    $defs: { port: { type: 'integer', maximum } },
  });
  expect(linesOf(await compare(shared(65_535), shared(1024)))).toEqual([
    'maximum-lowered admin -+ breaking',
    'maximum-lowered http -+ breaking',
  ]);
});
