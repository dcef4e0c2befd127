import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { marked } from '../../pipeline/marked.ts';
import { layered } from '../layered.ts';

const data = async (...layers: string[]): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};

test('$append, $prepend and $union add to the inherited array', async () => {
  expect(await data('{ a: [1, 2] }', '{ a: { $append: [2, 3] } }')).toEqual({ a: [1, 2, 2, 3] });
  expect(await data('{ a: [1, 2] }', '{ a: { $prepend: [3, 1] } }')).toEqual({ a: [3, 1, 1, 2] });
  expect(await data('{ a: [1, 2] }', '{ a: { $union: [2, 3, 3] } }')).toEqual({ a: [1, 2, 3] });
});

test('over four layers', async () => {
  const layers = ['{ a: [1] }', '{ a: { $append: [2] } }', '{ a: { $prepend: [0] } }', '{ a: { $union: [3, 2] } }'];
  expect(await data(...layers)).toEqual({ a: [0, 1, 2, 3] });
  expect(await data(...layers, '{ a: [9] }')).toEqual({ a: [9] });
  expect(await data(...layers, '{ a: { $unset: true } }', '{ a: { $append: [5] } }')).toEqual({ a: [5] });
});

test('where nothing is inherited they are the array', async () => {
  expect(await data('{ a: { $append: [1] }, b: { $prepend: [1] }, c: { $union: [1, 1, 2] } }', '{}')).toEqual({
    a: [1],
    b: [1],
    c: [1, 2],
  });
});

test('the elements are taken as they are, and nested directives of theirs find nothing', async () => {
  expect(await data('{ a: [{ x: [1] }] }', '{ a: { $append: [{ x: { $append: [2] } }, { x: { $replace: 5 } }] } }')).toEqual({
    a: [{ x: [1] }, { x: [2] }, { x: 5 }],
  });
});

describe('$union compares', () => {
  test('deeply, without regard to key order', async () => {
    expect(
      await data('{ a: [{ x: 1, y: [1, { z: 1 }] }] }', '{ a: { $union: [{ y: [1, { z: 1 }], x: 1 }, { x: 1 }] } }'),
    ).toEqual({
      a: [{ x: 1, y: [1, { z: 1 }] }, { x: 1 }],
    });
  });

  test('numbers as numbers, and kinds apart', async () => {
    expect(
      await data(
        '{ a: [1, "1", true, null, 0] }',
        '{ a: { $union: [1.0, "1", "true", "null", null, -0, [], {}, [1], { a: 1 }] } }',
      ),
    ).toEqual({
      a: [1, '1', true, null, 0, 'true', 'null', [], {}, [1], { a: 1 }],
    });
  });

  test('objects with keys that are indices, also merged ones', async () => {
    expect(
      await data(
        '{ a: [{ $ref: "f", b: 1, "9": 1, a: 1 }] }'.replace('$ref: "f", ', ''),
        '{ a: { $union: [{ a: 1, b: 1, "9": 1 }, { "9": 1, b: 1 }] } }',
      ),
    ).toEqual({
      a: [
        { a: 1, b: 1, 9: 1 },
        { b: 1, 9: 1 },
      ],
    });
  });

  test('elements whose keys came together in a merge', async () => {
    const compiled = await compileMemory(
      layered(['{ list: [{ $ref: "f", a: 1 }] }', '{ list: { $union: [{ "1": 1, a: 1, b: 1 }] } }'], {
        more: { 'configs/f.json5': '{ "1": 1, b: 1 }' },
      }),
    );
    expect(compiled.data('apps/a')).toEqual({ list: [{ 1: 1, a: 1, b: 1 }] });
  });
});

test('an inherited value that is no array is an error at the directive, with the other place', async () => {
  for (const directive of ['$append', '$prepend', '$union']) {
    const { files, places } = marked(layered(['{ deep: { x: ◆"one" } }', `{ deep: { x: ◆{ ${directive}: [1] } } }`]));
    const { findings, details, apps } = await compileMemory(files);
    expect(findings).toEqual([`cascade/append-to-non-array ${places[1]}`]);
    expect(details[0]?.message).toBe(`"${directive}" adds to an inherited array, but the inherited value is a string`);
    expect(details[0]?.related.map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual([places[0]]);
    expect(apps.get('apps/a')?.status).toBe('Invalid');
  }
});

test('an inherited null is no array either', async () => {
  const { files, places } = marked(layered(['{ x: null }', '{ x: ◆{ $append: [1] } }']));
  expect((await compileMemory(files)).findings).toEqual([`cascade/append-to-non-array ${places[0]}`]);
});

test.each(['5', '"x"', '{ a: 1 }', 'null', '{ $append: [1] }', '{ $ref: "f" }'])(
  'an operand %s that is no array is an error',
  async (operand) => {
    const { files, places } = marked(
      layered(['{ x: [1] }', `{ x: { $append: ◆${operand} } }`], { more: { 'configs/f.json5': '{ y: 1 }' } }),
    );
    const { findings, details } = await compileMemory(files);
    expect(findings).toEqual([`cascade/directive-value ${places[0]}`]);
    expect(details[0]?.hint).toBe('Write { $append: [..] }');
  },
);

test('an operand that is a reference to an array is taken', async () => {
  const compiled = await compileMemory(
    layered(['{ x: [1], y: [1] }', '{ x: { $append: { $ref: "f#/list" } }, y: { $ref: "f#/more" } }'], {
      more: { 'configs/f.json5': '{ list: [2, { $ref: "f#/one" }], one: 3, more: { $union: { $ref: "#/list" } } }' },
    }),
  );
  expect(compiled.findings).toEqual([]);
  expect(compiled.data('apps/a')).toEqual({ x: [1, 2, 3], y: [1, 2, 3] });
});

test('two directives in one object are an error', async () => {
  const { files, places } = marked(layered(['{ x: [1] }', '{ x: ◆{ $append: [1], $prepend: [0] } }']));
  expect((await compileMemory(files)).findings).toEqual([`cascade/directive-with-siblings ${places[0]}`]);
});

test('beside a $ref a directive is an error', async () => {
  const { files, places } = marked(
    layered(['{ x: [1] }', '{ x: ◆{ $ref: "f", $append: [1] } }'], { more: { 'configs/f.json5': '[1]' } }),
  );
  expect((await compileMemory(files)).findings).toEqual([`cascade/directive-with-siblings ${places[0]}`]);
});

test('long lists stay linear', async () => {
  const compiled = await compileMemory(layered([`{ a: ${listFrom(0)} }`, `{ a: { $union: ${listFrom(10_000)} } }`]));
  expect((compiled.data('apps/a') as { a: unknown[] }).a).toHaveLength(30_000);
});

function listFrom(first: number): string {
  return JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ id: first + i })));
}

test('a broken operand beside a reference is one error and no crash', async () => {
  const { files, places } = marked(
    layered(['{ x: { $ref: ◆"gone" }, y: { $ref: "f", a: { $append: { $ref: ◆"away" } } }, z: { $append: ◆5 } }'], {
      more: { 'configs/f.json5': '{ a: [1] }' },
    }),
  );
  expect((await compileMemory(files)).findings).toEqual([
    `resolver/missing-target ${places[0]}`,
    `resolver/missing-target ${places[1]}`,
    `cascade/directive-value ${places[2]}`,
  ]);
});
