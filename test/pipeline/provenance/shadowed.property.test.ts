import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Explanation, Loser } from '../../../src/pipeline/explain-app.ts';
import { compileMemory } from '../compile-memory.ts';
import type { Files } from '../memory-workspace.ts';
import { checkProvenance } from './check-provenance.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const count = 5;

const { object } = fc.letrec<{ object: object; value: unknown }>((tie) => ({
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: 0, max: 3 }),
    tie('object'),
    fc.constant({ $unset: true }),
    tie('object').map(($replace) => ({ $replace })),
  ),
}));
const layers = fc.array(
  object.map((layer) => JSON.stringify(layer)),
  { minLength: count, maxLength: count },
);

/** The app `apps/p3` has the first three layers, and so on. */
function prefixes(texts: readonly string[]): Files {
  const documents = texts.map((text, i) => [`configs/l${i + 1}.json5`, text]);
  const apps = texts.flatMap((_, i) => {
    const ids = texts.slice(0, i + 1).map((_text, j) => ({ id: `l${j + 1}`, name: String(j + 1) }));
    return [
      [`configs/apps/p${i + 1}/config.json5`, '{}'],
      [`configs/apps/p${i + 1}/cascade.json5`, JSON.stringify({ layers: [...ids, { id: '{app}' }] })],
    ];
  });
  return Object.fromEntries([...documents, ...apps]) as Files;
}

const short = ({ value, site, layer }: Explanation | Loser): string =>
  `${JSON.stringify(value)} of ${layer} at ${site.source.path}${site.pointer}`;

test(`what a value shadows is what stood there before, and what that shadowed (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(layers, async (texts) => {
      const compiled = await compileMemory(prefixes(texts));
      const stages = texts.map((_, i) => checkProvenance(compiled, `apps/p${i + 1}`));
      for (const leaf of stages.at(-1) ?? []) checkLosers(leaf, stages);
    }),
    { seed, numRuns: 150 },
  );
});

/** @param stages what explains the app after each layer */
function checkLosers(leaf: Explanation, stages: readonly (readonly Explanation[])[]): void {
  const at = (layer: number): Explanation | undefined => stages[layer - 1]?.find((each) => each.pointer === leaf.pointer);
  const own = leaf.shadowed.filter((each) => each.pointer === leaf.pointer);
  const order = [leaf, ...own].map((each) => Number(each.layer));
  expect(order).toEqual([...new Set(order)].sort((a, b) => b - a));
  for (const loser of own)
    if (typeof loser.value !== 'object') expect(short(at(Number(loser.layer)) as Explanation)).toBe(short(loser));
  const before = at(Number(leaf.layer) - 1);
  if (before === undefined || typeof before.value === 'object') return;
  const earlier = before.shadowed.filter((each) => each.pointer === leaf.pointer);
  expect(own.map(short)).toEqual([short(before), ...earlier.map(short)]);
}
