import { expect, test } from 'vitest';
import { takeJobResult, type ResolveJobResult } from '../../../src/pipeline/resolve-job.ts';
import { letTimePass, put, run, scratch, snapshotsIn } from './sandbox.ts';

const dataOf = (folder: string, app: string): unknown =>
  (JSON.parse(snapshotsIn(folder)[`${app}.json`] as string) as { data: unknown }).data;

test('a document that changes during a run that compiles some of its apps: the next run compiles the others', async () => {
  const folder = scratch();
  put(folder, {
    'configs/shared.json5': '{ v: 1 }',
    'configs/a/config.json5': '{ x: { $ref: "shared" } }',
    'configs/b/config.json5': '{ x: { $ref: "shared" } }',
  });
  await run(folder, { cache: true });
  letTimePass(folder);
  put(folder, { 'configs/b/config.json5': '{ x: { $ref: "shared" }, y: 1 }' });
  await run(folder, { cache: true, meanwhile: () => put(folder, { 'configs/shared.json5': '{ v: 2 }' }) });
  expect(dataOf(folder, 'a')).toEqual({ x: { v: 1 } });
  letTimePass(folder);
  expect((await run(folder, { cache: true })).written).toEqual(['a']);
  expect(dataOf(folder, 'a')).toEqual({ x: { v: 2 } });
  letTimePass(folder);
  expect((await run(folder, { cache: true })).written).toEqual([]);
});

test('a document that two threads read with different content is known by neither', () => {
  const job = {
    rows: { ids: [] },
    oids: [
      [0, 'new'],
      [1, 'same'],
      [2, 'first'],
    ],
  } as unknown as ResolveJobResult;
  const oids = ['old', 'same', ''];
  takeJobResult(job, oids);
  expect(oids).toEqual(['several', 'same', 'first']);
});

test('a document in a part of a fragment that the app leaves out spoils the fragment, and the app with it', async () => {
  const folder = scratch();
  put(folder, {
    'schemas/f/v1.json': '{ "properties": { "b": { "properties": { "n": { "type": "integer" } } } } }',
    'configs/f.json5': '{ $schema: "schemas/f/v1", a: 1, b: { $ref: "other" } }',
    'configs/other.json5': '{ n: 1 }',
    'configs/a/config.json5': '{ x: { $ref: "f#/a" } }',
  });
  expect((await run(folder, { cache: true })).findings).toEqual([]);
  letTimePass(folder);
  put(folder, { 'configs/other.json5': '{ n: "bad" }' });
  const expected = [expect.stringMatching(/^schema\/type configs\/other\.json5:1:6 a /)];
  expect((await run(folder, { cache: true })).findings).toEqual(expected);
  expect((await run(folder, { cache: false })).findings).toEqual(expected);
});
