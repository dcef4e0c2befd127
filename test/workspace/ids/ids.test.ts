import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { marked } from '../../pipeline/marked.ts';
import { memoryWorkspace, type Files } from '../../pipeline/memory-workspace.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';

const app = { 'configs/apps/a/config.json5': '{}' };
const structure = (files: Files, settings: JsonObject = {}): string[] =>
  memoryWorkspace(files, settings).structure.map((finding) => `${finding.code} ${messageOf(finding)}`);
const idsOf = (files: Files, settings: JsonObject = {}): string[] =>
  [...memoryWorkspace(files, settings).index.files.keys()].sort();

describe('ids', () => {
  test('come from the path without its extension, of every format', () => {
    expect(
      idsOf({
        'configs/a.json5': '1',
        'configs/b/c.json': '1',
        'configs/d.x/e_-f.yaml': '1',
        'configs/_g.yml': '1',
        'configs/h.txt': '',
      }),
    ).toEqual(['_g', 'a', 'b/c', 'd.x/e_-f']);
  });

  test('of folders in folders without end, which git can hold, are none', () => {
    const [found = ''] = structure({ ...app, [`configs/${'n/'.repeat(20_000)}config.json5`]: '{}' });
    expect(found).toMatch(/^workspace\/bad-id .* too long, and ids have at most 1024 characters$/);
  });

  test('of schemas start with schemas/', () => {
    expect(idsOf({ 'schemas/apps/a/v1.json': '{}', 'schemas/b/v1.2.json5': '{}' })).toEqual([
      'schemas/apps/a/v1',
      'schemas/b/v1.2',
    ]);
  });

  test.each([
    'configs/.hidden.json5',
    'configs/-a.json5',
    'configs/a b.json5',
    'configs/é.json5',
    'configs/a/b c/d.json5',
    'configs/__proto__.json5',
    'configs/a/constructor/b.json5',
    'configs/prototype.yaml',
    'configs/a\\b.json5',
    'configs/a:b.json5',
    'configs/a\nb.json5',
    'configs/.json5',
    'configs/a/.json5',
  ])('%j gives none', (path) => {
    expect(structure({ ...app, [path]: '1' })).toEqual([expect.stringMatching(/^workspace\/bad-id /)]);
  });

  test('names of the language that are no danger are ids', async () => {
    const { data, findings } = await compileMemory({
      'configs/apps/toString/config.json5': '{ x: { $ref: "hasOwnProperty" }, y: { $ref: "valueOf/length" } }',
      'configs/hasOwnProperty.json5': '1',
      'configs/valueOf/length.json5': '2',
    });
    expect(findings).toEqual([]);
    expect(data('apps/toString')).toEqual({ x: 1, y: 2 });
  });
});

describe('two files with one id', () => {
  test('are an error that names both', () => {
    expect(structure({ ...app, 'configs/x.json5': '1', 'configs/x.yaml': '1' })).toEqual([
      'workspace/id-collision The id "x" is claimed by "configs/x.json5" and "configs/x.yaml"',
    ]);
  });

  test('or three, also by way of a mount', () => {
    const files = { ...app, 'configs/sys/x.json5': '1', 'configs/sys/x.yml': '1', 'platform/x.json': '1' };
    expect(structure(files, { mounts: [{ at: 'sys', from: 'platform' }] })).toEqual([
      'workspace/id-collision The id "sys/x" is claimed by "configs/sys/x.json5", "configs/sys/x.yml" and "platform/x.json"',
    ]);
  });

  test('keep every app from being compiled', async () => {
    const { findings, apps } = await compileMemory({ ...app, 'configs/x.json5': '1', 'configs/x.yaml': '1' });
    expect(findings).toEqual(['workspace/id-collision configs/x.yaml:1:1']);
    expect(apps.size).toBe(0);
  });
});

test('every finding about names stands at a file', async () => {
  const { details } = await compileMemory({
    ...app,
    'configs/x.json5': '1',
    'configs/x.yaml': '1',
    'configs/Net.json5': '1',
    'configs/net.json5': '1',
    'configs/a b.json5': '1',
    'configs/schemas/a/v1.json': '{}',
    'configs/schemas/a/v2.json': '{}',
  });
  const places = details.map(({ code, place, related }) => [code, place?.file, ...related.map((each) => each.place.file)]);
  expect(places).toEqual([
    ['workspace/bad-id', 'configs/a b.json5'],
    ['workspace/id-case', 'configs/net.json5', 'configs/Net.json5'],
    ['workspace/reserved-folder', 'configs/schemas'],
    ['workspace/id-collision', 'configs/x.yaml', 'configs/x.json5'],
  ]);
});

describe('ids that differ in letter case alone', () => {
  test('are an error that names both', () => {
    expect(structure({ ...app, 'configs/Net.json5': '1', 'configs/net.json5': '1' })).toEqual([
      'workspace/id-case The ids "Net" and "net" differ only in letter case ("configs/Net.json5" and "configs/net.json5")',
    ]);
  });

  test('are told once for each pair of files', () => {
    const files = { ...app, 'configs/sys/a.json5': '1', 'configs/SYS/a.json5': '1', 'configs/sYs/a.json5': '1' };
    expect(structure(files)).toHaveLength(2);
  });
});

test('the config tree has no top folder named schemas', () => {
  expect(structure({ ...app, 'configs/schemas/x.json5': '1' })).toEqual([expect.stringMatching(/^workspace\/reserved-folder /)]);
  expect(structure({ ...app, 'configs/sub/schemas/x.json5': '1' })).toEqual([]);
  expect(structure({ ...app, 'configs/schemas.json5': '1' })).toEqual([]);
});

describe('a mount', () => {
  const files = {
    'configs/apps/a/config.json5': '{ x: { $ref: "system/net" } }',
    'platform/configs/net.json5': '{ dns: 1 }',
    'platform/configs/apps/b/config.json5': '{ y: { $ref: "#/z" }, z: 1 }',
  };
  const settings = { mounts: [{ at: 'system', from: 'platform/configs' }] };

  test('puts another folder of the repository into the tree', async () => {
    const { data, findings } = await compileMemory(files, settings);
    expect(findings).toEqual([]);
    expect(data('apps/a')).toEqual({ x: { dns: 1 } });
    expect(data('system/apps/b')).toEqual({ y: 1, z: 1 });
  });

  test('may lie in another folder of the tree, which it then leaves', () => {
    const inside = { 'configs/a.json5': '1', 'configs/shared/b.json5': '1' };
    expect(idsOf(inside, { mounts: [{ at: 'lib/x', from: 'configs/shared' }] })).toEqual(['a', 'lib/x/b']);
  });

  test.each([
    [{ at: 'schemas', from: 'platform' }],
    [{ at: 'schemas/x', from: 'platform' }],
    [{ at: '../x', from: 'platform' }],
    [{ at: 'a b', from: 'platform' }],
    [{ at: '__proto__', from: 'platform' }],
    [{ at: 'x', from: '../platform' }],
    [{ at: 'x', from: '.git' }],
    [{ at: 'x', from: 'a/.git/b' }],
    [{ at: 'x', from: 'resolved/x' }],
    [{ at: 'x', from: '.' }],
  ])('%j is refused', (mount) => {
    expect(() => memoryWorkspace(files, { mounts: [mount] })).toThrow(/workspace\//);
  });
});

describe('a stated _id', () => {
  test('that is the document id is fine, with and without a leading slash', async () => {
    const { findings } = await compileMemory({
      'configs/apps/a/config.json5': '{ _id: "apps/a/config", x: { $ref: "f" } }',
      'configs/f.yaml': '_id: /f\nx: 1\n',
    });
    expect(findings).toEqual([]);
  });

  test.each(['"g"', '"F"', '5', 'null', '{}', '"f.json5"'])('of %s is an error at its value', async (id) => {
    const { files, places } = marked({
      'configs/apps/a/config.json5': '{ x: { $ref: "f" } }',
      'configs/f.json5': `{\n  _id: ◆${id} }`,
    });
    const { findings, details } = await compileMemory(files);
    expect(findings).toEqual([`workspace/wrong-id ${places[0]}`]);
    expect(details[0]?.hint).toBe('Write "f", or leave _id out');
    expect(details[0]?.apps).toEqual(['apps/a']);
  });

  test('of a cascade and of a namespace is read as well', async () => {
    const { files, places } = marked({
      'configs/namespace.json5': '{ _id: ◆"other" }',
      'configs/cascade.json5': '{ _id: ◆"else", layers: [{ id: "{app}" }] }',
      'configs/apps/a/config.json5': '{}',
    });
    const { findings } = await compileMemory(files);
    expect(findings).toEqual([...places].sort().map((place) => `workspace/wrong-id ${place}`));
  });
});

test('more documents than the limit are an error', () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`configs/d${i}.json5`, '1']));
  expect(structure({ ...many, ...app }, { limits: { documents: 10 } })).toEqual([
    'workspace/too-many-documents The workspace has more than 10 documents',
  ]);
});
