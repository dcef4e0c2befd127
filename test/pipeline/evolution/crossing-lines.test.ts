import { expect, test } from 'vitest';
import { evolvingShop, shopV2Wide } from '../../commands/evolving-shop.ts';
import { repositoryOf, type Sandbox } from '../../commands/sandbox.ts';
import { checkedRetention as check } from './checked-retention.ts';

/** On a branch `feature`, which has left `main`. */
const ofShop = (): Sandbox =>
  repositoryOf(evolvingShop, 'feature', (box) => {
    box.git('checkout', '--quiet', '-b', 'feature');
    box.commit();
  });

function widen(box: Sandbox, path = 'schemas/shop/v1.json'): void {
  box.write(path, box.read(path).replace('"maximum": 100', '"maximum": 200'));
}

function added(box: Sandbox, branch: string, path: string, text: string): string {
  box.git('checkout', '--quiet', branch);
  box.write(path, text);
  return box.commit();
}

function merge(box: Sandbox, branch: string, ...others: readonly string[]): void {
  box.git('checkout', '--quiet', branch);
  box.git('merge', '--quiet', '--no-ff', '--no-edit', ...others);
}

const edit = (version: string): string => `retention/version-edited error schemas/shop/${version}.json:18`;

test('an edit on a side branch that was merged, by two parents or by three', async () => {
  const box = ofShop();
  box.git('checkout', '--quiet', '-b', 'side');
  widen(box);
  box.commit();
  box.git('branch', 'other', 'main');
  added(box, 'other', 'other.txt', '');
  added(box, 'feature', 'feature.txt', '');
  merge(box, 'feature', 'side', 'other');
  expect(box.git('log', '-1', '--format=%P').trim().split(' ')).toHaveLength(3);
  expect((await check(box)).found).toEqual([edit('v1')]);
});

test('a merge that says something else than both of its parents', async () => {
  const box = ofShop();
  added(box, 'main', 'schemas/shop/v2.json', shopV2Wide);
  box.git('checkout', '--quiet', 'feature');
  box.git('merge', '--quiet', '--no-commit', '--no-ff', 'main');
  widen(box, 'schemas/shop/v2.json');
  box.commit();
  expect((await check(box)).found).toEqual([edit('v2')]);
  box.git('checkout', '--quiet', 'main');
  box.git('merge', '--quiet', '--ff-only', 'feature');
  expect((await check(box, 'HEAD^2')).found).toEqual([edit('v2')]);
});

test('of lines that merged each other crosswise neither may lose or edit what the other brought', async () => {
  const box = ofShop();
  const theirs = added(box, 'main', 'schemas/shop/v2.json', shopV2Wide);
  const ours = added(box, 'feature', 'schemas/shop/v3.json', shopV2Wide);
  merge(box, 'main', ours);
  merge(box, 'feature', theirs);
  expect(box.git('merge-base', '--all', 'main', 'feature').trim().split('\n')).toHaveLength(2);
  expect((await check(box)).found).toEqual([]);
  for (const version of ['v2', 'v3']) widen(box, `schemas/shop/${version}.json`);
  expect((await check(box)).found).toEqual([edit('v2'), edit('v3')]);
  for (const version of ['v2', 'v3']) box.remove(`schemas/shop/${version}.json`);
  expect((await check(box)).found).toEqual(
    ['v2', 'v3'].map((version) => `retention/version-removed error schemas/shop/${version}.json:1`),
  );
});

test('a number that was taken meanwhile', async () => {
  const box = ofShop();
  added(box, 'main', 'schemas/shop/v2.json', shopV2Wide);
  box.git('checkout', '--quiet', 'feature');
  expect((await check(box)).found).toEqual([]);
  box.write('schemas/shop/v2.json', shopV2Wide.replace('"maximum": 100', '"maximum": 120'));
  expect((await check(box)).found).toContain('retention/version-taken error schemas/shop/v2.json:1');
  box.write('schemas/shop/v2.json', `${shopV2Wide}\n`);
  expect((await check(box)).found).not.toContain('retention/version-taken error schemas/shop/v2.json:1');
});

const parts = ['configs', 'schemas', 'confman.json5'];

function move(box: Sandbox, from: string, to: string): void {
  box.write(`${to}.keep`, '');
  for (const part of parts) box.git('mv', `${from}${part}`, `${to}${part}`);
}

test('a workspace that moved into a folder, and back out of it', async () => {
  const box = ofShop();
  move(box, '', 'in it/platform/');
  box.commit();
  const moved = 'in it/platform/schemas/shop/v1.json';
  expect(await check(box, undefined, 'in it/platform')).toMatchObject({ judged: true, found: [] });
  widen(box, moved);
  const edited = await check(box, undefined, 'in it/platform');
  expect(edited.found).toEqual([`retention/version-edited error ${moved}:18`]);
  expect(edited.hints[0]).toMatch(/git show [0-9a-f]{12}:schemas\/shop\/v1\.json > 'in it\/platform\/schemas\/shop\/v1\.json'$/);
  box.remove(moved);
  expect((await check(box, undefined, 'in it/platform')).found).toEqual([
    'retention/version-removed error schemas/shop/v1.json:1',
  ]);
  box.git('checkout', '--quiet', '--', '.');
  box.git('branch', '--force', 'main');
  move(box, 'in it/platform/', '');
  expect((await check(box)).found).toEqual([]);
  widen(box);
  expect((await check(box)).found).toEqual([edit('v1')]);
});

test('a workspace without settings of its own moves as well', async () => {
  const { 'confman.json5': _, ...files } = evolvingShop;
  const box = repositoryOf(files, 'plain');
  box.git('checkout', '--quiet', '-b', 'feature');
  box.write('deep/.keep', '');
  for (const part of ['configs', 'schemas']) box.git('mv', part, `deep/${part}`);
  box.commit();
  widen(box, 'deep/schemas/shop/v1.json');
  expect((await check(box, undefined, 'deep')).found).toEqual(['retention/version-edited error deep/schemas/shop/v1.json:18']);
});

test('of several that are gone it was the one that is most alike', async () => {
  const box = repositoryOf(evolvingShop, 'several', (each) => {
    each.write('a/confman.json5', '{}');
    each.write('a/schemas/shop/v1.json', '{ "maximum": 1 }');
    each.commit();
  });
  box.git('checkout', '--quiet', '-b', 'feature');
  move(box, '', 'z/');
  box.remove('a');
  box.commit();
  expect((await check(box, undefined, 'z')).found).toEqual([]);
});

test('a new workspace beside others was moved from nowhere', async () => {
  const box = ofShop();
  for (const [path, text] of Object.entries(evolvingShop)) box.write(`second/${path}`, text);
  widen(box, 'second/schemas/shop/v1.json');
  box.commit();
  expect((await check(box, undefined, 'second')).found).toEqual([]);
});
