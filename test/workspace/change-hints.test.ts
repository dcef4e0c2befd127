import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ChangeHints, type WatchPath, type WatchedFolder } from '../../src/workspace/change-hints.ts';

const never = new AbortController().signal;
/** Of a look: the pause without a hint is then longer than any test. */
const endless = 1e6;

function fake(failure?: string): { readonly watch: WatchPath; readonly open: Map<string, () => void> } {
  const open = new Map<string, () => void>();
  const watch: WatchPath = (path, _options, listener) => {
    if (failure !== undefined) throw Object.assign(new Error(failure), { code: failure });
    open.set(path, listener);
    return { on: () => undefined, close: () => void open.delete(path) };
  };
  return { watch, open };
}

function folder(path: string, inode = 1): WatchedFolder {
  return { path, inode, deep: false };
}

test('a file that is written in a watched folder is a hint', async () => {
  const path = mkdtempSync(join(tmpdir(), 'confman-hints-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  const hints = new ChangeHints();
  onTestFinished(() => hints.close());
  hints.follow([folder(path)]);
  await hints.next(endless, never);
  setTimeout(() => writeFileSync(join(path, 'a'), ''), 20);
  await hints.next(endless, never);
  expect(hints.watching).toBe(true);
});

test('what happened before a folder was watched asks for another look at once', async () => {
  const hints = new ChangeHints(fake().watch);
  hints.follow([folder('/a')]);
  expect(await hints.next(endless, never)).toBeUndefined();
});

test('a hint that comes while nobody waits is not lost', async () => {
  const { watch, open } = fake();
  const hints = new ChangeHints(watch);
  hints.follow([folder('/a')]);
  await hints.next(endless, never);
  open.get('/a')?.();
  expect(await hints.next(endless, never)).toBeUndefined();
});

test('a folder that was made anew at the same path is watched anew, and what is not asked for is let go', () => {
  const { watch, open } = fake();
  const hints = new ChangeHints(watch);
  hints.follow([folder('/a'), folder('/b')]);
  const first = open.get('/a');
  hints.follow([folder('/a', 1)]);
  expect([...open.keys()]).toEqual(['/a']);
  expect(open.get('/a')).toBe(first);
  hints.follow([folder('/a', 2)]);
  expect(open.get('/a')).not.toBe(first);
  hints.close();
  expect(open.size).toBe(0);
});

test.each(['ENOSPC', 'EMFILE'])('without watchers (%s) there is a look every now and then', async (code) => {
  const hints = new ChangeHints(fake(code).watch);
  hints.follow([folder('/a')]);
  expect(hints.watching).toBe(false);
  await hints.next(0, never);
});

test.each(['ENOENT', 'EACCES'])('a folder that cannot be watched (%s) is no reason to give up the others', (code) => {
  const hints = new ChangeHints(fake(code).watch);
  hints.follow([folder('/a')]);
  expect(hints.watching).toBe(true);
});

test('the end is not waited out', async () => {
  const hints = new ChangeHints(fake().watch);
  const end = new AbortController();
  setTimeout(() => end.abort(), 20);
  await hints.next(endless, end.signal);
  expect(await hints.next(endless, end.signal)).toBeUndefined();
});
