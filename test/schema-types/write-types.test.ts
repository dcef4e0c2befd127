import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { writeTypes } from '../../src/schema-types/write-types.ts';
import { typeErrors } from './type-check.ts';
import { typed, worldOf } from './typed.ts';

describe('comments', () => {
  it('tell what a reader should know', async () => {
    const text = await typed({
      type: 'object',
      title: 'Root',
      properties: {
        a: {
          type: 'integer',
          title: 'A',
          description: 'One\ntwo',
          'x-confman-unit': 'ms',
          'x-confman-deprecated': 'use b',
          default: 5,
        },
      },
    });
    expect(text).toContain(
      [
        '  /**',
        '   * A',
        '   * One',
        '   * two',
        '   * Unit: ms',
        '   * @default 5',
        '   * @deprecated use b',
        '   */',
        '  a: number;',
      ].join('\n'),
    );
  });

  it('never tell a secret', async () => {
    const secret = { type: 'string', 'x-confman-secret-ref': true, default: 'hunter2' };
    const text = await typed({
      type: 'object',
      properties: {
        a: secret,
        b: { $ref: '#/$defs/s', default: 'hunter2' },
        c: { default: 'vault://hunter2' },
        d: { enum: ['env://hunter2'] },
        e: { type: 'string', default: 'hunter2' },
      },
      allOf: [{ properties: { e: { anyOf: [{ $ref: '#/$defs/s' }, { type: 'null' }] } } }],
      $defs: { s: secret },
    });
    expect(text).not.toContain('hunter2');
  });
});

describe('a module', () => {
  it('maps apps to the types of their schemas, and declares what they share once', async () => {
    const shared = { type: 'object', properties: { self: { $ref: '#' } } };
    const [one, two] = [await worldOf(shared, 'schemas/one/v1'), await worldOf({ type: 'string' }, 'schemas/two/v1')];
    const { text, isCut } = writeTypes({
      worlds: [
        ['schemas/one/v1', one],
        ['schemas/one', one],
        ['schemas/two/v1', two],
      ],
      apps: [
        ['apps/a', 'schemas/one/v1'],
        ['apps/b', 'schemas/two/v1'],
        ['apps/c', 'schemas/gone/v1'],
      ],
      secretSchemes: [],
      fillsDefaults: true,
    });
    expect(text.match(/interface OneV1/g)).toHaveLength(1);
    expect(text).toContain('export interface Apps {\n  "apps/a": OneV1;\n  "apps/b": TwoV1;\n}\n');
    expect(isCut).toBe(false);
    expect(typeErrors({ text })).toEqual([]);
  });
});

describe('hostile schemas', () => {
  it('that would be written out again and again become unknown from some point on', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i): [string, JsonValue] => [`p${i}`, { type: 'null' }]));
    const closing = { type: 'object', $ref: '#/$defs/big', unevaluatedProperties: false };
    const world = await worldOf({
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 50 }, (_, i): [string, JsonValue] => [`c${i}`, closing])),
      $defs: { big: { type: 'object', properties: many } },
    });
    const { text, isCut } = writeTypes({ worlds: [['root', world]], apps: [], secretSchemes: [], fillsDefaults: true });
    expect(isCut).toBe(true);
    expect(text).toContain('p2999?: unknown;');
  });

  it('with long chains and bombs of references take no time', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i): [string, JsonValue] => [
        `d${i}`,
        {
          type: 'object',
          properties: { a: { $ref: `#/$defs/d${i + 1}` }, b: { $ref: `#/$defs/d${i + 1}` } },
          unevaluatedProperties: false,
        },
      ]),
    );
    const text = await typed({ $ref: '#/$defs/d0', $defs: { ...defs, d1000: { type: 'string', default: 'x' } } });
    expect(text.match(/^export /gm)).toHaveLength(1002);
    expect(typeErrors({ text })).toEqual([]);
  });

  it('with a document of many values name their types', async () => {
    const text = await typed({ enum: Array.from({ length: 5000 }, (_, i) => i) });
    expect(text).toContain('export type Root = number;');
  });
});
