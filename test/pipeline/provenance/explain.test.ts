import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../../src/pipeline/explain-app.ts';
import { locate } from '../../../src/documents/locate.ts';
import type { Site } from '../../../src/model/source.ts';
import { layered } from '../../cascade/layered.ts';
import { compileMemory } from '../compile-memory.ts';
import { marked } from '../marked.ts';
import type { Files } from '../memory-workspace.ts';
import { checkProvenance } from './check-provenance.ts';

interface Told {
  readonly value: unknown;
  readonly at: string;
  readonly layer: string | undefined;
  readonly via: readonly string[];
  readonly strategy: string;
  readonly shadowed: readonly string[];
}

async function explained(files: Files): Promise<Record<string, Told>> {
  const compiled = await compileMemory(files);
  return Object.fromEntries(checkProvenance(compiled, 'apps/a').map((leaf) => [leaf.pointer, told(leaf)]));
}

function told({ value, site, layer, via, strategy, shadowed }: Explanation): Told {
  return {
    value,
    at: placeOf(site),
    layer,
    via: via.map((hop) => `${hop.target} ${placeOf(hop.site)}`),
    strategy,
    shadowed: shadowed.map((loser) => `${JSON.stringify(loser.value)} ${loser.layer} ${placeOf(loser.site)} ${loser.pointer}`),
  };
}

function placeOf(site: Site): string {
  const { start } = locate(site);
  return `${site.source.path}:${start.line}:${start.column}`;
}

describe('a value', () => {
  test('knows its layer and its place, and that it shadows nothing', async () => {
    const { files, places } = marked(layered(['{ a: { b: ◆1 } }', '{ a: { c: [◆2] } }']));
    expect(await explained(files)).toEqual({
      '/a/b': { value: 1, at: places[0], layer: 'layer 1', via: [], strategy: 'set', shadowed: [] },
      '/a/c/0': { value: 2, at: places[1], layer: 'layer 2', via: [], strategy: 'set', shadowed: [] },
    });
  });

  test('knows every value that it shadowed, the latest first', async () => {
    const { files, places } = marked(layered(['{ x: ◆1 }', '{ x: ◆2 }', '{ x: ◆3 }', '{ y: 1 }']));
    const { '/x': x } = await explained(files);
    expect(x).toEqual({
      value: 3,
      at: places[2],
      layer: 'layer 3',
      via: [],
      strategy: 'replace',
      shadowed: [`2 layer 2 ${places[1]} /x`, `1 layer 1 ${places[0]} /x`],
    });
  });

  test('knows what was replaced around it', async () => {
    const { files, places } = marked(layered(['{ x: ◆"scalar" }', '{ x: { y: ◆1 } }', '{ x: { y: ◆2 } }']));
    const { '/x/y': y } = await explained(files);
    expect(y?.shadowed).toEqual([`1 layer 2 ${places[1]} /x/y`, `"scalar" layer 1 ${places[0]} /x`]);
  });

  test('starts afresh after an $unset', async () => {
    const { files, places } = marked(layered(['{ x: 1 }', '{ x: { $unset: true } }', '{ x: ◆2 }']));
    expect(await explained(files)).toEqual({
      '/x': { value: 2, at: places[0], layer: 'layer 3', via: [], strategy: 'set', shadowed: [] },
    });
  });

  test('under a directive stands at its operand', async () => {
    const { files, places } = marked(
      layered(['{ a: ◆{ x: 1 }, l: [◆1] }', '{ a: { $replace: { y: ◆2 } }, l: { $append: [◆3] } }', '{ l: { $prepend: [◆0] } }']),
    );
    const [a, one, y, three, zero] = places;
    const byLayer = await explained(files);
    expect(byLayer['/a/y']).toMatchObject({ strategy: '$replace', layer: 'layer 2', at: y });
    expect(byLayer['/a/y']?.shadowed).toEqual([`{"x":1} layer 1 ${a} /a`]);
    expect(byLayer['/l/0']).toMatchObject({ value: 0, strategy: '$prepend', layer: 'layer 3', at: zero });
    expect(byLayer['/l/1']).toMatchObject({ value: 1, strategy: 'set', layer: 'layer 1', at: one });
    expect(byLayer['/l/2']).toMatchObject({ value: 3, strategy: '$append', layer: 'layer 2', at: three });
  });

  test('names the strategy of its path', async () => {
    const files = layered(['{ u: [1], k: [{ name: "a", v: 1 }] }', '{ u: [1, 2], k: [{ name: "a", v: 2 }, { name: "b" }] }'], {
      merge: { '/u': 'union', '/k': { strategy: 'byKey', key: 'name' } },
    });
    const leaves = await explained(files);
    expect(leaves['/u/0']).toMatchObject({ layer: 'layer 1' });
    expect(leaves['/u/1']).toMatchObject({ layer: 'layer 2', strategy: 'union' });
    expect(leaves['/k/0/v']).toMatchObject({ layer: 'layer 2', strategy: 'replace' });
    expect(leaves['/k/0/v']?.shadowed).toHaveLength(1);
    expect(leaves['/k/1/name']).toMatchObject({ layer: 'layer 2' });
  });
});

describe('a value through references', () => {
  test('names each hop, the outermost first', async () => {
    const { files, places } = marked({
      'configs/apps/a/config.json5': '{ x: { $ref: ◆"f#/in" } }',
      'configs/f.json5': '{ in: { y: { $ref: ◆"g" } }, z: ◆2 }',
      'configs/g.json5': '[◆1, { $ref: ◆"f#/z" }]',
    });
    expect(await explained(files)).toEqual({
      '/x/y/0': {
        value: 1,
        at: places[3],
        layer: 'apps/a/config',
        via: [`f#/in ${places[0]}`, `g ${places[1]}`],
        strategy: 'set',
        shadowed: [],
      },
      '/x/y/1': {
        value: 2,
        at: places[2],
        layer: 'apps/a/config',
        via: [`f#/in ${places[0]}`, `g ${places[1]}`, `f#/z ${places[4]}`],
        strategy: 'set',
        shadowed: [],
      },
    });
  });

  test('beside siblings, shadows what the target had', async () => {
    const { files, places } = marked({
      'configs/apps/a/config.json5': '{ x: { $ref: ◆"f", y: ◆2 } }',
      'configs/f.json5': '{ y: ◆1, z: ◆3 }',
    });
    expect(await explained(files)).toMatchObject({
      '/x/y': { value: 2, at: places[1], via: [], strategy: 'replace', shadowed: [`1 apps/a/config ${places[2]} /x/y`] },
      '/x/z': { value: 3, at: places[3], via: [`f ${places[0]}`], shadowed: [] },
    });
  });

  test('beside siblings, shadows what the target had and then what the layers below had', async () => {
    const { files, places } = marked(
      layered(['{ y: ◆0, z: { w: ◆0 } }', '{ $ref: "f", y: ◆2, z: { w: ◆2 } }'], {
        more: { 'configs/f.json5': '{ y: ◆1, z: ◆1 }' },
      }),
    );
    const leaves = await explained(files);
    const [y0, w0, y2, w2, y1, z1] = places;
    expect(leaves['/y']).toMatchObject({ at: y2, shadowed: [`1 layer 2 ${y1} /y`, `0 layer 1 ${y0} /y`] });
    expect(leaves['/z/w']).toMatchObject({ at: w2, shadowed: [`0 layer 1 ${w0} /z/w`, `1 layer 2 ${z1} /z`] });
  });

  test('of another app is a value of the layer that refers to it', async () => {
    const { files, places } = marked({
      'configs/apps/a/config.json5': '{ db: { $ref: ◆"apps/db" } }',
      'configs/apps/db/cascade.json5': '{ layers: [{ id: "g", name: "Global" }, { id: "{app}" }] }',
      'configs/apps/db/config.json5': '{ pool: ◆2 }',
      'configs/g.json5': '{ pool: ◆1 }',
    });
    expect(await explained(files)).toEqual({
      '/db/pool': {
        value: 2,
        at: places[1],
        layer: 'apps/a/config',
        via: [`apps/db ${places[0]}`],
        strategy: 'replace',
        shadowed: [`1 Global ${places[2]} /db/pool`],
      },
    });
  });

  test('by two directives, each element stands in its own document', async () => {
    const { files, places } = marked(
      layered(['{ l: [◆0] }', '{ $ref: "f", l: { $append: [◆2] } }'], {
        more: { 'configs/f.json5': '{ $ref: "g", l: { $prepend: [◆1] } }', 'configs/g.json5': '{ l: { $append: [◆9] } }' },
      }),
    );
    const [zero, two, one, nine] = places;
    const leaves = await explained(files);
    expect(Object.values(leaves).map(({ value, at, strategy }) => [value, at, strategy])).toEqual([
      [1, one, '$prepend'],
      [0, zero, 'set'],
      [9, nine, '$append'],
      [2, two, '$append'],
    ]);
  });
});
