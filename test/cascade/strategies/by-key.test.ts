import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { marked } from '../../pipeline/marked.ts';
import { layered } from '../layered.ts';

const merge = { '/list': { strategy: 'byKey', key: 'name' } };
const data = async (...layers: string[]): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers, { merge }));
  expect(compiled.findings).toEqual([]);
  return (compiled.data('apps/a') as { list: unknown }).list;
};

test('elements with an equal key merge in place, new ones are added at the end', async () => {
  expect(
    await data(
      '{ list: [{ name: "a", v: { x: 1 } }, { name: "b", v: 1 }] }',
      '{ list: [{ name: "c" }, { name: "b", v: 2 }, { name: "a", v: { y: 2 } }] }',
    ),
  ).toEqual([{ name: 'a', v: { x: 1, y: 2 } }, { name: 'b', v: 2 }, { name: 'c' }]);
});

describe('an element', () => {
  const remove = '{ list: [{ name: "a", $unset: true }] }';

  test('is removed by its key', async () => {
    expect(await data('{ list: [{ name: "a", v: 1 }, { name: "b" }] }', remove)).toEqual([{ name: 'b' }]);
    expect(await data('{ list: [{ name: "a", v: 1 }] }', remove)).toEqual([]);
  });

  test('that was removed comes back at the end, without what it had', async () => {
    const layers = ['{ list: [{ name: "a", v: 1 }, { name: "b" }] }', remove, '{ list: [{ name: "a", w: 1 }] }'];
    expect(await data(...layers)).toEqual([{ name: 'b' }, { name: 'a', w: 1 }]);
    expect(await data(...layers, remove, '{ list: [{ name: "b", x: 1 }] }')).toEqual([{ name: 'b', x: 1 }]);
  });

  test('may be removed with more keys beside, which mean nothing', async () => {
    expect(await data('{ list: [{ name: "a" }] }', '{ list: [{ name: "a", v: 9, $unset: true }] }')).toEqual([]);
  });

  test('may be a reference, and so may what removes it', async () => {
    const compiled = await compileMemory(
      layered(['{ list: [{ $ref: "a" }, { name: "b" }] }', '{ list: [{ $ref: "a", v: 2 }, { $ref: "gone" }] }'], {
        merge,
        more: { 'configs/a.json5': '{ name: "a", v: 1 }', 'configs/gone.json5': '{ x: 1, list: [{ name: "b" }] }' },
      }),
    );
    expect(compiled.findings).toHaveLength(1);
    expect(compiled.findings[0]).toMatch(/^cascade\/key-missing configs\/gone.json5:1:1$/);
    expect(compiled.data('apps/a')).toEqual({ list: [{ name: 'a', v: 2 }, { name: 'b' }] });
  });

  test('directives in it work on what the namesake has', async () => {
    expect(
      await data(
        '{ list: [{ name: "a", v: [1], w: 1 }] }',
        '{ list: [{ name: "a", v: { $append: [2] }, w: { $unset: true } }] }',
      ),
    ).toEqual([{ name: 'a', v: [1, 2] }]);
  });
});

test('keys are told apart by kind: 1 is not "1"', async () => {
  expect(
    await data(
      '{ list: [{ name: 1, v: 1 }, { name: "1", v: 2 }, { name: true, v: 3 }] }',
      '{ list: [{ name: "1", v: 4 }, { name: 1, v: 5 }] }',
    ),
  ).toEqual([
    { name: 1, v: 5 },
    { name: '1', v: 4 },
    { name: true, v: 3 },
  ]);
});

test('a name may be a word of the language, and may be empty', async () => {
  const names = ['toString', '__proto__', 'constructor', '', 'hasOwnProperty', '#0'];
  const list = (v: number): string => JSON.stringify({ list: names.map((name) => ({ name, v })) });
  expect(await data(list(1), list(2))).toEqual(names.map((name) => ({ name, v: 2 })));
});

test('directives of the array itself come first', async () => {
  expect(await data('{ list: [{ name: "a", v: 1 }] }', '{ list: { $replace: [{ name: "b" }] } }')).toEqual([{ name: 'b' }]);
  expect(
    await data('{ list: [{ name: "a", v: 1 }] }', '{ list: { $append: [{ name: "b" }] } }', '{ list: [{ name: "b", v: 2 }] }'),
  ).toEqual([
    { name: 'a', v: 1 },
    { name: 'b', v: 2 },
  ]);
});

describe('a mistake is told at the element', () => {
  test.each(['{ v: 1 }', '5', 'null', '[1]', '{ name: null }', '{ name: {} }', '{ name: [1] }', '{ $unset: true }'])(
    'without a key: %s',
    async (element) => {
      const { found, places } = await findingsOf('{ list: [{ name: "a" }] }', `{ list: [◆${element}] }`);
      expect(found).toEqual([`cascade/key-missing ${places[0]}`]);
    },
  );

  test('in the first layer too', async () => {
    const { found, places } = await findingsOf('{ list: [{ name: "a" }, ◆{}] }', '{}');
    expect(found).toEqual([`cascade/key-missing ${places[0]}`]);
  });

  test('with a key twice, with the place of the first', async () => {
    const { files, places } = marked(
      layered(['{}', '{ list: [◆{ name: "a" }, { name: "b" }, ◆{ name: "a", v: 1 }] }'], { merge }),
    );
    const { findings, details } = await compileMemory(files);
    expect(findings).toEqual([`cascade/key-repeated ${places[1]}`]);
    expect(details[0]?.message).toBe('Two elements here have the same "name": "a"');
    expect(details[0]?.related.map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual([places[0]]);
  });

  test('removed and set in one layer is twice as well', async () => {
    const { found, places } = await findingsOf(
      '{ list: [{ name: "a" }] }',
      '{ list: [{ name: "a", $unset: true }, ◆{ name: "a" }] }',
    );
    expect(found).toEqual([`cascade/key-repeated ${places[0]}`]);
  });

  test('an element that is not there cannot be removed', async () => {
    const { found, places } = await findingsOf('{ list: [{ name: "a" }] }', '{ list: [◆{ name: "b", $unset: true }] }');
    expect(found).toEqual([`cascade/unset-without-effect ${places[0]}`]);
    const first = await findingsOf('{ list: [◆{ name: "b", $unset: true }] }');
    expect(first.found).toEqual([`cascade/unset-without-effect ${first.places[0]}`]);
  });

  test('a twice appended key, too', async () => {
    const { found, places } = await findingsOf('{ list: [{ name: "a" }] }', '{ list: { $append: [◆{ name: "a" }] } }');
    expect(found).toEqual([`cascade/key-repeated ${places[0]}`]);
    const same = '{ list: { $union: [{ name: "a" }, { name: "b" }] } }';
    expect((await findingsOf('{ list: [{ name: "a" }] }', same)).found).toEqual([]);
  });
});

async function findingsOf(
  ...layers: string[]
): Promise<{ readonly found: readonly string[]; readonly places: readonly string[] }> {
  const { files, places } = marked(layered(layers, { merge }));
  const { findings } = await compileMemory(files);
  return { found: findings, places };
}
