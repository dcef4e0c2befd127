import { expect, test } from 'vitest';
import type { ObjectEntry } from '../../../src/git/object-reader.ts';
import { openObjectReader } from '../../../src/git/open-object-reader.ts';
import { placeInCommit } from '../../../src/pipeline/evolution/place-in-commit.ts';
import { workspaceOf } from '../../access/workspace-of.ts';

/** Where a workspace in `now` was in a commit with these files, all of which are gone. */
async function placeAmong(paths: readonly string[]): Promise<string> {
  const reader = await openObjectReader('/');
  const entries = paths.map((path): ObjectEntry => ({ path, type: 'file', oid: '' }));
  const asked = Object.assign(Object.create(reader) as typeof reader, {
    listTree: (commit: string, [folder]: readonly string[]) => Promise.resolve(commit === 'base' && folder === '' ? entries : []),
  });
  const now = await workspaceOf({ 'now/configs/apps/a/config.json5': '{}' }, {}, 'now');
  return (await placeInCommit(asked, now, 'base', 'head')).prefix;
}

const folders = (count: number): string => 'configs/'.repeat(count);

test('a workspace is looked for as far down as anybody would put one, whatever the paths are like', async () => {
  expect(await placeAmong(['x/y/confman.json5'])).toBe('x/y');
  expect(await placeAmong([`${folders(60)}confman.json5`])).toBe(folders(60).slice(0, -1));
  expect(await placeAmong([`${folders(100)}confman.json5`])).toBe('now');
});
