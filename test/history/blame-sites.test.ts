import { describe, expect, onTestFinished, test } from 'vitest';
import type { Site } from '../../src/model/source.ts';
import { blameSites } from '../../src/pipeline/history/blame-sites.ts';
import type { LineBlame } from '../../src/pipeline/history/line-blame.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import { cloneOf, newRepository, type TestRepository } from '../git/repository.ts';
import { opened, type OpenedOptions } from './opened.ts';

const path = 'configs/apps/shop/config.json5';
const lines = (...all: readonly string[]): string => `{\n${all.map((line) => `  ${line},\n`).join('')}}\n`;

interface Asked extends OpenedOptions {
  readonly document?: string;
}

/** Who wrote what stands at some places of a document. @returns subjects of commits, and codes of findings */
async function ask(
  { path: directory }: TestRepository,
  pointers: readonly string[],
  { source = { kind: 'working-tree' }, cache = false, document = 'apps/shop/config' }: Asked = {},
): Promise<{ readonly subjects: readonly (string | undefined)[]; readonly all: readonly LineBlame[]; readonly codes: string[] }> {
  const workspace = await opened(directory, { source, cache });
  const loaded = workspace.workspace.store.get(document as DocumentId);
  if (loaded === undefined) throw new Error('not read');
  const sites = pointers.map((pointer): Site => ({ source: loaded.source, pointer, at: 'value' }));
  const { value = [], diagnostics } = await blameSites(workspace, sites);
  const subjects = value.map((line) => (line.committed ? line.subject : undefined));
  return { subjects, all: value, codes: diagnostics.map(({ code }) => code) };
}

function shop(): TestRepository {
  const repository = newRepository();
  repository.commit({ [path]: lines('pool: 1', 'url: "https://shop.example"', 'regions: ["eu", "us"]') }, 'Shop');
  repository.commit({ [path]: lines('pool: 2', 'url: "https://shop.example"', 'regions: ["eu", "us"]') }, 'Pool (#12)');
  return repository;
}

describe('lines of a commit, of the index and of the working tree', () => {
  test('who wrote them', async () => {
    const repository = shop();
    const { all, subjects } = await ask(repository, ['/pool', '/url', '/regions/1']);
    expect(subjects).toEqual(['Pool (#12)', 'Shop', 'Shop']);
    expect(all[0]).toMatchObject({
      commit: repository.git('rev-parse', 'HEAD'),
      author: { name: 'Ada', email: 'ada@example.com' },
      cut: false,
      publication: { publishedBy: { name: 'Grace' }, publishRequestId: '12' },
    });
  });

  test('what is not committed yet is said so, wherever it stands', async () => {
    const repository = shop();
    repository.write({ [path]: `// new\r\n${lines('url: "https://shop.example"', 'pool: 3', 'regions: ["eu", "us"]')}` });
    const asked = ['/url', '/pool', '/regions/0'];
    expect((await ask(repository, asked)).subjects).toEqual(['Shop', undefined, 'Shop']);
    expect((await ask(repository, asked, { source: { kind: 'index' } })).subjects).toEqual(['Shop', 'Pool (#12)', 'Shop']);
    repository.git('add', '--all');
    expect((await ask(repository, asked, { source: { kind: 'index' } })).subjects).toEqual(['Shop', undefined, 'Shop']);
  });

  test('a revision', async () => {
    const { subjects } = await ask(shop(), ['/pool'], { source: { kind: 'revision', revision: 'HEAD~1' } });
    expect(subjects).toEqual(['Shop']);
  });

  test('a new file, and a repository without commits', async () => {
    const repository = newRepository();
    repository.write({ [path]: lines('pool: 1') });
    expect((await ask(repository, ['/pool'])).all).toEqual([{ committed: false }]);
    repository.commit({}, 'Shop');
    repository.write({ 'configs/apps/mail/config.json5': lines('pool: 1') });
    expect((await ask(repository, ['/pool'], { document: 'apps/mail/config' })).all).toEqual([{ committed: false }]);
  });

  test('line ends and a byte order mark in the working tree alone do not count', async () => {
    const repository = shop();
    repository.write({
      [path]: `\uFEFF${lines('pool: 2', 'url: "https://shop.example"', 'regions: []').replaceAll('\n', '\r\n')}`,
    });
    expect((await ask(repository, ['/pool', '/url', '/regions'])).subjects).toEqual(['Pool (#12)', 'Shop', undefined]);
  });

  test('separators that are line ends to JSON5 alone', async () => {
    const repository = newRepository();
    repository.commit({ [path]: '{ a: 1, /*\u2028*/ b: 2,\n c: 3 }\n' }, 'Shop');
    repository.commit({ [path]: '{ a: 1, /*\u2028*/ b: 2,\n c: 4 }\n' }, 'Later');
    expect((await ask(repository, ['/b', '/c'])).subjects).toEqual(['Shop', 'Later']);
  });
});

describe('moves', () => {
  test('a file that was renamed, and lines that moved in it', async () => {
    const repository = newRepository();
    const [first, second] = ['description: "what this shop is called on all pages"', 'address: "the street and the town of it"'];
    repository.commit({ [path]: lines(first, second, 'pool: 1', 'limits: { orders: 10, customers: 20 }') }, 'Shop');
    repository.git('mv', 'configs/apps/shop', 'configs/apps/store');
    repository.commit({}, 'Rename');
    repository.commit(
      { 'configs/apps/store/config.json5': lines('pool: 1', 'limits: { orders: 10, customers: 20 }', first, second) },
      'Sort',
    );
    const asked = await ask(repository, ['/description', '/address', '/pool'], { document: 'apps/store/config' });
    expect(asked.subjects).toEqual(['Shop', 'Shop', 'Shop']);
  });
});

describe('how a line was published', () => {
  test('by the merge that brought its commit in', async () => {
    const repository = shop();
    repository.git('checkout', '--quiet', '-b', 'draft');
    repository.commit({ [path]: lines('pool: 5', 'url: "https://shop.example"') }, 'Draft');
    const before = await ask(repository, ['/pool', '/url']);
    expect(before.all.map((line) => line.committed && line.publication?.publishRequestId)).toEqual([undefined, undefined]);
    expect(before.all.map((line) => line.committed && line.publication !== undefined)).toEqual([false, true]);
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge pull request #77 from ada/draft', 'draft');
    const { all } = await ask(repository, ['/pool']);
    const commit = repository.git('rev-parse', 'HEAD');
    expect(all[0]).toMatchObject({ subject: 'Draft', publication: { commit, publishRequestId: '77' } });
  });

  test('what is on the branch here and was not pushed is not published', async () => {
    const source = shop();
    const clone = cloneOf(source);
    clone.commit({ [path]: lines('pool: 9') }, 'Mine');
    const { all } = await ask(clone, ['/pool']);
    expect(all[0]).toMatchObject({ subject: 'Mine', publication: undefined });
  });
});

describe('limits', () => {
  test('a shallow clone', async () => {
    const { all, codes } = await ask(cloneOf(shop(), '--depth=1'), ['/pool', '/url']);
    expect(all.map((line) => line.committed && line.cut)).toEqual([true, true]);
    expect(codes).toEqual(['history/cut']);
  });

  test('no git binary', async () => {
    const repository = shop();
    const { PATH } = process.env;
    process.env['PATH'] = '';
    onTestFinished(() => void (process.env['PATH'] = PATH));
    expect((await ask(repository, ['/pool'])).codes).toEqual(['history/blame-needs-git']);
  });

  test('no repository', async () => {
    const repository = shop();
    repository.git('config', 'core.repositoryformatversion', '99');
    expect((await ask(repository, ['/pool'])).codes).toEqual(['workspace/commit-unreadable']);
  });
});

describe('what is remembered', () => {
  test('gives the same answer, and none where the history begins elsewhere', async () => {
    const source = shop();
    const clone = cloneOf(source, '--depth=1');
    const cut = await ask(clone, ['/pool', '/url'], { cache: true });
    expect(await ask(clone, ['/pool', '/url'], { cache: true })).toEqual(cut);
    clone.git('fetch', '--quiet', '--unshallow');
    const whole = await ask(clone, ['/pool', '/url'], { cache: true });
    expect(whole.subjects).toEqual(['Pool (#12)', 'Shop']);
    expect(await ask(clone, ['/pool', '/url'], { cache: true })).toEqual(whole);
    expect(await ask(clone, ['/pool', '/url'])).toEqual(whole);
  });
});
