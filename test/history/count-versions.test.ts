import { expect, test } from 'vitest';
import { FirstParentLine } from '../../src/git/first-parent-line.ts';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { openObjectReader } from '../../src/git/open-object-reader.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import { appHistory } from '../../src/pipeline/history/app-history.ts';
import { countVersions, type VersionCounts, type VersionsQuestion } from '../../src/pipeline/history/count-versions.ts';
import { newRepository } from '../git/repository.ts';
import { opened } from './opened.ts';

const pathOf = (app: string): string => `configs/apps/${app}/config.json5`;
const shop = 'apps/shop' as DocumentId;
const late = 'apps/late' as DocumentId;

async function counted(
  path: string,
  places: ReadonlyMap<DocumentId, readonly string[]>,
  options: Partial<VersionsQuestion> = {},
): Promise<VersionCounts> {
  const { location } = (await opened(path)).workspace;
  const reader = await openObjectReader(path);
  const tip = await reader.resolveRevision('main');
  const line = isGitFailure(tip) ? tip : await FirstParentLine.open(path, reader, tip);
  if (isGitFailure(line)) throw new Error(line.reason);
  const { value, diagnostics } = await countVersions({ location, reader, line, places, ...options });
  reader.close();
  expect(diagnostics).toEqual([]);
  return value;
}

/** As `history` tells it, of which this is a shorter way. */
async function total(path: string, app: string, pointer: string): Promise<number | undefined> {
  return (await appHistory(await opened(path), app, pointer, {})).value?.total;
}

function made(): ReturnType<typeof newRepository> {
  const repository = newRepository();
  const layers = '{ layers: [{ id: "global" }, { id: "{app}" }] }';
  repository.commit({ 'configs/cascade.json5': layers, 'configs/global.json5': '{ pool: 1 }', [pathOf('shop')]: '{ size: 1 }' });
  repository.commit({ 'configs/global.json5': '{ pool: 2 }' });
  repository.commit({ [pathOf('late')]: '{}' });
  repository.commit({ [pathOf('shop')]: '{}' });
  repository.commit({ [pathOf('shop')]: '{ size: 3, ' });
  repository.commit({ [pathOf('shop')]: '{ size: 4 }', [pathOf('late')]: '{ size: 1 }' });
  repository.commit({ 'configs/global.json5': '{ pool: 3 }' });
  return repository;
}

test('many values in one walk have the numbers that the history of each has', async () => {
  const { path } = made();
  const places = new Map([
    [shop, ['/size', '/pool', '', '/nothing']],
    [late, ['/size', '/pool', '']],
    ['apps/gone' as DocumentId, ['/pool']],
  ]);
  const { counts, invalid, lacking } = await counted(path, places);
  expect([...invalid, lacking]).toEqual([undefined]);
  const numbers = [...counts].map(([app, each]) => [app, Object.fromEntries([...each].map(([at, { count }]) => [at, count]))]);
  expect(Object.fromEntries(numbers)).toEqual({
    'apps/shop': { '/size': 3, '/pool': 3, '': 5, '/nothing': 0 },
    'apps/late': { '/size': 1, '/pool': 2, '': 3 },
    'apps/gone': { '/pool': 0 },
  });
  for (const app of [shop, late])
    for (const pointer of places.get(app) ?? [])
      expect([pointer, await total(path, app, pointer)]).toEqual([pointer, counts.get(app)?.get(pointer)?.count]);
});

test('of an app that is invalid now, what is in force is older', async () => {
  const repository = made();
  repository.commit({ [pathOf('shop')]: '{ size: ' });
  const { counts, invalid } = await counted(repository.path, new Map([[shop, ['/size']]]));
  expect([...invalid]).toEqual([shop]);
  expect(counts.get(shop)?.get('/size')).toEqual({ count: 3, value: 4 });
});

test('what would take too long is left out, and said so', async () => {
  const { path } = made();
  const places = new Map([
    [shop, ['/size']],
    ['apps/never' as DocumentId, ['/size']],
  ]);
  const { counts, lacking } = await counted(path, places, { most: 2 });
  expect([...counts.keys()]).toEqual(['apps/never']);
  expect(lacking).toBe('many');
});
