import { expect, onTestFinished, test } from 'vitest';
import { isGitFailure } from '../../../src/git/git-failure.ts';
import type { ObjectReader } from '../../../src/git/object-reader.ts';
import { openObjectReader } from '../../../src/git/open-object-reader.ts';
import type { CompiledApp } from '../../../src/pipeline/compiled-app.ts';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { oidsOf } from '../../../src/pipeline/oids-of.ts';
import { openAtCommit, type OpenedCommit } from '../../../src/pipeline/open-at-commit.ts';
import { openNeighbour } from '../../../src/pipeline/open-neighbour.ts';
import { whenRead } from '../../../src/pipeline/when-read.ts';
import { ObjectContents } from '../../../src/workspace/object-contents.ts';
import { ObjectTree } from '../../../src/workspace/object-tree.ts';
import { ParsedDocuments } from '../../../src/workspace/parsed-documents.ts';
import { SharedObjects } from '../../../src/workspace/shared-objects.ts';
import type { LoadedDocument } from '../../../src/workspace/loaded-document.ts';
import { newRepository, type TestRepository } from '../../git/repository.ts';

async function reading(repository: TestRepository): Promise<ObjectReader> {
  const reader = await openObjectReader(repository.path);
  onTestFinished(() => reader.close());
  return reader;
}

async function opened(repository: TestRepository, reader: ObjectReader, commit: string): Promise<OpenedCommit> {
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const { value } = await openAtCommit(location, commit, { reader, shared: new SharedObjects(repository.path), reads: 'asked' });
  if (value === undefined) throw new Error('not opened');
  return value;
}

/** @returns the app, and how often its compilation was begun */
async function compiled(
  { workspace }: OpenedCommit,
  reader: ObjectReader,
  known: Iterable<string> = [],
): Promise<[CompiledApp, number]> {
  await workspace.prepareFindings();
  let begun = 0;
  const work = (): CompiledApp => {
    begun += 1;
    return new Compilers(workspace).recording.compile('apps/a1' as never);
  };
  const app = await whenRead(workspace, reader, work, oidsOf(workspace, known));
  if (isGitFailure(app)) throw new Error(app.reason);
  return [app, begun];
}

function readFrom({ workspace }: OpenedCommit): number {
  const { tree } = workspace;
  if (!(tree instanceof ObjectTree)) throw new Error('no tree of git');
  return tree.contents.shared.batches.reduce((sum, { sizes }) => sum + sizes.size, 0);
}

test('one app of a commit reads what it is made of, and its neighbour what is another', async () => {
  const repository = newRepository();
  const reader = await reading(repository);
  const apps = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`configs/apps/a${i}/config.json`, `{ "n": ${i}, "f": { "$ref": "f" } }`]),
  );
  const first = repository.commit({
    ...apps,
    'configs/f.json': '{ "g": { "$ref": "g" } }',
    'configs/g.json': '[1]',
    'configs/layer.json': '{ "layer": 1 }',
    'configs/apps/cascade.json': '{ "layers": [{ "id": "layer" }, { "id": "{app}" }] }',
  });
  const at = await opened(repository, reader, first);
  expect(readFrom(at)).toBe(0);
  const [app] = await compiled(at, reader);
  expect(app.data).toEqual({ f: { g: [1] }, layer: 1, n: 1 });
  expect(readFrom(at)).toBe(5);
  const second = repository.commit({ 'configs/g.json': '[2]', 'configs/apps/a2/config.json': '{}' });
  const next = (await openNeighbour(at, second, reader)).value!;
  expect([...next.changed!.ids].sort()).toEqual(['apps/a2/config', 'g']);
  expect(await compiled(next, reader, app.dependencies)).toMatchObject([{ data: { f: { g: [2] } } }, 1]);
  expect(readFrom(next)).toBe(6);
  const [again] = await compiled(at, reader);
  expect(again.data).toEqual(app.data);
});

test('work that asks for much has all of the tree read, and is begun a bounded number of times', async () => {
  const repository = newRepository();
  const reader = await reading(repository);
  const names = Array.from({ length: 120 }, (_, i) => `f${i}`);
  const parts = names.map((name) => `"${name}": { "$ref": "${name}" }`);
  const commit = repository.commit({
    ...Object.fromEntries(names.map((name, i) => [`configs/${name}.json`, `${i}`])),
    'configs/apps/a1/config.json': `{ ${parts.join(', ')} }`,
  });
  const at = await opened(repository, reader, commit);
  const [app, begun] = await compiled(at, reader);
  expect(app.data).toEqual(Object.fromEntries(names.map((name, i) => [name, i])));
  expect(begun).toBeLessThan(40);
});

test('contents are let go, the oldest first, and read again when somebody asks', async () => {
  const repository = newRepository();
  const reader = await reading(repository);
  const texts = ['x'.repeat(100_000), 'one', 'two', 'three'];
  repository.commit(Object.fromEntries(texts.map((text, i) => [`${i}.txt`, text])));
  const oids = texts.map((_, i) => repository.git('rev-parse', `HEAD:${i}.txt`));
  const contents = new ObjectContents(repository.path, 1_000_000, 5000);
  for (const oid of oids) await contents.load(reader, [oid]);
  expect(contents.shared.batches.map(({ sizes }) => [...sizes.values()])).toEqual([[100_000], [3], [5]]);
  const done = contents.keepAll();
  await contents.load(reader, [oids[1]!]);
  expect(contents.shared.batches).toHaveLength(4);
  done();
  expect(contents.shared.batches).toHaveLength(3);
  const bytes = contents.bytesOf(oids[2]!, () => []);
  expect(new TextDecoder().decode(bytes as Uint8Array)).toBe('two');
});

test('documents of one generation before the last are forgotten', () => {
  const documents = new ParsedDocuments();
  const document = { source: { path: 'x', format: 'json', text: 'x'.repeat(6 * 1024 * 1024) } } as LoadedDocument;
  for (let i = 0; i < 12; i++) {
    documents.set(`${i}`, document);
    expect(documents.get('0')).toBe(document);
  }
  expect(documents.get('1')).toBeUndefined();
  expect(documents.get('11')).toBe(document);
});
