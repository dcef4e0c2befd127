import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { invertChain } from '../../src/migration/invert.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import { migrateJsonPatch } from '../../src/migration/migrate-patch.ts';
import type { Step } from '../../src/migration/step.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { migrate, sourceOf } from './document.ts';
import { migrationOf } from './migration-of.ts';

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
const parse = (text: string): JsonValue => JSON.parse(text) as JsonValue;

describe('names that mean something to the language are data', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'toJSON', 'then', 'length'];

  it.each(names)('%s stays where it is', (name) => {
    const data = parse(`{"a": {"${name}": {"x": 1}, "b": 2}, "${name}": [3]}`);
    const { steps } = migrationOf([
      { rename: '/a/b', to: 'c' },
      { map: '', steps: [{ add: '/z', value: 0 }] },
    ]);
    const { value } = migrateData(data, steps);
    expect(JSON.stringify(value)).toContain(`"${name}":{"x":1}`);
    expect(canonicalJson(migrateData(value as JsonValue, invertChain(steps)).value as JsonValue)).toBe(canonicalJson(data));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each(names)('%s in the steps and patches of a program', (name) => {
    const step: Step = {
      op: 'move',
      scope: [],
      at: ['a'],
      to: [name, 'b'],
      emptied: 'keep',
      emptiedBack: 'remove',
      text: 'move',
      site: undefined,
      lossy: false,
    };
    const { value } = migrateData({ a: 1 }, [step]);
    expect(JSON.stringify(value)).toBe(`{"${name}":{"b":1}}`);
    expect(migrateData(value as JsonValue, invertChain([step])).value).toEqual({ a: 1 });
    expect(Object.hasOwn(Object.prototype, 'b')).toBe(false);
    const patch = [{ op: 'add', path: `/${name}`, value: 1 } as const];
    expect(migrateJsonPatch(patch, [], {}).patch).toEqual(patch);
  });
});

describe('what would be too much is refused', () => {
  it('levels around a value', () => {
    const wraps = migrationOf(Array.from({ length: 200 }, () => ({ wrap: '/a' }))).steps;
    expect(codes(migrateData({ a: 1 }, wraps).diagnostics)).toEqual(['migration/too-large']);
    expect(migrateData({ b: 1 }, wraps).value).toEqual({ b: 1 });
    for (const format of ['json5', 'yaml'] as const)
      expect(migrate(sourceOf('a: 1', 'yaml'), wraps).value, format).toBeUndefined();
  });

  it('a document that is deep before', () => {
    const deep = '['.repeat(60) + ']'.repeat(60);
    const wraps = migrationOf(Array.from({ length: 128 }, () => ({ wrap: '' }))).steps;
    const { value } = migrate(sourceOf(deep, 'json'), wraps);
    expect(value?.text).toBe('['.repeat(188) + ']'.repeat(188));
    expect(migrate(sourceOf(deep.replace('[]', '[1]'), 'yaml'), wraps).value).toBeDefined();
  });

  it('a value that is added many times', () => {
    const { steps } = migrationOf([{ map: '/a', steps: [{ add: '/x', value: 'x'.repeat(10_000) }] }]);
    const data = { a: Array.from({ length: 10_000 }, () => ({})) };
    expect(codes(migrateData(data, steps).diagnostics)).toEqual(['migration/too-large']);
  });

  it('findings', () => {
    const { steps } = migrationOf([{ map: '', steps: [{ convert: '', unit: { from: 's', to: 'ms' } }] }]);
    expect(
      migrateData(
        Array.from({ length: 1000 }, () => 'x'),
        steps,
      ).diagnostics,
    ).toHaveLength(100);
  });
});

it('many elements are rewritten in one go', () => {
  const text = `[\n${Array.from({ length: 3000 }, (_, i) => `  { a: { b: ${i} }, c: "x" }, // ${i}`).join('\n')}\n]\n`;
  const { steps } = migrationOf([
    { map: '', steps: [{ move: '/a/b', to: '/d', emptied: 'remove' }, { rename: '/c', to: 'e' }, { wrap: '/d' }] },
  ]);
  const { value } = migrate(sourceOf(text), steps);
  expect(value?.text.split('\n')[17]).toBe('  { e: "x", d: [16] }, // 16');
});
