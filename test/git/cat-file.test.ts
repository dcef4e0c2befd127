import { expect, onTestFinished, test } from 'vitest';
import { CatFile } from '../../src/git/cat-file.ts';
import { newRepository } from './repository.ts';

test.each([true, false])('sizes and contents, with one process for both: %s', async (both) => {
  const repository = newRepository();
  repository.commit({ 'a.json': 'one\n\ntwo', 'b.json': '', 'c.json': 'x'.repeat(300_000) });
  const oids = ['a', 'b', 'c'].map((name) => repository.git('rev-parse', `HEAD:${name}.json`));
  const gone = '1'.repeat(40);
  const objects = new CatFile(repository.path, both);
  onTestFinished(() => objects.close());
  const [sizes, contents, again] = await Promise.all([
    objects.sizes([...oids, gone]),
    objects.contents([gone, ...oids]),
    objects.contents([]),
  ]);
  if ('reason' in sizes || 'reason' in contents) throw new Error('unanswered');
  expect(sizes.map((object) => object?.size)).toEqual([8, 0, 300_000, undefined]);
  expect(contents.map((object) => object?.bytes?.toString())).toEqual([undefined, 'one\n\ntwo', '', 'x'.repeat(300_000)]);
  expect(again).toEqual([]);
});

test('a process that ends is told, and the next question starts another', async () => {
  const repository = newRepository();
  repository.commit({ 'a.json': '1' });
  const oid = repository.git('rev-parse', 'HEAD:a.json');
  const objects = new CatFile(repository.path, true);
  onTestFinished(() => objects.close());
  const refused = await objects.sizes(['1111\nrubbish command']);
  expect(refused).toHaveProperty('reason');
  expect(await objects.contents([oid])).toMatchObject([{ oid, type: 'blob', size: 1 }]);
});

test.each([true, false])('what is larger than wanted is passed over, with what follows it in its place: %s', async (both) => {
  const repository = newRepository();
  repository.commit({ 'a.json': 'x'.repeat(300_000), 'b.json': 'one', 'c.json': 'y'.repeat(11) });
  const oids = ['a', 'b', 'c'].map((name) => repository.git('rev-parse', `HEAD:${name}.json`));
  const objects = new CatFile(repository.path, both);
  onTestFinished(() => objects.close());
  const [few, all] = await Promise.all([objects.contents([...oids, ...oids], 10), objects.contents(oids)]);
  if ('reason' in few || 'reason' in all) throw new Error('unanswered');
  expect(few.map((object) => [object?.size, object?.bytes?.toString()])).toEqual([
    [300_000, undefined],
    [3, 'one'],
    [11, undefined],
    [300_000, undefined],
    [3, 'one'],
    [11, undefined],
  ]);
  expect(all.map((object) => object?.bytes?.byteLength)).toEqual([300_000, 3, 11]);
});
