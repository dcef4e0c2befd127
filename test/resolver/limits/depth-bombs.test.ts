import { expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import type { Files } from '../../pipeline/memory-workspace.ts';

const nested = (depth: number, inner: string): string => '{ n: '.repeat(depth) + inner + ' }'.repeat(depth);

/** Documents of which each has a reference to the next at some depth. */
function tower(count: number, depth: number): Files {
  const documents = Array.from({ length: count }, (_, i) => [
    `configs/d${i}.json5`,
    nested(depth, i === count - 1 ? '1' : `{ $ref: "d${i + 1}" }`),
  ]);
  return Object.fromEntries(documents) as Files;
}
const app = (name: string, target: string): Files => ({ [`configs/apps/${name}/config.json5`]: `{ v: { $ref: "${target}" } }` });

test('values that get too deep through references are an error, whichever app was compiled before', async () => {
  const { findings, details, apps } = await compileMemory({
    ...tower(6, 60),
    ...app('a', 'd0'),
    ...app('b', 'd2'),
    ...app('c', 'd1'),
  });
  expect(findings).toEqual([
    'resolver/too-deep configs/apps/a/config.json5:1:14',
    'resolver/too-deep configs/apps/c/config.json5:1:14',
  ]);
  expect(details[0]?.hint).toBe('Flatten the documents, or raise limits.resolvedDepth in confman.json5');
  expect(apps.get('apps/b')?.status).not.toBe('Invalid');
});

test('the deepest references of the highest limits do not exhaust the stack', async () => {
  const limits = { depth: 256, references: 256, resolvedDepth: 1024 };
  const { findings, apps } = await compileMemory(
    { ...tower(300, 250), ...app('a', 'd0'), ...app('b', 'd297'), ...app('c', 'd296') },
    { limits },
  );
  expect(findings).toEqual(['resolver/too-deep configs/apps/a/config.json5:1:14']);
  expect(apps.get('apps/c')?.status).not.toBe('Invalid');
});

test('through apps it is the same', async () => {
  const limits = { depth: 256, references: 256, resolvedDepth: 1024 };
  const apps = Array.from({ length: 40 }, (_, i) => [
    `configs/apps/a${i + 10}/config.json5`,
    nested(200, i === 39 ? '1' : `{ $ref: "apps/a${i + 11}" }`),
  ]);
  const { findings, apps: compiled } = await compileMemory(Object.fromEntries(apps) as Files, { limits });
  expect(findings).toHaveLength(35);
  expect(compiled.get('apps/a45')?.status).not.toBe('Invalid');
});

test('siblings, arrays and parts on the way count as well', async () => {
  const { findings } = await compileMemory({
    'configs/d0.json5': nested(60, '[{ $ref: "d1", more: 1 }]'),
    'configs/d1.json5': nested(60, '{ $ref: "d2" }'),
    'configs/d2.json5': nested(60, '{ $ref: "d3" }'),
    'configs/d3.json5': nested(60, '{ $ref: "d4" }'),
    'configs/d4.json5': nested(60, '1'),
    ...app('a', 'd0'),
    ...app('b', `d0#${'/n'.repeat(30)}`),
  });
  expect(findings).toEqual([
    'resolver/too-deep configs/apps/a/config.json5:1:14',
    'resolver/too-deep configs/apps/b/config.json5:1:14',
  ]);
});
