import { expect, test } from 'vitest';
import type { DocumentId } from '../../src/model/document-id.ts';
import { lastChanges } from '../../src/pipeline/history/last-changes.ts';
import { newRepository } from '../git/repository.ts';
import { opened } from './opened.ts';

const pathOf = (app: string): string => `configs/apps/${app}/config.json5`;

test('since when each of many values is what it is', async () => {
  const repository = newRepository();
  const layers = '{ layers: [{ id: "global" }, { id: "{app}" }] }';
  const all = { 'configs/cascade.json5': layers, 'configs/global.json5': '{ pool: 1, key: "vault://a" }' };
  const first = repository.commit({ ...all, [pathOf('shop')]: '{ size: 1 }', [pathOf('mail')]: '{ pool: 2 }' });
  const second = repository.commit({ [pathOf('shop')]: '{ size: 2 }', [pathOf('new')]: '{}' });
  repository.commit({ [pathOf('shop')]: '{ size: ' });
  repository.commit({ [pathOf('shop')]: '{ size: 2, more: 1 }' });
  const third = repository.commit({ 'configs/global.json5': '{ pool: 3, key: "vault://a" }' });
  const fourth = repository.commit({ 'configs/global.json5': '{ pool: 3, key: "vault://b" }' });
  const questions = new Map([
    ['apps/shop' as DocumentId, ['/size', '/pool', '/nothing']],
    ['apps/mail' as DocumentId, ['/pool', '/key']],
    ['apps/new' as DocumentId, ['/pool', '']],
    ['apps/gone' as DocumentId, ['/pool']],
  ]);
  const { value, diagnostics } = await lastChanges(await opened(repository.path), questions);
  expect(diagnostics).toEqual([]);
  const told = [...(value ?? [])].flatMap(([app, changes]) =>
    [...changes].map(([pointer, { state, publication, cut }]) => [app, pointer, state, publication.commit, cut]),
  );
  expect(told).toEqual([
    ['apps/shop', '/size', 'set', second, false],
    ['apps/shop', '/pool', 'set', third, false],
    ['apps/shop', '/nothing', 'unset', first, false],
    ['apps/mail', '/pool', 'set', first, false],
    ['apps/mail', '/key', 'set', fourth, false],
    ['apps/new', '/pool', 'set', third, false],
    ['apps/new', '', 'set', fourth, false],
    ['apps/gone', '/pool', 'absent', first, false],
  ]);
});
