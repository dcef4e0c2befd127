import { expect, it } from 'vitest';

import { isGitFailure } from '../../src/git/git-failure.ts';
import { openObjectReader } from '../../src/git/open-object-reader.ts';
import { openAtCommit } from '../../src/pipeline/open-at-commit.ts';
import { openNeighbour } from '../../src/pipeline/open-neighbour.ts';
import { overRoom } from '../../src/publish/policy/over-room.ts';
import { SharedObjects } from '../../src/workspace/shared-objects.ts';
import { newRepository } from '../git/repository.ts';

it('all documents of a commit count, each content once, also of those that its neighbour has', async () => {
  const repository = newRepository();
  const large = `{ text: "${'x'.repeat(2000)}" }`;
  const first = repository.commit({
    'confman.json5': '{ limits: { fileBytes: 4000 } }',
    'configs/a/config.json5': large,
    'configs/b/config.json5': large,
    'configs/c/notes.json5': `{ text: "${'z'.repeat(9000)}" }`,
  });
  const second = repository.commit({ 'configs/d/config.json5': large.replaceAll('x', 'y') });
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const reader = await openObjectReader(repository.path);
  const shared = new SharedObjects(repository.path);
  const { value: base } = await openAtCommit(location, first, { reader, shared, reads: 'all' });
  const { value: head } = await openNeighbour(base!, second, reader);
  const settings = Buffer.byteLength('{ limits: { fileBytes: 4000 } }');
  const [one, both] = [settings + large.length, settings + 2 * large.length];
  expect([overRoom(base!.workspace, one), overRoom(head!.workspace, both)]).toEqual([undefined, undefined]);
  expect(isGitFailure(overRoom(base!.workspace, one - 1))).toBe(true);
  expect(overRoom(head!.workspace, both - 1)).toMatchObject({ kind: 'too-large' });
  reader.close();
});
