import { describe, expect, it } from 'vitest';
import { ConfmanError } from '../../src/library/confman-error.ts';
import { diffSchemas } from '../../src/library/diff-schemas.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { changeMessage } from '../../src/schema-diff/change-message.ts';
import { compare, linesOf } from './worlds.ts';

describe('schemas that mean harm', () => {
  it('keys of the prototype are names like any other', async () => {
    const schema = (type: string) =>
      JSON.parse(
        `{ "properties": { "hasOwnProperty": { "type": "${type}" }, "constructor": { "type": "${type}" }, "toString": {} }, "required": ["__proto__"] }`,
      ) as JsonObject;
    expect(linesOf(await compare(schema('string'), schema('integer')))).toEqual([
      'type-changed constructor -- breaking',
      'type-changed hasOwnProperty -- breaking',
    ]);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });

  it('a hundred thousand allowed values', async () => {
    const values = Array.from({ length: 100_000 }, (_, i) => `value ${i}`);
    const { changes, verdict } = await compare({ enum: values }, { enum: values.slice(1) }, { mode: 'backward' });
    expect([verdict, changes.map(({ rule }) => rule)]).toEqual(['breaking', ['enum-value-removed']]);
  });

  it('a thousand branches, of which each changed', async () => {
    const branches = (type: string) =>
      Array.from({ length: 1000 }, (_, i) => ({ properties: { kind: { const: `k${i}` }, value: { type } }, required: ['kind'] }));
    const { changes } = await compare({ oneOf: branches('number') }, { oneOf: branches('integer') });
    expect(changes.length).toBeGreaterThan(0);
  });

  it('nesting that no engine takes is refused', async () => {
    let deep: JsonValue = {};
    for (let i = 0; i < 10_000; i += 1) deep = { properties: { a: deep } };
    await expect(diffSchemas(deep, {})).rejects.toThrow(ConfmanError);
  });

  it('definitions that multiply: each refers to the next twice', async () => {
    const fan = (type: string): JsonObject => {
      const $defs: Record<string, JsonValue> = { d24: { type } };
      for (let i = 0; i < 24; i += 1) {
        const next = { $ref: `#/$defs/d${i + 1}` };
        $defs[`d${i}`] = { type: 'object', properties: { a: next, b: next } };
      }
      return { $ref: '#/$defs/d0', $defs };
    };
    const { changes, verdict } = await compare(fan('number'), fan('integer'));
    expect(verdict).toBe('breaking');
    expect(changes.length).toBeLessThan(1000);
    expect(linesOf(await compare(fan('number'), fan('number')))).toEqual([]);
  });

  it('definitions that multiply in one and the same value', async () => {
    const fan = (type: string): JsonObject => {
      const $defs: Record<string, JsonValue> = { d24: { type } };
      for (let i = 0; i < 24; i += 1) $defs[`d${i}`] = { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] };
      return { $ref: '#/$defs/d0', $defs };
    };
    const { verdict, witness } = await compare(fan('number'), fan('integer'), { mode: 'backward' });
    expect(verdict).toBe('breaking');
    expect(Number.isInteger(witness)).toBe(false);
  });

  it('facts that are summed up in several others, each of which is, too', async () => {
    const negated = (type: string): JsonObject => {
      const $defs: Record<string, JsonValue> = { d24: { type } };
      for (let i = 0; i < 24; i += 1) {
        const next = { $ref: `#/$defs/d${i + 1}` };
        $defs[`d${i}`] = { not: { properties: { a: next }, required: ['a'], not: next } };
      }
      return { $ref: '#/$defs/d0', $defs };
    };
    const { changes, verdict } = await compare(negated('number'), negated('integer'), { mode: 'backward' });
    expect(verdict).toBe('breaking');
    for (const change of changes) expect(changeMessage(change).length).toBeLessThan(10_000);
  });

  it('hundreds of parts that no proof gets to the end of', async () => {
    const hard = (type: string): JsonObject => {
      const $defs: Record<string, JsonValue> = {};
      for (let k = 0; k < 8; k += 1) {
        $defs[`d${k}-24`] = { type, minimum: k };
        for (let i = 0; i < 24; i += 1) {
          const next = { $ref: `#/$defs/d${k}-${i + 1}` };
          const two = { required: ['a'], properties: { a: next, b: next } };
          $defs[`d${k}-${i}`] = { oneOf: [next, two, { contains: next, minContains: 2, maxContains: 3 }] };
        }
      }
      const properties = Object.fromEntries(Array.from({ length: 8 }, (_, k) => [`p${k}`, { $ref: `#/$defs/d${k}-0` }]));
      return { properties, $defs };
    };
    const { changes, verdict } = await compare(hard('number'), hard('integer'), { mode: 'full' });
    expect(verdict).not.toBe('compatible');
    expect(changes.length).toBeGreaterThan(8);
  });

  it('schemas that lead into each other', async () => {
    const mutual = (type: string) => ({
      $ref: '#/$defs/a',
      $defs: {
        a: { allOf: [{ $ref: '#/$defs/b' }], properties: { x: { $ref: '#/$defs/b' } } },
        b: { properties: { y: { $ref: '#/$defs/a' }, z: { type } } },
      },
    });
    const { changes } = await compare(mutual('number'), mutual('integer'));
    expect(changes.some(({ rule, path }) => rule === 'type-narrowed' && path === 'z')).toBe(true);
  });

  it('analysis-incomplete: a walk that runs out of its budget says so', async () => {
    const schema = (type: string) => ({
      properties: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, { type }])),
    });
    const { changes, verdict } = await compare(schema('number'), schema('string'), { maxPairs: 10 });
    expect(changes.map(({ rule }) => rule)).toContain('analysis-incomplete');
    expect(verdict).toBe('breaking');
  });
});
