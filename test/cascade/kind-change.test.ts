import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';
import { layered } from './layered.ts';

test.each([
  ['an object by a scalar', '{ a: 1 }', '5', 'an object', 'a number'],
  ['an object by an array', '{ a: 1 }', '[1]', 'an object', 'an array'],
  ['an array by an object', '[1]', '{ a: 1 }', 'an array', 'an object'],
  ['an array by a scalar', '[1]', '"x"', 'an array', 'a string'],
  ['a scalar by an object', 'true', '{}', 'a boolean', 'an object'],
  ['a scalar by an array', '5', '[]', 'a number', 'an array'],
])('%s warns, and the later value wins', async (_, before, after, from, to) => {
  const { files, places } = marked(layered([`{ deep: { x: ◆${before} } }`, `{ deep: { x: ◆${after} } }`]));
  const { findings, details, apps, data } = await compileMemory(files);
  expect(findings).toEqual([`cascade/kind-changed ${places[1]}`]);
  expect(details[0]).toMatchObject({
    severity: 'warning',
    message: `"/deep/x" was ${from} and becomes ${to}`,
    hint: 'Write { $replace: … } if the change is meant',
  });
  expect(details[0]?.related.map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual([places[0]]);
  expect(apps.get('apps/a')?.status).not.toBe('Invalid');
  expect(data('apps/a')).toEqual({ deep: { x: valueOf(after) } });
});

function valueOf(text: string): unknown {
  return JSON.parse(text === '{ a: 1 }' ? '{"a":1}' : text);
}

test.each([
  ['a scalar by a scalar', '1', '"x"'],
  ['null by an object', 'null', '{ a: 1 }'],
  ['an object by null', '{ a: 1 }', 'null'],
  ['an array by null', '[1]', 'null'],
  ['a change that is meant', '{ a: 1 }', '{ $replace: 5 }'],
  ['a value that was removed', '{ a: 1 }', '{ $unset: true }'],
])('%s does not', async (_, before, after) => {
  expect((await compileMemory(layered([`{ x: ${before} }`, `{ x: ${after} }`]))).findings).toEqual([]);
});

test('one that many apps share is one finding', async () => {
  const { files, places } = marked({
    'configs/cascade.json5': '{ layers: [{ id: "one" }, { id: "two" }, { id: "{app}" }] }',
    'configs/one.json5': '{ x: {} }',
    'configs/two.json5': '{ x: ◆1 }',
    'configs/apps/a/config.json5': '{}',
    'configs/apps/b/config.json5': '{}',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/kind-changed ${places[0]}`]);
  expect(details[0]?.apps).toEqual(['apps/a', 'apps/b']);
});
