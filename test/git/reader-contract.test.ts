import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isGitFailure, type GitFailure } from '../../src/git/git-failure.ts';
import type { ObjectReader } from '../../src/git/object-reader.ts';
import { openObjectReader, type ReaderOptions } from '../../src/git/open-object-reader.ts';
import { cloneOf, newRepository, scratch, TestRepository } from './repository.ts';

const engines = ['git', 'isomorphic-git'] as const;

async function open({ path }: TestRepository, options: ReaderOptions): Promise<ObjectReader> {
  const reader = await openObjectReader(path, options);
  onTestFinished(() => reader.close());
  return reader;
}

function given<T>(result: T | GitFailure): T {
  if (isGitFailure(result)) throw new Error(`${result.kind}: ${result.reason}`);
  return result;
}

function refused(result: unknown): readonly [string, string] {
  if (!isGitFailure(result)) throw new Error(`not refused: ${JSON.stringify(result)}`);
  return [result.kind, result.hint];
}

async function textsOf(reader: ObjectReader, commit: string, paths: readonly string[] = ['']): Promise<Record<string, string>> {
  const entries = given(await reader.listTree(commit, paths)).filter(({ type }) => type === 'file');
  const oids = entries.map(({ oid }) => oid);
  const blobs = given(await reader.readBlobs(oids, { fileBytes: 1000 }));
  return Object.fromEntries(entries.map(({ path, oid }) => [path, Buffer.from(blobs.bytesOf(oid) ?? []).toString('utf8')]));
}

describe.each(engines)('%s', (engine) => {
  describe('trees and contents', () => {
    const files = { 'a/b.json5': '1', 'a/c/d.json': '2', 'a-b.txt': '3', 'z ö 日本/ü"\n.json': '4', 'e.yaml': '' };

    test('all files of a commit, in code-unit order', async () => {
      const repository = newRepository();
      const commit = repository.commit(files);
      const reader = await open(repository, { engine });
      expect(await textsOf(reader, commit)).toEqual(files);
      const listed = given(await reader.listTree(commit, [''])).map(({ path }) => path);
      expect(listed).toEqual([...listed].sort());
    });

    test('folders and files alone', async () => {
      const repository = newRepository();
      const commit = repository.commit(files);
      const reader = await open(repository, { engine });
      expect(await textsOf(reader, commit, ['a/c', 'e.yaml', 'missing', 'a/b'])).toEqual({ 'a/c/d.json': '2', 'e.yaml': '' });
    });

    test('packed', async () => {
      const repository = newRepository();
      const commit = repository.commit(files);
      repository.git('gc', '--quiet', '--aggressive');
      const reader = await open(repository, { engine });
      expect(await textsOf(reader, given(await reader.resolveRevision('main')))).toEqual(files);
      expect(given(await reader.resolveRevision('main'))).toBe(commit);
    });

    test('links and submodules are told as such', async () => {
      const repository = newRepository();
      repository.write({ 'a.json5': '1' });
      repository.git('add', '--all');
      const link = repository.git('hash-object', '-w', 'a.json5');
      repository.git('update-index', '--add', '--cacheinfo', `120000,${link},link.json5`);
      repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
      repository.git('commit', '--quiet', '--message', 'x');
      const reader = await open(repository, { engine });
      const entries = given(await reader.listTree(repository.git('rev-parse', 'HEAD'), ['']));
      expect(entries.map(({ path, type }) => [path, type])).toEqual([
        ['a.json5', 'file'],
        ['link.json5', 'symlink'],
        ['module', 'submodule'],
      ]);
    });

    test('of a file over the limit the size is known, and no content', async () => {
      const repository = newRepository();
      repository.commit({ 'large.json': 'x'.repeat(2000), 'small.json': 'y' });
      const [large, small] = [repository.git('rev-parse', 'HEAD:large.json'), repository.git('rev-parse', 'HEAD:small.json')];
      const reader = await open(repository, { engine });
      const blobs = given(await reader.readBlobs([large, small, small], { fileBytes: 1000 }));
      expect([blobs.sizeOf(large), blobs.bytesOf(large), blobs.sizeOf(small)]).toEqual([2000, undefined, 1]);
    });

    test('an object that is not there, or is no file', async () => {
      const repository = newRepository();
      const commit = repository.commit({ 'a.json': '1' });
      const reader = await open(repository, { engine });
      const gone = '1'.repeat(40);
      const expected = ['missing-objects', `Fetch it, for example with: git fetch origin ${gone}`];
      expect(refused(await reader.readBlobs([gone], { fileBytes: 10 }))).toEqual(expected);
      expect(refused(await reader.readCommit(gone))).toEqual(expected);
      expect(refused(await reader.listTree(gone, ['']))).toEqual(expected);
      expect(refused(await reader.readBlobs([commit], { fileBytes: 10 }))[0]).toBe('missing-objects');
    });

    test('questions at the same time are answered each', async () => {
      const repository = newRepository();
      const commit = repository.commit(files);
      const reader = await open(repository, { engine });
      const all = await Promise.all(Array.from({ length: 20 }, () => textsOf(reader, commit)));
      expect(all.every((texts) => JSON.stringify(texts) === JSON.stringify(all[0]))).toBe(true);
    });
  });

  describe('the index', () => {
    test('what is staged, not what is committed or lies there', async () => {
      const repository = newRepository();
      repository.commit({ 'a.json': 'old', 'b.json': 'b', 'gone.json': 'x' });
      repository.git('rm', '--quiet', '--cached', 'gone.json');
      repository.write({ 'a.json': 'staged', 'sub/new.json': 'new' });
      repository.git('add', 'a.json', 'sub');
      repository.write({ 'a.json': 'later', 'untracked.json': '1' });
      const reader = await open(repository, { engine });
      const entries = given(await reader.listIndex(['']));
      const blobs = given(
        await reader.readBlobs(
          entries.map(({ oid }) => oid),
          { fileBytes: 100 },
        ),
      );
      const texts = entries.map(({ path, oid, stage }) => [path, stage, Buffer.from(blobs.bytesOf(oid) ?? []).toString()]);
      expect(texts).toEqual([
        ['a.json', 0, 'staged'],
        ['b.json', 0, 'b'],
        ['sub/new.json', 0, 'new'],
      ]);
      expect(given(await reader.listIndex(['sub', 'b.json'])).map(({ path }) => path)).toEqual(['b.json', 'sub/new.json']);
    });

    test('what was only announced is not staged, a file that is empty is', async () => {
      const repository = newRepository();
      repository.write({ 'announced.json': '1', 'empty.json': '', 'other.json': '2' });
      repository.git('add', 'empty.json', 'other.json');
      repository.git('add', '--intent-to-add', 'announced.json');
      const reader = await open(repository, { engine });
      expect(given(await reader.listIndex([''])).map(({ path }) => path)).toEqual(['empty.json', 'other.json']);
    });

    test('the sides of a conflict', async () => {
      const repository = newRepository();
      repository.commit({ 'a.json': 'base' });
      repository.git('checkout', '--quiet', '-b', 'other');
      repository.commit({ 'a.json': 'theirs' });
      repository.git('checkout', '--quiet', 'main');
      repository.commit({ 'a.json': 'ours' });
      expect(() => repository.git('merge', 'other')).toThrow('merge');
      const reader = await open(repository, { engine });
      expect(given(await reader.listIndex([''])).map(({ path, stage }) => [path, stage])).toEqual([
        ['a.json', 1],
        ['a.json', 2],
        ['a.json', 3],
      ]);
    });

    test.each(['2', '3', '4'])('version %s', async (version) => {
      const repository = newRepository();
      const files = Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`folder-${i % 7}/${'n'.repeat(i % 180)}${i}.json`, '1']),
      );
      repository.write(files);
      repository.git('add', '--all');
      repository.git('update-index', '--index-version', version);
      const reader = await open(repository, { engine });
      expect(given(await reader.listIndex([''])).map(({ path }) => path)).toEqual(Object.keys(files).sort());
    });

    test('another index, as git names it for a hook', async () => {
      const repository = newRepository();
      repository.commit({ 'a.json': '1', 'b.json': '1' });
      const tree = repository.git('write-tree');
      const index = join(scratch(), 'next-index');
      repository.git('read-tree', `--index-output=${join(repository.path, 'x.index')}`, tree);
      repository.git('rm', '--quiet', '--cached', 'b.json');
      writeFileSync(index, '');
      const named = await open(repository, { engine, index: 'x.index' });
      const own = await open(repository, { engine });
      expect(given(await named.listIndex([''])).map(({ path }) => path)).toEqual(['a.json', 'b.json']);
      expect(given(await own.listIndex([''])).map(({ path }) => path)).toEqual(['a.json']);
    });

    test('none yet', async () => {
      const reader = await open(newRepository(), { engine });
      expect(given(await reader.listIndex(['']))).toEqual([]);
    });
  });

  describe('revisions', () => {
    test('branches, tags, steps, short and full names', async () => {
      const repository = newRepository();
      const commits = [1, 2, 3, 4].map((n) => repository.commit({ 'a.json': String(n) }));
      repository.git('tag', 'light', 'HEAD~1');
      repository.git('tag', '--annotate', '--message', 'x', 'v1.0', 'HEAD~2');
      repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~2');
      const side = repository.commit({ 'b.json': '1' });
      repository.git('checkout', '--quiet', 'main');
      repository.git('merge', '--quiet', '--no-edit', 'side');
      const reader = await open(repository, { engine });
      const found = async (text: string): Promise<string> => given(await reader.resolveRevision(text));
      expect(await found('HEAD')).toBe(repository.git('rev-parse', 'main'));
      expect(await found('@')).toBe(await found('main'));
      expect(await found('light')).toBe(commits[2]);
      expect(await found('v1.0')).toBe(commits[1]);
      expect(await found('main^2')).toBe(side);
      expect(await found('HEAD^2~1')).toBe(commits[1]);
      expect(await found('main~1')).toBe(commits[3]);
      expect(await found('HEAD~1^0~')).toBe(commits[2]);
      expect(await found((commits[0] as string).slice(0, 12))).toBe(commits[0]);
      expect(await found(`${commits[1]}~1`)).toBe(commits[0]);
    });

    test.each(['-x', '--upload-pack=touch x', 'a..b', 'HEAD:a.json', ':/text', 'a b', 'HEAD@{1}', '^main', 'a\nb', '', 'x.lock'])(
      '%j is no name that is taken',
      async (text) => {
        const repository = newRepository();
        repository.commit({ 'a.json': '1' });
        const reader = await open(repository, { engine });
        expect(refused(await reader.resolveRevision(text))[0]).toBe('bad-revision');
      },
    );

    test.each(['nothing', 'HEAD~5', 'HEAD^2', '1234567890', 'config', 'objects/info'])('%s is not there', async (text) => {
      const repository = newRepository();
      repository.commit({ 'a.json': '1' });
      const reader = await open(repository, { engine });
      expect(refused(await reader.resolveRevision(text))[0]).toBe('unknown-revision');
    });

    test.each([
      ['HEAD~5', 'Take fewer steps: git log shows the history'],
      ['HEAD^2', 'Fetch it with git fetch origin, or name a branch, a tag or a commit that is here'],
      ['HEAD~1..HEAD', 'Write the two commits apart, as in confman diff HEAD~1 HEAD'],
      ['main@{yesterday}', 'Write the commit itself, as git rev-list -1 --before=DATE main finds it'],
    ])('what to do instead of %s', async (text, hint) => {
      const repository = newRepository();
      repository.commit({ 'a.json': '1' });
      const reader = await open(repository, { engine });
      expect(refused(await reader.resolveRevision(text))[1]).toBe(hint);
    });

    test('an unborn branch', async () => {
      const reader = await open(newRepository(), { engine });
      expect(refused(await reader.resolveRevision('HEAD'))).toEqual(['no-commit', 'Commit the workspace first: git commit']);
      expect(refused(await reader.resolveRevision('main'))[0]).toBe('unknown-revision');
    });

    test('a detached head', async () => {
      const repository = newRepository();
      const commit = repository.commit({ 'a.json': '1' });
      repository.commit({ 'a.json': '2' });
      repository.git('checkout', '--quiet', '--detach', commit);
      const reader = await open(repository, { engine });
      expect(given(await reader.resolveRevision('HEAD'))).toBe(commit);
    });
  });

  describe('commits', () => {
    test('facts and trailers', async () => {
      const repository = newRepository();
      const first = repository.commit({ 'a.json': '1' });
      const message = 'Raise the pool\n\nBecause: of load\n\nPublish-Request: 12\nReviewed-by: Bo <bo@example.com>\n and Cy\n';
      const second = repository.commit({ 'a.json': '2' }, message);
      const reader = await open(repository, { engine });
      const commit = given(await reader.readCommit(second));
      const at = Date.parse('2026-05-13T16:50:00Z') / 1000;
      expect(commit).toEqual({
        oid: second,
        tree: repository.git('rev-parse', 'HEAD^{tree}'),
        parents: [first],
        author: { name: 'Ada', email: 'ada@example.com', at },
        committer: { name: 'Grace', email: 'grace@example.com', at },
        committedAt: at,
        message,
        trailers: [
          { key: 'Publish-Request', value: '12' },
          { key: 'Reviewed-by', value: 'Bo <bo@example.com> and Cy' },
        ],
        header: { length: repository.git('cat-file', 'commit', second).indexOf('\n\n'), others: [] },
      });
    });

    test('parents are what git takes for parents', async () => {
      const repository = newRepository();
      const first = repository.commit({ 'a.json': '1' });
      const tree = repository.git('rev-parse', 'HEAD^{tree}');
      const person = 'Ada <ada@example.com> 1778691000 +0200';
      const lines = [
        `tree ${tree}`,
        `author ${person}`,
        `committer ${person}`,
        `parent ${first}`,
        'gpgsig a',
        ' parent b',
        '',
        'x',
      ];
      repository.write({ odd: `${lines.join('\n')}\n` });
      const odd = repository.git('hash-object', '-t', 'commit', '-w', '--literally', 'odd');
      const reader = await open(repository, { engine });
      expect(given(await reader.readCommit(odd))).toMatchObject({ parents: [], header: { others: ['parent', 'gpgsig'] } });
    });

    test('merge bases and ancestors', async () => {
      const repository = newRepository();
      const first = repository.commit({ 'a.json': '1' });
      const second = repository.commit({ 'a.json': '2' });
      repository.git('checkout', '--quiet', '-b', 'side', first);
      const side = repository.commit({ 'b.json': '1' });
      repository.git('checkout', '--quiet', '--orphan', 'alone');
      const alone = repository.commit({ 'c.json': '1' });
      const reader = await open(repository, { engine });
      expect(given(await reader.mergeBase(second, side))).toBe(first);
      expect(given(await reader.mergeBase(second, first))).toBe(first);
      expect(given(await reader.mergeBase(second, alone))).toBeUndefined();
      expect(given(await reader.mergeBases(second, side))).toEqual([first]);
      expect(given(await reader.mergeBases(second, alone))).toEqual([]);
      expect([given(await reader.isAncestor(first, side)), given(await reader.isAncestor(second, side))]).toEqual([true, false]);
      expect(given(await reader.isAncestor(side, side))).toBe(true);
    });

    test('what differs between two commits', async () => {
      const repository = newRepository();
      const before = repository.commit({ 'a.json': '1', 'd/b.json': '2', 'd/gone.json': '3', kind: 'x' });
      repository.git('rm', '--quiet', 'd/gone.json', 'kind');
      const after = repository.commit({ 'a.json': '9', 'd/new.json': '4', 'kind/inside.json': '5' });
      const reader = await open(repository, { engine });
      const changes = given(await reader.changes(before, after, ['']));
      expect(changes.map(({ path, before: old, after: now }) => [path, old !== undefined, now !== undefined])).toEqual([
        ['a.json', true, true],
        ['d/gone.json', true, false],
        ['d/new.json', false, true],
        ['kind', true, false],
        ['kind/inside.json', false, true],
      ]);
      expect(changes[0]?.after?.oid).toBe(repository.git('rev-parse', 'HEAD:a.json'));
      expect(given(await reader.changes(before, after, ['d'])).map(({ path }) => path)).toEqual(['d/gone.json', 'd/new.json']);
      expect(given(await reader.changes(before, before, ['']))).toEqual([]);
    });

    test('the line of first parents, and who changed something on it', async () => {
      const repository = newRepository();
      const one = repository.commit({ 'configs/a.json': '1', 'other.txt': '1' });
      const two = repository.commit({ 'other.txt': '2' });
      repository.git('checkout', '--quiet', '-b', 'side');
      repository.commit({ 'configs/b.json': '1' });
      repository.git('checkout', '--quiet', 'main');
      repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
      const merge = repository.git('rev-parse', 'HEAD');
      const last = repository.commit({ 'other.txt': '3' });
      const reader = await open(repository, { engine });
      expect(given(await reader.firstParents(last, {}))).toEqual([last, merge, two, one]);
      expect(given(await reader.firstParents(last, { paths: ['configs'] }))).toEqual([merge, one]);
      expect(given(await reader.firstParents(last, { limit: 2 }))).toEqual([last, merge]);
      expect(given(await reader.firstParents(last, { until: two }))).toEqual([last, merge]);
      expect(given(await reader.firstParents(last, { paths: ['nothing'] }))).toEqual([]);
    });
  });

  describe('kinds of repositories', () => {
    test('a linked work tree, with a head and an index of its own', async () => {
      const repository = newRepository();
      repository.commit({ 'a.json': '1' });
      const linked = new TestRepository(join(scratch(), 'linked'));
      repository.git('worktree', 'add', '--quiet', '-b', 'side', linked.path);
      const side = linked.commit({ 'b.json': '2' });
      linked.write({ 'c.json': '3' });
      linked.git('add', '--all');
      const reader = await open(linked, { engine });
      expect(given(await reader.resolveRevision('HEAD'))).toBe(side);
      expect(await textsOf(reader, side)).toEqual({ 'a.json': '1', 'b.json': '2' });
      expect(given(await reader.listIndex([''])).map(({ path }) => path)).toEqual(['a.json', 'b.json', 'c.json']);
    });

    test('bare', async () => {
      const repository = newRepository();
      const commit = repository.commit({ 'a.json': '1' });
      const reader = await open(cloneOf(repository, '--bare'), { engine });
      expect(given(await reader.resolveRevision('main'))).toBe(commit);
      expect(await textsOf(reader, commit)).toEqual({ 'a.json': '1' });
    });

    test('shallow: what is cut off is told with the command that brings it', async () => {
      const repository = newRepository();
      const first = repository.commit({ 'a.json': '1' });
      repository.commit({ 'a.json': '2' });
      const last = repository.commit({ 'a.json': '3' });
      const clone = cloneOf(repository, '--depth=1');
      const reader = await open(clone, { engine });
      expect(await textsOf(reader, last)).toEqual({ 'a.json': '3' });
      expect(given(await reader.firstParents(last, {}))).toEqual([last]);
      const [kind, hint] = refused(await reader.resolveRevision('HEAD~2'));
      expect([kind, hint]).toEqual(['shallow', 'Run git fetch --deepen=2 origin']);
      expect(refused(await reader.listTree(first, ['']))).toEqual(['shallow', 'Run git fetch --unshallow']);
      expect(given(await reader.mergeBase(last, last))).toBe(last);
      clone.git(...hint.replace('Run git ', '').split(' '));
      const again = await open(clone, { engine });
      expect(given(await again.resolveRevision('HEAD~2'))).toBe(first);
    });

    test('partial: contents that were left out are told with the command that brings them', async () => {
      const repository = newRepository();
      repository.git('config', 'uploadpack.allowFilter', 'true');
      repository.commit({ 'a.json': '1' });
      const commit = repository.commit({ 'a.json': '2' });
      const clone = cloneOf(repository, '--filter=blob:none', '--no-checkout');
      const reader = await open(clone, { engine });
      const [entry] = given(await reader.listTree(commit, ['']));
      const [kind, hint] = refused(await reader.readBlobs([entry?.oid ?? ''], { fileBytes: 10 }));
      expect([kind, hint]).toEqual(['missing-objects', 'Run git fetch --refetch --no-filter']);
      clone.git(...hint.replace('Run git ', '').split(' '));
      const again = await open(clone, { engine });
      expect(await textsOf(again, commit)).toEqual({ 'a.json': '2' });
    });

    test('no repository', async () => {
      const reader = await open(new TestRepository(scratch()), { engine });
      expect(refused(await reader.resolveRevision('HEAD'))[0]).toBe('not-a-repository');
    });
  });
});

describe('repositories of SHA-256', () => {
  test('are read by the git binary', async () => {
    const repository = newRepository('--object-format=sha256');
    const commit = repository.commit({ 'a.json': '1' });
    const reader = await open(repository, { engine: 'git' });
    expect(commit).toHaveLength(64);
    expect(await textsOf(reader, given(await reader.resolveRevision('HEAD')))).toEqual({ 'a.json': '1' });
    expect(given(await reader.listIndex(['']))).toHaveLength(1);
  });

  test('without it that is said in a sentence', async () => {
    const repository = newRepository('--object-format=sha256');
    repository.commit({ 'a.json': '1' });
    const reader = await open(repository, { engine: 'isomorphic-git' });
    const failure = await reader.resolveRevision('HEAD');
    expect(isGitFailure(failure) && failure.reason).toBe(
      'the repository is of the format sha256, which takes a git binary to read',
    );
  });
});
