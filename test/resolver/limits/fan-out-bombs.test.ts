import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import type { Files } from '../../pipeline/memory-workspace.ts';

/** Documents `f0` to `f59`, each of which refers to the next several times. */
function bomb(link: (next: string) => string, end: string): Files {
  const documents = Array.from({ length: 60 }, (_, i) => [`configs/f${i}.json5`, i === 59 ? end : link(`f${i + 1}`)]);
  return Object.fromEntries(documents) as Files;
}
const twice = (next: string): string => `{ a: { $ref: "${next}" }, b: { $ref: "${next}" } }`;
const app = { 'configs/apps/a/config.json5': '{ x: { $ref: "f0" } }' };

describe('2 to the 60 values', () => {
  test.each([
    ['of objects', twice, '{ x: 1 }'],
    ['of arrays', (next: string) => `[{ $ref: "${next}" }, { $ref: "${next}" }]`, '"text"'],
    ['of nothing', (next: string) => `[{ $ref: "${next}" }, { $ref: "${next}" }]`, '[]'],
    ['of empty parts', (next: string) => `{ l: [{ $ref: "${next}#/l" }, { $ref: "${next}#/l" }], $$x: 1 }`, '{ l: [], $$x: 1 }'],
    ['with siblings', (next: string) => `{ a: { $ref: "${next}", c: 1 }, b: { $ref: "${next}", d: 1 } }`, '{ x: 1 }'],
    ['of parts', (next: string) => `{ a: { $ref: "${next}" }, b: { $ref: "${next}#/a" }, c: { $ref: "#/b" } }`, '{ a: 1 }'],
    [
      'added to arrays',
      (next: string) =>
        `{ l: { $append: [{ $ref: "${next}#/e" }, { $ref: "${next}#/e" }] }, e: [{ $ref: "${next}#/e" }, { $ref: "${next}#/e" }] }`,
      '{ l: [], e: [1] }',
    ],
  ])('%s end with a finding', async (_, link, end) => {
    const { findings, apps } = await compileMemory({ ...bomb(link, end), ...app });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/^resolver\/too-(?:large|deep) configs\//);
    expect(apps.get('apps/a')?.status).toBe('Invalid');
  });

  test('by way of apps', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `configs/apps/a${i + 10}/config.json5`,
        i === 59 ? '{ x: 1 }' : `{ a: { $ref: "apps/a${i + 11}" }, b: { $ref: "apps/a${i + 11}" } }`,
      ]),
    );
    const { findings } = await compileMemory(files, {}, {}, ['apps/a10', 'apps/a60', 'apps/a69']);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/^resolver\/too-(?:large|deep) /);
  });

  test('in the layers together', async () => {
    const half = bomb((next) => `{ a: { $ref: "${next}" } }`, `{ text: "${'x'.repeat(1000)}" }`);
    const files = {
      ...half,
      'configs/apps/a/config.json5': '{ x: { $ref: "f10" } }',
      'configs/one.json5': '{ y: { $ref: "f10" } }',
      'configs/apps/a/cascade.json5': '{ layers: [{ id: "one" }, { id: "{app}" }] }',
    };
    const { findings } = await compileMemory(files, { limits: { resolvedBytes: 2500 } });
    expect(findings).toEqual(['resolver/too-large']);
  });
});

test('a value of just under the limit is compiled with provenance', async () => {
  const files = bomb(twice, '{ x: 1 }');
  const { findings, apps } = await compileMemory({ ...files, 'configs/apps/a/config.json5': '{ x: { $ref: "f41" } }' });
  expect(findings).toEqual([]);
  expect(apps.get('apps/a')?.trace).toBeDefined();
});

test('many references to one large target are taken in one by one', async () => {
  const dependencies = Array.from({ length: 1000 }, (_, i) => [`configs/d${i}.json5`, '1'] as const);
  const { data, findings } = await compileMemory({
    ...Object.fromEntries(dependencies),
    'configs/all.json5': JSON.stringify({ v: 1, all: dependencies.map((_, i) => ({ $ref: `d${i}` })) }),
    'configs/one.json5': '{ w: { $ref: "all#/v" }, x: { $ref: "all" } }',
    'configs/apps/a/config.json5': JSON.stringify({ l: Array.from({ length: 50_000 }, () => ({ $ref: 'one#/w' })) }),
  });
  expect(findings).toEqual([]);
  expect((data('apps/a') as { l: number[] }).l).toHaveLength(50_000);
});

test('many parts through one reference inline it once', async () => {
  const table = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]));
  const { data, findings } = await compileMemory({
    'configs/table.json5': JSON.stringify(table),
    'configs/f.json5': JSON.stringify({ a: { $ref: 'table', ...table } }),
    'configs/apps/a/config.json5': JSON.stringify({ l: Object.keys(table).map((key) => ({ $ref: `f#/a/${key}` })) }),
  });
  expect(findings).toEqual([]);
  expect((data('apps/a') as { l: number[] }).l).toHaveLength(5000);
});

test('a layer that is different for every app is not remembered for every app', async () => {
  const apps = Array.from({ length: 400 }, (_, i) => [`configs/apps/a${i}/config.json5`, '{}'] as const);
  const values = apps.map((_, i) => [`configs/v/a${i}.json5`, String(i)] as const);
  const { data } = await compileMemory(
    {
      ...Object.fromEntries([...apps, ...values]),
      'configs/shared.json5': '{ v: { $ref: "v/{name}" } }',
      'configs/apps/cascade.json5': '{ layers: [{ id: "shared" }, { id: "{app}" }] }',
    },
    {},
    {},
    ['apps/a0', 'apps/a399'],
  );
  expect([data('apps/a0'), data('apps/a399')]).toEqual([{ v: 0 }, { v: 399 }]);
});
