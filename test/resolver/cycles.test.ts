import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

interface Circle {
  readonly message: string;
  /** `file:line:column` of each hop. */
  readonly hops: readonly string[];
  readonly place: string;
  readonly apps: readonly string[];
}

async function circles(files: Files): Promise<readonly Circle[]> {
  const { details, apps } = await compileMemory(files);
  for (const app of apps.values()) if (app.diagnostics.length > 0) expect(app.status).toBe('Invalid');
  return details
    .filter((each) => each.code === 'resolver/cycle')
    .map((each) => ({
      message: each.message.replace('References run in a circle: ', ''),
      hops: each.related.map(({ place }) => placeText(place)),
      place: placeText(each.place),
      apps: each.apps,
    }));
}

function placeText(place: Finding['place']): string {
  return place === undefined ? '' : `${place.file}:${place.line}:${place.column}`;
}

describe('a circle', () => {
  test('of two documents prints the chain with the place of each hop', async () => {
    const { files, places } = marked({
      'configs/a.json5': '{\n  b: { $ref: ◆"b" } }',
      'configs/b.json5': '[{ $ref: ◆"a" }]',
      'configs/apps/x/config.json5': '{ a: { $ref: "a" } }',
    });
    expect(await circles(files)).toEqual([{ message: '"a" -> "b" -> "a"', hops: places, place: places[0], apps: ['apps/x'] }]);
  });

  test('reads the same whichever end it is entered from', async () => {
    const { files, places } = marked({
      'configs/a.json5': '{ x: { $ref: ◆"b" } }',
      'configs/b.json5': '{ x: { $ref: ◆"c" } }',
      'configs/c.json5': '{ x: { $ref: ◆"a" } }',
      'configs/apps/x/config.json5': '{ y: { $ref: "b" } }',
      'configs/apps/y/config.json5': '{ y: { $ref: "c" } }',
      'configs/apps/z/config.json5': '{ y: { $ref: "a" } }',
      'configs/apps/cascade.json5': '{ instances: "apps/{w}-layer", layers: [{ id: "c" }, { id: "{app}" }] }',
      'configs/apps/w-layer/config.json5': '{}',
    });
    expect(await circles(files)).toEqual([
      {
        message: '"a" -> "b" -> "c" -> "a"',
        hops: places,
        place: places[0],
        apps: ['apps/w-layer', 'apps/x', 'apps/y', 'apps/z'],
      },
    ]);
  });

  test('of a document with itself', async () => {
    for (const target of ['a', 'a#', '#']) {
      const { files, places } = marked({
        'configs/a.json5': `{ x: { $ref: ◆"${target}" } }`,
        'configs/apps/x/config.json5': '{ a: { $ref: "a" } }',
      });
      expect(await circles(files), target).toEqual([{ message: '"a" -> "a"', hops: places, place: places[0], apps: ['apps/x'] }]);
    }
  });

  test('of a config with itself', async () => {
    const { files, places } = marked({ 'configs/apps/x/config.json5': '{ a: { $ref: ◆"#" } }' });
    expect(await circles(files)).toEqual([
      { message: '"apps/x/config" -> "apps/x/config"', hops: places, place: places[0], apps: ['apps/x'] },
    ]);
  });

  test('of parts of one document', async () => {
    const { files, places } = marked({
      'configs/f.json5': '{ a: { $ref: ◆"#/b" }, b: { c: { $ref: ◆"f#/a" } }, fine: 1 }',
      'configs/apps/x/config.json5': '{ a: { $ref: "f#/b" }, ok: { $ref: "f#/fine" } }',
    });
    expect(await circles(files)).toEqual([
      { message: '"f#/a" -> "f#/b" -> "f#/a"', hops: places, place: places[0], apps: ['apps/x'] },
    ]);
  });

  test('of a part with what it lies in', async () => {
    const { files, places } = marked({
      'configs/f.json5': '{ a: { b: { $ref: ◆"#/a" } } }',
      'configs/apps/x/config.json5': '{ a: { $ref: "f#/a" } }',
    });
    expect(await circles(files)).toEqual([{ message: '"f#/a" -> "f#/a"', hops: places, place: places[0], apps: ['apps/x'] }]);
  });

  test('of a part with something in it', async () => {
    const { files } = marked({
      'configs/f.json5': '{ a: { $ref: ◆"#/a/b" } }',
      'configs/apps/x/config.json5': '{ a: { $ref: "f#/a" } }',
    });
    const found = await circles(files);
    expect(found).toHaveLength(1);
    expect(found[0]?.apps).toEqual(['apps/x']);
  });

  test('parts that do not meet are none', async () => {
    const files = {
      'configs/f.json5': '{ a: { $ref: "g#/x" }, b: 1 }',
      'configs/g.json5': '{ x: { $ref: "f#/b" } }',
      'configs/apps/x/config.json5': '{ a: { $ref: "f#/a" }, f: { $ref: "f" } }',
    };
    expect(await circles(files)).toEqual([]);
    expect((await compileMemory(files)).data('apps/x')).toEqual({ a: 1, f: { a: 1, b: 1 } });
  });

  test('through siblings', async () => {
    const { files, places } = marked({
      'configs/a.json5': '{ $ref: "b", more: { $ref: ◆"c" } }',
      'configs/b.json5': '{}',
      'configs/c.json5': '{ x: { $ref: ◆"a" } }',
      'configs/apps/x/config.json5': '{ a: { $ref: "a" } }',
    });
    expect(await circles(files)).toEqual([{ message: '"a" -> "c" -> "a"', hops: places, place: places[0], apps: ['apps/x'] }]);
  });

  test('through a placeholder, for one app alone', async () => {
    const files = {
      'configs/a.json5': '{ x: { $ref: "{where}" } }',
      'configs/b.json5': '1',
      'configs/apps/a/config.json5': '{ a: { $ref: "a" } }',
      'configs/apps/a/namespace.json5': '{ vars: { where: "a" } }',
      'configs/apps/b/config.json5': '{ a: { $ref: "a" } }',
      'configs/apps/b/namespace.json5': '{ vars: { where: "b" } }',
    };
    expect(await circles(files)).toEqual([
      { message: '"a" -> "a"', hops: ['configs/a.json5:1:14'], place: 'configs/a.json5:1:14', apps: ['apps/a'] },
    ]);
    expect((await compileMemory(files)).data('apps/b')).toEqual({ a: { x: 1 } });
  });
});

describe('a circle of apps', () => {
  test('through their resolved data', async () => {
    const { files, places } = marked({
      'configs/apps/a/config.json5': '{ b: { $ref: ◆"apps/b#/x" }, y: 1 }',
      'configs/apps/b/config.json5': '{ x: 1, a: { $ref: ◆"apps/a" } }',
      'configs/apps/c/config.json5': '{ x: { $ref: "apps/b" } }',
    });
    const found = await circles(files);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ hops: places, place: places[0], apps: ['apps/a', 'apps/b', 'apps/c'] });
    expect(found[0]?.message).toBe('"apps/a" -> "apps/a/config" -> "apps/b" -> "apps/b/config" -> "apps/a"');
  });

  test('of one app with itself', async () => {
    const { files, places } = marked({ 'configs/apps/a/config.json5': '{ b: { $ref: ◆"apps/a#/y" }, y: 1 }' });
    const found = await circles(files);
    expect(found.map(({ message, hops }) => ({ message, hops }))).toEqual([
      { message: '"apps/a" -> "apps/a/config" -> "apps/a"', hops: places },
    ]);
  });

  test('through the layers of their cascades', async () => {
    const { files, places } = marked({
      'configs/shared.json5': '{ of: { $ref: ◆"apps/b" } }',
      'configs/apps/a/cascade.json5': '{ layers: [{ id: "shared" }, { id: "{app}" }] }',
      'configs/apps/a/config.json5': '{}',
      'configs/apps/b/cascade.json5': '{ layers: [{ id: "other" }, { id: "{app}" }] }',
      'configs/apps/b/config.json5': '{}',
      'configs/other.json5': '{ of: { $ref: ◆"apps/a" } }',
    });
    const found = await circles(files);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      message: '"apps/a" -> "shared" -> "apps/b" -> "other" -> "apps/a"',
      hops: places,
      apps: ['apps/a', 'apps/b'],
    });
  });

  test('is none where only the raw config is meant', async () => {
    const files = {
      'configs/apps/a/config.json5': '{ b: { $ref: "apps/b/config#/x" }, y: 1 }',
      'configs/apps/b/config.json5': '{ x: 1, a: { $ref: "apps/a" } }',
    };
    expect(await circles(files)).toEqual([]);
    expect((await compileMemory(files)).data('apps/b')).toEqual({ a: { b: 1, y: 1 }, x: 1 });
  });

  test('of many is told whole', async () => {
    const count = 12;
    const files = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `configs/apps/a${i + 10}/config.json5`,
        `{ x: { $ref: "apps/a${((i + 1) % count) + 10}" } }`,
      ]),
    );
    const found = await circles(files);
    expect(found).toHaveLength(1);
    expect(found[0]?.hops).toHaveLength(count);
    expect(found[0]?.apps).toHaveLength(count);
  });
});

test('two circles that share a document are both told', async () => {
  const found = await circles({
    'configs/a.json5': '{ x: { $ref: "b" }, y: { $ref: "c" } }',
    'configs/b.json5': '{ x: { $ref: "a" } }',
    'configs/c.json5': '{ x: { $ref: "a" } }',
    'configs/apps/x/config.json5': '{ a: { $ref: "a" } }',
  });
  expect(found.map((each) => each.message)).toEqual(['"a" -> "b" -> "a"', '"a" -> "c" -> "a"']);
});
