import { compareKeys } from '../../src/model/canonical-json.ts';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { Compilers } from '../../src/pipeline/build-apps.ts';
import { validatedWorkspace } from '../pipeline/validated-workspace.ts';

async function findingsOf(definition: unknown): Promise<string[]> {
  const workspace = await validatedWorkspace({
    'configs/apps/a/config.json5': '{}',
    'configs/apps/a/cascade.json5': JSON.stringify(definition),
  });
  const { diagnostics } = new Compilers(workspace).recording.compile('apps/a' as never);
  return diagnostics.map((each) => `${each.site?.pointer} ${messageOf(each)}`);
}

const layer = { id: '{app}' };

describe('the shape of a cascade', () => {
  test('is judged by its schema, at the place that is wrong', async () => {
    for (const [definition, pointer] of [
      [{ layers: [layer], layer: 1 }, '/layer'],
      [{ layers: {} }, '/layers'],
      [{ layers: ['{app}'] }, '/layers/0'],
      [{ layers: [{ name: 'x' }] }, '/layers/0'],
      [{ layers: [{ ...layer, optional: 'yes' }] }, '/layers/0/optional'],
      [{ layers: [{ ...layer, final: ['a'] }] }, '/layers/0/final/0'],
      [{ layers: [layer], merge: { a: 'append' } }, '/merge/a'],
      [{ layers: [layer], merge: { '/a': 'byKey' } }, '/merge/~1a'],
      [{ layers: [layer], merge: { '/a': { strategy: 'byKey' } } }, '/merge/~1a'],
      [{ layers: [layer], extends: 5 }, '/extends'],
      [[layer], ''],
    ] as const)
      expect(
        (await findingsOf(definition)).map((each) => each.split(' ')[0]),
        JSON.stringify(definition),
      ).toEqual([pointer]);
  });

  test('says what a pointer and byKey need', async () => {
    const [pointer, byKey] = await findingsOf({ layers: [layer], merge: { a: 'append', '/b': 'byKey' } });
    expect(pointer).toBe('/merge/a Expected a JSON Pointer, such as /logging/redact');
    expect(byKey).toBe('/merge/~1b byKey needs a key: { strategy: "byKey", key: "name" }');
  });

  test('has room for a hundred layers and a thousand of everything else', async () => {
    const many = (more: number): object => ({
      layers: [...Array.from({ length: 99 + more }, () => ({ id: 'x', optional: true })), { ...layer, final: [] }],
      merge: Object.fromEntries(Array.from({ length: 1000 + more }, (_, i) => [`/a${i}`, 'append'])),
    });
    expect(await findingsOf(many(0))).toEqual([]);
    expect((await findingsOf(many(1))).map((each) => each.slice(0, each.indexOf(' '))).sort(compareKeys)).toEqual([
      '/layers',
      '/merge',
    ]);
    const final = Array.from({ length: 1001 }, (_, i) => `/a${i}`);
    expect((await findingsOf({ layers: [{ ...layer, final }] })).map((each) => each.split(' ')[0])).toEqual(['/layers/0/final']);
  });
});
