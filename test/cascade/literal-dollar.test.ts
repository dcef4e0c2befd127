import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';
import { layered } from './layered.ts';

describe('two dollars', () => {
  test('write one, at any depth and in any layer', async () => {
    const { data, findings } = await compileMemory(
      layered([
        '{ "$$ref": "x", list: [{ $$unset: true }], deep: { $$$y: 1, $$: 2, z: 3 } }',
        '{ deep: { $$$y: 4, $$append: [1] } }',
      ]),
    );
    expect(findings).toEqual([]);
    expect(data('apps/a')).toEqual({ $ref: 'x', deep: { $$y: 4, $: 2, $append: [1], z: 3 }, list: [{ $unset: true }] });
  });

  test('survive another reference: what was read once is data', async () => {
    const { data, findings } = await compileMemory(
      layered(['{ x: { $ref: "f" }, y: { $ref: "f", more: 1 } }'], {
        more: { 'configs/f.json5': '{ $$ref: "nowhere", $$append: [1] }' },
      }),
    );
    expect(findings).toEqual([]);
    expect(data('apps/a')).toEqual({ x: { $append: [1], $ref: 'nowhere' }, y: { $append: [1], $ref: 'nowhere', more: 1 } });
  });

  test('beside a reference and in the elements that a key removes', async () => {
    const { data, findings } = await compileMemory(
      layered(
        ['{ x: { $ref: "f", $$b: 2 }, list: [{ $$name: "a" }, { $$name: "b" }] }', '{ list: [{ $$name: "a", $unset: true }] }'],
        { more: { 'configs/f.json5': '{ $$a: 1 }' }, merge: { '/list': { strategy: 'byKey', key: '$name' } } },
      ),
    );
    expect(findings).toEqual([]);
    expect(data('apps/a')).toEqual({ list: [{ $name: 'b' }], x: { $a: 1, $b: 2 } });
  });
});

describe('one dollar and no directive', () => {
  test.each([
    ['$appendd', 'Write $append for the directive, or $$appendd for a literal key'],
    ['$Ref', 'Write $ref for the directive, or $$Ref for a literal key'],
    ['$nothing', 'Write $$nothing for a literal key'],
    ['$', 'Write $$ for a literal key'],
    ['$schema', 'Move $schema to the root of the document'],
  ])('%s is an error with a suggestion', async (key, hint) => {
    const { files, places } = marked(layered(['{}', `{\n  deep: [{ x: 1, ◆"${key}": [1] }] }`]));
    const { findings, details } = await compileMemory(files);
    expect(findings).toEqual([`cascade/unknown-directive ${places[0]}`]);
    expect(details[0]).toMatchObject({ severity: 'error', hint });
  });

  test('in a shared fragment it is one finding for every app', async () => {
    const { files, places } = marked({
      'configs/cascade.json5': '{ layers: [{ id: "one" }, { id: "{app}" }] }',
      'configs/one.json5': '{ x: { $ref: "f" } }',
      'configs/f.json5': '{ ◆$wrong: 1 }',
      'configs/apps/a/config.json5': '{}',
      'configs/apps/b/config.json5': '{ y: { $ref: "f" } }',
    });
    const { findings, details } = await compileMemory(files);
    expect(findings).toEqual([`cascade/unknown-directive ${places[0]}`]);
    expect(details[0]?.apps).toEqual(['apps/a', 'apps/b']);
  });
});

test('$schema and _id at the root are no data; deeper they are', async () => {
  const { data, findings } = await compileMemory({
    'configs/apps/a/config.json5': '{ $schema: "../x.json", _id: "apps/a/config", deep: { _id: "x" } }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/a')).toEqual({ deep: { _id: 'x' } });
});
