import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { appHistory, type HistoryOptions } from '../../src/pipeline/history/app-history.ts';
import type { HistoryView } from '../../src/pipeline/history/history-view.ts';
import { cloneOf, newRepository, scratch, TestRepository } from '../git/repository.ts';
import { opened } from './opened.ts';

const config = 'configs/apps/shop/config.json5';
const settings = 'confman.json5';

interface Asked extends HistoryOptions {
  readonly app?: string;
  readonly cache?: boolean;
  readonly engine?: 'isomorphic-git';
}

interface Told {
  /** `<number> <value> <subject>`, the newest first. */
  readonly versions: readonly string[];
  readonly codes: readonly string[];
  readonly hints: readonly (string | undefined)[];
  readonly view: HistoryView | undefined;
}

async function ask(
  { path }: TestRepository,
  pointer: string,
  { app = 'apps/shop', cache = false, engine, ...options }: Asked = {},
): Promise<Told> {
  const { PATH } = process.env;
  if (engine === 'isomorphic-git') process.env['PATH'] = '';
  onTestFinished(() => void (process.env['PATH'] = PATH));
  const { value: view, diagnostics } = await appHistory(await opened(path, { cache }), app, pointer, options);
  process.env['PATH'] = PATH;
  const versions = (view?.versions ?? []).map(
    ({ number, state, value, subject }) => `${number} ${state === 'set' ? JSON.stringify(value) : state} ${subject}`,
  );
  return { versions, codes: diagnostics.map(({ code }) => code), hints: diagnostics.map(({ hint }) => hint), view };
}

function shop(): TestRepository {
  const repository = newRepository();
  repository.commit({ [config]: '{ pool: 1 }' }, 'First');
  return repository;
}

describe('a version is a commit that changes the effective value', () => {
  test('whatever else commits change in the documents of the app', async () => {
    const repository = shop();
    repository.commit({ [config]: '{ pool: 1, other: 1 }' }, 'Something else');
    repository.commit({ [config]: '// a comment\n{ pool: 2, other: 1 }' }, 'Second');
    repository.commit({ 'README.md': 'x' }, 'Outside');
    expect((await ask(repository, '/pool')).versions).toEqual(['2 2 Second', '1 1 First']);
    expect((await ask(repository, '/pool', { limit: 1 })).versions).toEqual(['2 2 Second']);
  });

  test('through what the app looked up in vain before', async () => {
    const repository = shop();
    const layers = '{ layers: [{ id: "layer", optional: true }, { id: "{app}" }] }';
    repository.commit({ 'configs/apps/cascade.json5': layers }, 'Cascade');
    repository.commit({ 'configs/layer.json5': '{ pool: 5, size: 5 }' }, 'Layer comes');
    repository.commit({ 'configs/apps/shop/cascade.json5': '{ layers: [{ id: "{app}" }] }' }, 'Nearer cascade');
    repository.commit({ 'configs/layer.json5': '{ size: 7 }' }, 'No layer of it any more');
    const { versions } = await ask(repository, '/size');
    expect(versions).toEqual(['2 unset Nearer cascade', '1 5 Layer comes']);
  });

  test('through settings, mounts and namespaces', async () => {
    const repository = newRepository();
    const cascade = '{ layers: [{ id: "sys/{stage}" }, { id: "{app}" }] }';
    const all = { [config]: '{}', 'configs/cascade.json5': cascade, 'configs/sys/a.json5': '{ x: "a" }' };
    repository.commit({ ...all, [settings]: '{ vars: { stage: "a" } }' }, 'First');
    repository.commit({ 'platform/b.json5': '{ x: "b" }' }, 'Not mounted yet');
    repository.commit({ [settings]: '{ vars: { stage: "m/b" }, mounts: [{ at: "sys/m", from: "platform" }] }' }, 'Mounted');
    repository.commit({ 'platform/b.json5': '{ x: "c" }' }, 'In the mount');
    repository.commit({ 'configs/namespace.json5': '{ path: "/", vars: { stage: "a" } }' }, 'Namespace');
    expect((await ask(repository, '/x')).versions).toEqual([
      '4 "a" Namespace',
      '3 "c" In the mount',
      '2 "b" Mounted',
      '1 "a" First',
    ]);
  });

  test('of a merge, not of the commits that it brings', async () => {
    const repository = shop();
    repository.git('checkout', '--quiet', '-b', 'draft');
    repository.commit({ [config]: '{ pool: 2 }' }, 'Draft');
    repository.commit({ [config]: '{ pool: 3 }' }, 'Draft again');
    repository.git('checkout', '--quiet', 'main');
    repository.commit({ 'README.md': 'x' }, 'Outside');
    repository.git(
      'merge',
      '--quiet',
      '--no-ff',
      '-m',
      "Merge branch 'draft' into 'main'\n\nSee merge request shop/config!7",
      'draft',
    );
    const { versions, view } = await ask(repository, '/pool');
    expect(versions).toEqual(["2 3 Merge branch 'draft' into 'main'", '1 1 First']);
    expect(view?.versions[0]?.publication).toMatchObject({ publishRequestId: '7', publishedBy: { email: 'grace@example.com' } });
  });

  test('of a value that goes, and of an app that goes and comes again', async () => {
    const repository = shop();
    repository.commit({ [config]: '{ other: 1 }' }, 'Value goes');
    repository.git('rm', '--quiet', config);
    repository.commit({ 'configs/apps/mail/config.json5': '{}' }, 'App goes');
    const gone = await ask(repository, '/pool');
    expect(gone.versions).toEqual(['3 absent App goes', '2 unset Value goes', '1 1 First']);
    repository.commit({ [config]: '{ pool: 1 }' }, 'App comes');
    expect((await ask(repository, '/pool')).versions).toEqual(['4 1 App comes', ...gone.versions]);
  });

  test('goes on in the folder that the workspace was in before it was moved', async () => {
    const repository = newRepository();
    repository.commit(
      { 'old/confman.json5': '{}', [`old/${config}`]: '{ pool: 1 }', 'old/configs/apps/x/config.json5': '{}' },
      'First',
    );
    repository.commit({ [`old/${config}`]: '{ pool: 2 }' }, 'Second');
    repository.git('mv', 'old', 'new');
    repository.commit({ 'README.md': 'x' }, 'Moved');
    repository.commit({ [`new/${config}`]: '{ pool: 3 }' }, 'Third');
    repository.git('mv', 'new', 'last');
    repository.commit({ [`last/${config}`]: '{ pool: 4 }' }, 'Moved and edited');
    repository.git('rm', '-r', '-q', 'last/configs/apps/x');
    repository.commit({}, 'One is gone');
    const there = new TestRepository(join(repository.path, 'last'));
    expect((await ask(there, '/pool')).versions).toEqual(['4 4 Moved and edited', '3 3 Third', '2 2 Second', '1 1 First']);
    expect((await ask(there, '', { app: 'apps/x' })).versions).toEqual(['2 absent One is gone', '1 {} First']);
  });

  test('of an app that went when the workspace was moved', async () => {
    const repository = newRepository();
    repository.commit(
      { 'old/confman.json5': '{}', [`old/${config}`]: '{ pool: 1 }', 'old/configs/apps/x/config.json5': '{}' },
      'First',
    );
    repository.git('mv', 'old', 'new');
    repository.git('rm', '-r', '-q', '-f', `new/${config}`);
    repository.commit({}, 'Moved without it');
    const there = new TestRepository(join(repository.path, 'new'));
    expect((await ask(there, '/pool')).versions).toEqual(['2 absent Moved without it', '1 1 First']);
  });

  test('of a whole app, with what is different in it', async () => {
    const repository = shop();
    repository.commit({ [config]: '{ pool: 2, list: [1] }' }, 'Second');
    const { view } = await ask(repository, '');
    expect(view?.versions.map(({ value }) => value)).toEqual([{ list: [1], pool: 2 }, { pool: 1 }]);
    expect(view?.versions[0]?.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['added /list', 'changed /pool']);
    expect(view?.versions[1]?.changes).toEqual([]);
  });

  test('without a git binary', async () => {
    const repository = shop();
    repository.commit({ [config]: '{ pool: 2 }' }, 'Second');
    expect((await ask(repository, '/pool', { engine: 'isomorphic-git' })).versions).toEqual(['2 2 Second', '1 1 First']);
  });
});

describe('an invalid app', () => {
  test('leaves in force what was before, and what is the same afterwards keeps its number', async () => {
    const repository = shop();
    const broken = repository.commit({ [config]: '{ pool: 1, ' }, 'Broken');
    const fixed = repository.commit({ [config]: '{ pool: 1, more: 1 }' }, 'Fixed');
    repository.commit({ [config]: '{ pool: 2 }' }, 'Second');
    const { versions, view } = await ask(repository, '/pool');
    expect(versions).toEqual(['2 2 Second', '1 1 First']);
    expect(view?.invalid.map(({ since, until }) => [since.commit, until?.commit])).toEqual([[broken, fixed]]);
  });

  test('still, and from its beginning', async () => {
    const repository = newRepository();
    const broken = repository.commit({ [config]: '{ pool: 1, ' }, 'Broken');
    const { versions, view } = await ask(repository, '/pool');
    expect(versions).toEqual([]);
    expect(view?.invalid.map(({ since, until }) => [since.commit, until])).toEqual([[broken, undefined]]);
  });

  test('by settings, and by a tree that cannot be judged; before it was there that does not concern it', async () => {
    const repository = newRepository();
    repository.commit({ 'configs/frag.json5': '{}', 'configs/frag.json': '{}' }, 'Two of one id');
    repository.git('rm', '--quiet', 'configs/frag.json');
    repository.commit({ [config]: '{ pool: 1 }' }, 'First');
    const clash = repository.commit({ 'configs/frag.json': '{}' }, 'Again');
    repository.commit({ [settings]: '{ nonsense: 1 }' }, 'Settings');
    repository.git('rm', '--quiet', 'configs/frag.json');
    const fixed = repository.commit({ [settings]: '{}' }, 'Fixed');
    const { versions, view } = await ask(repository, '/pool');
    expect(versions).toEqual(['1 1 First']);
    expect(view?.invalid.map(({ since, until }) => [since.commit, until?.commit])).toEqual([[clash, fixed]]);
  });
});

describe('secrets', () => {
  const schema = (secret: boolean): string =>
    JSON.stringify({ properties: { password: { type: 'string', ...(secret ? { 'x-confman-secret-ref': true } : {}) } } });

  test('are never shown, also not what stood there before the schema knew', async () => {
    const repository = newRepository();
    const written = (password: string): Record<string, string> => ({
      [config]: `{ $schema: "schemas/shop", password: "${password}" }`,
    });
    repository.commit({ ...written('plain-text'), 'schemas/shop/v1.json': schema(false) }, 'Plain');
    repository.commit({ ...written('vault://shop/a'), 'schemas/shop/v1.json': schema(true) }, 'Secret');
    repository.commit(written('vault://shop/b'), 'Other');
    repository.commit(written('plain-again'), 'Mistake');
    const { versions, view, codes } = await ask(repository, '/password');
    expect(versions).toEqual(['3 "vault://…" Other', '2 "vault://…" Secret', '1 "(withheld)" Plain']);
    expect(JSON.stringify([view, codes])).not.toMatch(/plain-|shop\/[ab]"/);
    expect(view?.versions.map(({ secret }) => secret)).toEqual([true, false, false]);
    expect(JSON.stringify((await ask(repository, '')).view)).not.toMatch(/plain-|vault:\/\/shop/);
  });
});

describe('the line', () => {
  test('is that of origin where there is one, or that of a revision', async () => {
    const clone = cloneOf(shop());
    clone.commit({ [config]: '{ pool: 9 }' }, 'Mine');
    expect((await ask(clone, '/pool')).versions).toEqual(['1 1 First']);
    expect((await ask(clone, '/pool', { revision: 'HEAD' })).versions).toEqual(['2 9 Mine', '1 1 First']);
  });

  test('that is cut off has no numbers', async () => {
    const source = shop();
    for (const pool of [2, 3]) source.commit({ [config]: `{ pool: ${pool} }` }, `Pool ${pool}`);
    const { versions, codes, view } = await ask(cloneOf(source, '--depth=2'), '/pool');
    expect(versions).toEqual(['undefined 3 Pool 3', 'undefined 2 Pool 2']);
    expect([codes, view?.complete, view?.versions.map(({ cut }) => cut)]).toEqual([['history/cut'], false, [false, true]]);
  });

  test('without the branch, or without such an app', async () => {
    const repository = shop();
    expect((await ask(repository, '/pool', { app: 'apps/ship' })).codes).toEqual(['history/no-such-app']);
    expect((await ask(repository, '/pool', { app: '../x' })).codes).toEqual(['history/no-such-app']);
    repository.write({ 'configs/apps/new/config.json5': '{ pool: 1 }' });
    expect(await ask(repository, '/pool', { app: 'apps/new' })).toMatchObject({
      codes: ['history/no-such-app'],
      hints: ['Name a commit that has it, such as --rev HEAD: it is not published yet'],
    });
    repository.git('branch', '-m', 'trunk');
    expect(await ask(repository, '/pool')).toMatchObject({
      codes: ['history/no-branch'],
      hints: [expect.stringMatching(/^Run git fetch origin main:/)],
    });
    const fresh = newRepository();
    fresh.write({ [config]: '{ pool: 1 }' });
    expect(await ask(fresh, '/pool')).toMatchObject({
      codes: ['history/no-branch'],
      hints: ['Commit the workspace first: git commit'],
    });
  });

  test('without a repository', async () => {
    const repository = new TestRepository(scratch());
    repository.write({ [config]: '{ pool: 1 }' });
    expect((await ask(repository, '/pool')).codes).toEqual(['workspace/commit-unreadable']);
  });

  test('leads to the app of another name that had the same document', async () => {
    const repository = shop();
    repository.git('mv', 'configs/apps/shop', 'configs/apps/store');
    repository.commit({}, 'Rename');
    const { versions, view } = await ask(repository, '/pool', { app: 'apps/store' });
    expect([versions, view?.movedFrom]).toEqual([['1 1 Rename'], 'apps/shop']);
  });

  test('knows nothing of replaced commits and of grafts', async () => {
    const repository = shop();
    const first = repository.git('rev-parse', 'HEAD');
    const second = repository.commit({ [config]: '{ pool: 2 }' }, 'Second');
    const third = repository.commit({ [config]: '{ pool: 3 }' }, 'Third');
    repository.git('replace', second, first);
    writeFileSync(join(repository.path, '.git/info/grafts'), `${third} ${first}\n`);
    expect((await ask(repository, '/pool')).versions).toEqual(['3 3 Third', '2 2 Second', '1 1 First']);
  });
});

describe('a branch that was rewritten', () => {
  test('as the log of the remote branch has it, and as it is remembered', async () => {
    const source = shop();
    source.commit({ [config]: '{ pool: 2 }' }, 'Second');
    const [logged, remembering] = [cloneOf(source), cloneOf(source, '-c', 'core.logAllRefUpdates=false')];
    logged.git('fetch', '--quiet');
    expect((await ask(remembering, '/pool', { cache: true })).codes).toEqual([]);
    source.git('reset', '--quiet', '--hard', 'HEAD~1');
    source.commit({ [config]: '{ pool: 7 }' }, 'Instead');
    for (const clone of [logged, remembering]) clone.git('fetch', '--quiet');
    expect((await ask(remembering, '/pool', { cache: true })).codes).toEqual(['history/rewritten']);
    expect((await ask(remembering, '/pool', { cache: true })).versions).toEqual(['2 7 Instead', '1 1 First']);
    source.commit({ [config]: '{ pool: 8 }' }, 'Later');
    for (const clone of [logged, remembering]) clone.git('fetch', '--quiet');
    expect((await ask(remembering, '/pool', { cache: true })).codes).toEqual(['history/rewritten']);
    expect((await ask(remembering, '/pool')).codes).toEqual([]);
    // The log begins with the clone, which is told as the first entry once the branch moves.
    expect((await ask(logged, '/pool')).codes).toEqual(['history/rewritten']);
  });
});
