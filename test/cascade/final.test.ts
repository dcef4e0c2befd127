import { describe, expect, test } from 'vitest';
import { compileMemory, type CompiledMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';
import { layered } from './layered.ts';

const final = { 1: ['/tls'] };
const base = '{ tls: { min: 12, ciphers: ["a", "b"] }, open: 1 }';
const relatedOf = ({ details }: CompiledMemory): string[] =>
  details.flatMap((each) => each.related.map(({ message, place }) => `${message} ${place.file}:${place.line}:${place.column}`));

describe('a later layer may', () => {
  test.each([
    ['leave it alone', '{ open: 2 }'],
    ['set the same values again', '{ tls: { ciphers: ["a", "b"], min: 12 } }'],
    ['replace it by the same', '{ tls: { $replace: { min: 12, ciphers: ["a", "b"] } } }'],
    ['say nothing in it', '{ tls: {} }'],
    ['add nothing to it', '{ tls: { ciphers: { $union: ["b", "a"] } } }'],
  ])('%s', async (_, own) => {
    expect((await compileMemory(layered([base, own], { final }))).findings).toEqual([]);
  });
});

describe('a later layer may not', () => {
  test.each([
    ['change a value in it', '{ tls: { min: ◆11 } }'],
    ['add to it', '{ tls: { extra: ◆1 } }'],
    ['add an object to it', '{ tls: { extra: { deep: ◆1 } } }', '{ tls: { extra: ◆{ deep: 1 } } }'],
    ['change an array in it', '{ tls: { ciphers: ◆["a"] } }'],
    ['add elements', '{ tls: { ciphers: ◆{ $append: ["c"] } } }', '{ tls: { ciphers: { $append: ◆["c"] } } }'],
    ['unset something in it', '{ tls: { min: ◆{ $unset: true } } }'],
    ['unset it', '{ tls: ◆{ $unset: true } }'],
    ['replace it', '{ tls: { $replace: { min: ◆11, ciphers: ["a", "b"] } } }'],
    ['replace it by less', '{ tls: { $replace: ◆{ min: 12 } } }', '{ tls: ◆{ $replace: { min: 12 } } }'],
    ['make it null', '{ tls: ◆null }'],
  ])('%s', async (_, own, other = own) => {
    const { files, places } = marked(layered([base, own], { final }));
    const compiled = await compileMemory(files);
    const wanted = [places[0], marked(layered([base, other], { final })).places[0]].map(
      (each) => `cascade/final-changed ${each}`,
    );
    expect(compiled.findings.filter((each) => !each.startsWith('cascade/kind-changed'))).toHaveLength(1);
    expect(wanted).toContain(compiled.findings.at(-1));
    expect(compiled.details.at(-1)?.message).toBe('"/tls" is final since layer "layer 1" and cannot be changed');
    expect(compiled.apps.get('apps/a')?.status).toBe('Invalid');
  });
});

test('the change names the place of the final value and the line that makes it final', async () => {
  const { files, places } = marked(layered(['{\n tls: ◆{ min: 12 } }', '{ tls: { min: ◆11 } }'], { final }));
  const compiled = await compileMemory(files);
  const definition = files['configs/apps/a/cascade.json'] as string;
  const line = definition.split('\n').findIndex((text) => text.includes('"/tls"')) + 1;
  expect(compiled.findings).toEqual([`cascade/final-changed ${places[1]}`]);
  expect(relatedOf(compiled)).toEqual([
    `the final value is set here ${places[0]}`,
    `declared final here configs/apps/a/cascade.json:${line}:9`,
  ]);
});

test('the layer that declares it may set it itself, and so may those before it', async () => {
  const { findings } = await compileMemory(layered(['{ tls: 1 }', '{ tls: 2 }', '{ open: 1 }'], { final: { 2: ['/tls'] } }));
  expect(findings).toEqual([]);
});

test('every later layer that changes it is told', async () => {
  const { files, places } = marked(layered(['{ x: 1 }', '{ x: ◆2 }', '{ x: ◆3 }', '{}'], { final: { 1: ['/x'] } }));
  expect((await compileMemory(files)).findings).toEqual([...places].sort().map((place) => `cascade/final-changed ${place}`));
});

test('an absence can be final', async () => {
  const { files, places } = marked(layered(['{}', '{ x: ◆1 }'], { final: { 1: ['/x'] } }));
  expect((await compileMemory(files)).findings).toEqual([`cascade/final-changed ${places[0]}`]);
});

test('the root can be final: nothing may be added at all', async () => {
  const { files, places } = marked(layered(['{ x: 1 }', '{ y: ◆1 }'], { final: { 1: [''] } }));
  expect((await compileMemory(files)).findings).toEqual([`cascade/final-changed ${places[0]}`]);
});

test('pointers are escaped and reach into arrays', async () => {
  const files = layered(['{ "a/b": { "~": 1 }, list: [{ x: 1 }] }', '{ "a/b": { "~": 2 }, list: [{ x: 2 }] }'], {
    final: { 1: ['/a~1b/~0', '/list/0/x'] },
  });
  const { details } = await compileMemory(files);
  expect(details.map((each) => each.message)).toEqual([
    '"/a~1b/~0" is final since layer "layer 1" and cannot be changed',
    '"/list/0/x" is final since layer "layer 1" and cannot be changed',
  ]);
});

test('a change through a reference is told where the value stands', async () => {
  const { files, places } = marked(
    layered([base, '{ tls: { $ref: "weak" } }'], { final, more: { 'configs/weak.json5': '{\n min: ◆10 }' } }),
  );
  expect((await compileMemory(files)).findings).toEqual([`cascade/final-changed ${places[0]}`]);
});

test('a pointer that is none is told at its place', async () => {
  const { findings } = await compileMemory({
    'configs/apps/a/config.json5': '{}',
    'configs/apps/a/cascade.json5': '{ layers: [{ id: "{app}", final: ["/ok", "/a~2"] }] }',
  });
  expect(findings).toEqual(['cascade/bad-pointer configs/apps/a/cascade.json5:1:42']);
});
