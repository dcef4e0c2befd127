import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';
import { accessOf } from '../access/workspace-of.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { judged } from './judged.ts';

async function chainOf(files: Files, folder: string): Promise<readonly string[]> {
  return (await accessOf(files)).governing(folder as DocumentId).namespace?.chain ?? [];
}

describe('a namespace that extends another', () => {
  const files = {
    'configs/namespace.json5': '{ vars: { top: "top", tier: "0" } }',
    'configs/platform/namespace.json5': '{ inherit: false, vars: { tier: "1" } }',
    'configs/platform/config.json5': '{ platform: true }',
    'configs/teams/namespace.json5': '{ vars: { tier: "2", team: "x" } }',
    'configs/teams/pay/namespace.json5': '{ extends: "/platform", vars: { own: "y" } }',
    'configs/teams/pay/api/config.json5': '{ tier: { $ref: "tiers/{tier}" } }',
    'configs/tiers/1.json5': '"one"',
  };

  test('inherits from it, and not from the folder above', async () => {
    expect(await chainOf(files, 'teams/pay/api')).toEqual(['/teams/pay', '/platform']);
  });

  test('takes its variables, and its config where no cascade is chosen', async () => {
    const { findings, data } = await compileMemory(files);
    expect(findings).toEqual([]);
    expect(data('teams/pay/api')).toEqual({ platform: true, tier: 'one' });
  });

  test('may extend the root', async () => {
    expect(await chainOf({ ...files, 'configs/teams/pay/namespace.json5': '{ extends: "/" }' }, 'teams/pay')).toEqual([
      '/teams/pay',
      '/',
    ]);
  });
});

describe('a target that is gone', () => {
  test.each(['/platform', 'platform', '/teams/../platform', '/teams/pay/'])(
    '%j: the folder above takes its place, and it is told',
    async (target) => {
      const { files, places } = marked({
        'configs/namespace.json5': '{ roles: { admin: ["ada@example.com"] }, vars: { environment: "prod" } }',
        'configs/teams/pay/namespace.json5': `{ extends: ◆${JSON.stringify(target)} }`,
        'configs/teams/pay/api/config.json5': '{ env: { $ref: "env/{environment}" } }',
        'configs/env/prod.json5': '"prod"',
      });
      const { findings, data, apps } = await compileMemory(files);
      expect(findings).toEqual([`namespaces/extends-missing ${places[0]}`]);
      expect([data('teams/pay/api'), apps.get('teams/pay/api')?.status]).toEqual([{ env: 'prod' }, 'NotValidated']);
      expect(await chainOf(files, 'teams/pay')).toEqual(['/teams/pay', '/']);
    },
  );

  test('inherit: false beside it is told, too', async () => {
    const { files, places } = marked({
      'configs/platform/namespace.json5': '{}',
      'configs/a/namespace.json5': '{ inherit: false, extends: ◆"/platform" }',
    });
    expect((await judged(files)).findings).toEqual([`namespaces/extends-nothing ${places[0]}`]);
    expect(await chainOf(files, 'a')).toEqual(['/a']);
  });
});

describe('a circle', () => {
  test('of two: each is cut, and both places are told', async () => {
    const { files, places } = marked({
      'configs/a/namespace.json5': '{ extends: ◆"/b" }',
      'configs/b/namespace.json5': '{ extends: ◆"/a" }',
      'configs/namespace.json5': '{ roles: { admin: ["ada@example.com"] } }',
    });
    const { findings, details } = await judged(files);
    expect(findings).toEqual([`namespaces/extends-cycle ${places[0]}`]);
    expect(details[0]?.related.map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual(places);
    expect([await chainOf(files, 'a'), await chainOf(files, 'b')]).toEqual([['/a'], ['/b']]);
  });

  test('through a folder above: what is below it inherits what is left', async () => {
    const files = {
      'configs/a/namespace.json5': '{ extends: "/a/b/c" }',
      'configs/a/b/namespace.json5': '{}',
      'configs/a/b/c/namespace.json5': '{}',
      'configs/other/namespace.json5': '{ extends: "/a/b" }',
    };
    for (const first of ['a', 'a/b', 'a/b/c', 'other']) {
      const access = await accessOf(files);
      access.governing(first as DocumentId);
      const chains = ['a', 'a/b', 'a/b/c', 'other'].map((each) => access.governing(each as DocumentId).namespace?.chain);
      expect(chains, `entered at ${first}`).toEqual([['/a'], ['/a/b', '/a'], ['/a/b/c', '/a/b', '/a'], ['/other', '/a/b', '/a']]);
    }
  });

  test('with oneself', async () => {
    const { files, places } = marked({ 'configs/a/namespace.json5': '{ extends: ◆"/a" }' });
    expect((await judged(files)).findings).toEqual([`namespaces/extends-cycle ${places[0]}`]);
  });

  test('makes the apps in it invalid, and no others', async () => {
    const { apps } = await compileMemory({
      'configs/a/namespace.json5': '{ extends: "/b" }',
      'configs/b/namespace.json5': '{ extends: "/a" }',
      'configs/a/x/config.json5': '{}',
      'configs/c/config.json5': '{}',
    });
    expect([...apps].map(([id, { status }]) => [id, status])).toEqual([
      ['a/x', 'Invalid'],
      ['c', 'NotValidated'],
    ]);
  });
});

test('a chain of thousands is cut where it is too long, and walked once', async () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 1000; i++) files[`configs/n${i}/namespace.json5`] = `{ extends: "/n${i + 1}" }`;
  files['configs/n1000/namespace.json5'] = '{}';
  const access = await accessOf(files);
  const chain = (i: number): number => access.governing(`n${i}` as DocumentId).namespace?.chain.length ?? 0;
  expect([chain(999), chain(984), chain(983)]).toEqual([2, 17, 1]);
  expect(chain(0)).toBeLessThanOrEqual(17);
  expect(access.governing('n983' as DocumentId).diagnostics.map(({ code }) => code)).toEqual(['namespaces/extends-too-long']);
});

test('an app depends on every namespace that could come between', async () => {
  const { apps } = await compileMemory({
    'configs/far/a/b/namespace.json5': '{}',
    'configs/x/namespace.json5': '{ extends: "/far/a/b" }',
    'configs/x/app/config.json5': '{}',
  });
  expect(apps.get('x/app')?.dependencies).toEqual(
    expect.arrayContaining(['x/namespace', 'far/a/b/namespace', 'far/a/namespace', 'far/namespace', 'namespace']),
  );
});
