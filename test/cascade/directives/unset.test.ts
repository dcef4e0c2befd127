import { expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { marked } from '../../pipeline/marked.ts';
import { layered } from '../layered.ts';

const unset = '{ $unset: true }';
const data = async (...layers: string[]): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};

test('removes a scalar, an object, an array, null, and what stands deep', async () => {
  expect(
    await data('{ a: 1, b: { c: 1 }, d: [1], e: null, f: 1 }', `{ a: ${unset}, b: ${unset}, d: ${unset}, e: ${unset} }`),
  ).toEqual({ f: 1 });
  expect(await data('{ a: { b: { c: 1, d: 1 } } }', `{ a: { b: { c: ${unset} } } }`)).toEqual({ a: { b: { d: 1 } } });
});

test('leaves an empty object where the last member goes', async () => {
  expect(await data('{ a: { b: 1 } }', `{ a: { b: ${unset} } }`)).toEqual({ a: {} });
});

test('a later layer sets it again, and a still later one removes it again', async () => {
  expect(await data('{ a: { b: 1 } }', `{ a: ${unset} }`, '{ a: { c: 2 } }')).toEqual({ a: { c: 2 } });
  expect(await data('{ a: { b: 1 } }', `{ a: ${unset} }`, '{ a: { c: 2 } }', `{ a: ${unset} }`)).toEqual({});
  expect(await data('{ a: [1] }', `{ a: ${unset} }`, '{ a: { $append: [2] } }')).toEqual({ a: [2] });
  expect(await data('{ a: 1 }', `{ a: ${unset} }`, '{ a: { x: 1 } }', '{ a: { y: 1 } }')).toEqual({ a: { x: 1, y: 1 } });
});

test('that removes nothing warns at its place', async () => {
  const { files, places } = marked(
    layered(['{ a: { b: 1 } }', `{ x: ◆${unset}, a: { y: ◆${unset} }, list: [{ z: ◆${unset} }] }`]),
  );
  const { findings, data: dataOf, details } = await compileMemory(files);
  expect([...findings].sort()).toEqual(places.map((place) => `cascade/unset-without-effect ${place}`).sort());
  expect(details.map((each) => each.message).sort()).toEqual([
    'There is nothing to remove at "/a/y"',
    'There is nothing to remove at "/list/0/z"',
    'There is nothing to remove at "/x"',
  ]);
  expect(details.every((each) => each.severity === 'warning')).toBe(true);
  expect(dataOf('apps/a')).toEqual({ a: { b: 1 }, list: [{}] });
});

test('in the first layer there is nothing to remove', async () => {
  const { files, places } = marked(layered([`{ a: ◆${unset} }`, '{}']));
  expect((await compileMemory(files)).findings).toEqual([`cascade/unset-without-effect ${places[0]}`]);
});

test('twice in a row, the second removes nothing', async () => {
  const { files, places } = marked(layered(['{ a: 1 }', `{ a: ${unset} }`, `{ a: ◆${unset} }`]));
  expect((await compileMemory(files)).findings).toEqual([`cascade/unset-without-effect ${places[0]}`]);
});

test('of an element where elements have no names is an error', async () => {
  for (const element of [unset, '{ name: "a", $unset: true }']) {
    const { files, places } = marked(layered(['{ list: [{ name: "a" }] }', `{ list: [◆${element}, 1] }`]));
    const { findings, apps } = await compileMemory(files);
    expect(findings, element).toEqual([`cascade/element-unset-outside ${places[0]}`]);
    expect(apps.get('apps/a')?.status).toBe('Invalid');
  }
});

test('with other keys beside it outside of an array is an error', async () => {
  const { files, places } = marked(layered(['{ x: { a: 1 } }', '{ x: ◆{ a: 1, $unset: true } }']));
  expect((await compileMemory(files)).findings).toEqual([`cascade/element-unset-outside ${places[0]}`]);
});

test.each(['false', '1', '"true"', 'null', '{}', '[true]'])('takes true and not %s', async (operand) => {
  const { files, places } = marked(layered(['{ x: 1 }', `{ x: { $unset: ◆${operand} } }`]));
  expect((await compileMemory(files)).findings).toEqual([`cascade/directive-value ${places[0]}`]);
});

test('through references: of a fragment, and in one', async () => {
  const compiled = await compileMemory(
    layered(['{ a: { b: 1, c: 1 }, d: 1 }', '{ a: { $ref: "f" }, d: { $ref: "f#/b" } }'], {
      more: { 'configs/f.json5': `{ b: ${unset} }` },
    }),
  );
  expect(compiled.findings).toEqual([]);
  expect(compiled.data('apps/a')).toEqual({ a: { c: 1 } });
});

test('beside a reference it removes what the target has', async () => {
  const compiled = await compileMemory(
    layered([`{ a: { $ref: "f", b: ${unset} } }`], { more: { 'configs/f.json5': '{ b: 1, c: 1 }' } }),
  );
  expect(compiled.findings).toEqual([]);
  expect(compiled.data('apps/a')).toEqual({ a: { c: 1 } });
});
