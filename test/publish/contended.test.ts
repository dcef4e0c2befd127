import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

import type { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent } from '../../src/publish/embedded/submit-event.ts';

vi.mock('../../src/git/pause.ts', () => ({ pause: () => Promise.resolve() }));

const [tip, head] = ['0', '1'].map((digit) => digit.repeat(40)) as [string, string];

/** A store in which somebody else is always faster. */
function contended(): { readonly store: RequestStore; readonly push: () => unknown } {
  const path = mkdtempSync(join(tmpdir(), 'confman-contended-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  execFileSync('git', ['init', '--quiet', '--template='], { cwd: path });
  execFileSync('git', ['mktree'], { cwd: path, input: '' });
  const policy = {
    namespace: '/',
    may: () => true,
    isReviewer: () => true,
    reviewers: 1,
    requireApproval: true,
    minApprovers: 1,
  };
  const push = vi.fn<() => Promise<string>>(() => Promise.resolve('moved'));
  const store = {
    branch: 'main',
    bench: { path },
    reader: { readCommit: () => Promise.resolve({ tree: head }) },
    refresh: () => Promise.resolve({ tip, requests: [], broken: [] }),
    context: () => Promise.resolve({ policies: [policy], tree: tip, conflicts: [], invalidApps: [], invalidDrafts: [] }),
    push,
  };
  return { store: store as unknown as RequestStore, push };
}

it('gives up with publish/contended where others are faster again and again', async () => {
  const { store, push } = contended();
  const actor = { principal: 'ada@example.com', name: 'Ada' };
  const body = { type: 'opened', head, title: 'Pool', description: '', draft: false, restores: null } as const;
  // Longer than anybody waits.
  let at = 0;
  const clock = (): number => (at += 3_600_000);
  const done = await submitEvent(store, actor, { id: undefined, body: () => body }, clock);
  expect(done).toMatchObject([{ code: 'publish/contended', args: { request: 'next' } }]);
  expect(push).toHaveBeenCalledTimes(12);
});
