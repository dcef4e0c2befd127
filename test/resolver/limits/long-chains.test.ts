import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import type { Files } from '../../pipeline/memory-workspace.ts';

/** Documents `c0`, `c1`, ... of which each refers to the next; the last is a value. */
function chain(length: number, link = (next: string): string => `{ x: { $ref: "${next}" } }`): Files {
  const documents = Array.from({ length }, (_, i) => [
    `configs/c${i}.json5`,
    i === length - 1 ? '{ end: 1 }' : link(`c${i + 1}`),
  ]);
  return Object.fromEntries(documents) as Files;
}
const branching = (next: string): string => `{ a: { $ref: "${next}" }, b: { $ref: "${next}#/a" }, c: { $ref: "${next}" } }`;
const app = (name: string, target: string): Files => ({ [`configs/apps/${name}/config.json5`]: `{ v: { $ref: "${target}" } }` });

const apps = (count: number): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `configs/apps/a${i}/config.json5`,
      i === count - 1 ? '{ end: 1 }' : `{ x: { $ref: "apps/a${i + 1}" } }`,
    ]),
  );

describe('a chain of references', () => {
  test('of the limit is followed, and one more is an error where it begins', async () => {
    const files = { ...chain(65), ...app('fits', 'c1'), ...app('long', 'c0') };
    const { findings, details, apps } = await compileMemory(files);
    expect(findings).toEqual(['resolver/too-deep configs/apps/long/config.json5:1:14']);
    expect(details[0]).toMatchObject({
      message: 'References are nested more than 64 deep here',
      hint: 'Shorten the chain of references, or raise limits.references in confman.json5',
      apps: ['apps/long'],
    });
    expect(apps.get('apps/fits')?.status).not.toBe('Invalid');
  });

  test('is counted from where it begins, whichever app was compiled before', async () => {
    const long = { ...chain(100), ...app('a', 'c60'), ...app('b', 'c10'), ...app('c', 'c50') };
    const { findings, apps } = await compileMemory(long);
    expect(findings).toEqual(['resolver/too-deep configs/apps/b/config.json5:1:14']);
    expect(apps.get('apps/a')?.status).not.toBe('Invalid');
    expect(apps.get('apps/c')?.status).not.toBe('Invalid');
  });

  test('of ten thousand ends at once', async () => {
    const { findings } = await compileMemory({ ...chain(10_000), ...app('a', 'c0'), ...app('b', 'c9990') });
    expect(findings).toEqual(['resolver/too-deep configs/apps/a/config.json5:1:14']);
  });

  test('within one document, too', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`p${i}`, i === 9999 ? 1 : { $ref: `#/p${i + 1}` }]),
    );
    const { findings } = await compileMemory({
      'configs/f.json5': JSON.stringify(parts),
      ...app('a', 'f#/p9990'),
      ...app('b', 'f#/p0'),
    });
    expect(findings).toEqual(['resolver/too-deep configs/apps/b/config.json5:1:14']);
  });

  test('that branches at every link ends at once', async () => {
    const { findings } = await compileMemory({ ...chain(200, branching), ...app('a', 'c0') });
    expect(findings).toEqual(['resolver/too-deep configs/apps/a/config.json5:1:14']);
  });

  test('of a shared layer is one finding', async () => {
    const { findings, details } = await compileMemory({
      ...chain(100),
      'configs/shared.json5': '{ ok: { $ref: "c99" }, bad: { $ref: "c0" } }',
      'configs/apps/cascade.json5': '{ layers: [{ id: "shared" }, { id: "{app}" }] }',
      'configs/apps/a/config.json5': '{}',
      'configs/apps/b/config.json5': '{}',
    });
    expect(findings).toEqual(['resolver/too-deep configs/shared.json5:1:37']);
    expect(details[0]?.apps).toEqual(['apps/a', 'apps/b']);
  });

  test('may be longer where the settings say so', async () => {
    const files = { ...chain(201), ...app('a', 'c0') };
    const { findings } = await compileMemory(files, { limits: { references: 250, resolvedDepth: 1000 } });
    expect(findings).toEqual([]);
  });
});

describe('a chain of apps', () => {
  test('of the limit is followed; longer ones are errors, whichever app was compiled before', async () => {
    const { findings, apps: compiled } = await compileMemory(apps(80));
    expect(findings).toEqual(
      Array.from({ length: 15 }, (_, i) => `resolver/too-deep configs/apps/a${i}/config.json5:1:14`).sort(),
    );
    expect(compiled.get('apps/a15')?.status).not.toBe('Invalid');
  });

  test('of ten thousand ends, also where each has layers', async () => {
    const files = {
      ...apps(3000),
      'configs/shared.json5': '{ y: 1 }',
      'configs/apps/cascade.json5': '{ layers: [{ id: "shared" }, { id: "{app}" }] }',
    };
    const { apps: compiled } = await compileMemory(files, {}, {}, ['apps/a0', 'apps/a2990', 'apps/a2999']);
    expect([...compiled].map(([id, app]) => [id, app.status])).toEqual([
      ['apps/a0', 'Invalid'],
      ['apps/a2990', 'NotValidated'],
      ['apps/a2999', 'NotValidated'],
    ]);
  });
});
