import { expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

const as = (name: string): { readonly env: { readonly CONFMAN_ACTOR: string } } => ({
  env: { CONFMAN_ACTOR: `${name}@example.com` },
});

interface Document {
  readonly formatVersion: number;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Part 2 of what publishing has to say of a request, field by field, before it is published and after. */
it('the document of a request holds who, what, from which version to which, and what others said', () => {
  const box = new Sandbox();
  const read = (...args: readonly string[]): Document => {
    const { code, stdout } = box.confman([...args, '--format', 'json'], as('bob'));
    expect(code).toBe(0);
    return JSON.parse(stdout) as Document;
  };
  const config = 'configs/shop/config.json5';
  const roles = { publisher: ['bob@example.com', 'eve@example.com'], editor: ['ada@example.com'] };
  box.write('configs/namespace.json5', JSON.stringify({ roles }));
  box.write(config, '{ pool: 10 }');
  box.commit('First');
  box.write(config, '{ pool: 20 }');
  box.commit('Second');
  box.git('switch', '--quiet', '--create', 'next');
  box.write(config, '{ pool: 30, fresh: true }');
  const head = box.commit('More');
  const opened = box.confman(['publish', 'open', '--description', 'Load', '--format', 'json'], as('ada'));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
  const change = {
    oldPointer: '/pool',
    newPointer: '/pool',
    before: 20,
    after: 30,
    secret: false,
    cause: { kind: 'set', side: 'head', file: config, line: 1, column: 9, detail: null },
    apps: ['shop'],
  };
  const fresh = { after: true, newPointer: '/fresh', secret: false, cause: { ...change.cause, column: 20 }, apps: ['shop'] };
  const words = { id: '1', title: 'More', description: 'Load', head, submittedBy: 'ada@example.com', submittedAt: time };
  const told = {
    namespaces: ['/'],
    keys: ['shop#/fresh', 'shop#/pool'],
    apps: { compared: 1, changed: ['shop'], added: [], removed: [], unknown: [] },
    beyond: [],
    changes: [
      { kind: 'changed', path: '/pool', from: { version: 2, value: 20 }, to: { version: 3, value: 30 }, ...change },
      { kind: 'added', path: '/fresh', from: { version: 0 }, to: { version: 1, value: true }, ...fresh },
    ],
    versions: { complete: true, reason: null },
    cut: 0,
  };
  const asked = { needed: 1, approvedBy: [], rejectedBy: [], missing: 1, unreachable: false };
  const first = JSON.parse(opened.stdout) as Document;
  expect(first.request).toEqual({
    ...words,
    ...told,
    state: 'pending_review',
    updatedBy: 'ada@example.com',
    updatedAt: time,
    publishAt: null,
    restores: null,
    published: null,
    reviews: [],
    approvals: [{ namespace: '/', ...asked }],
    autoApproved: [],
    conflicts: [],
    invalidApps: [],
    held: [],
  });
  expect(read('publish', 'show', '1')).toEqual(first);

  box.confman(['publish', 'review', '1', '--comment', 'Why?'], as('eve'));
  box.confman(['publish', 'approve', '1', '--comment', 'Fine'], as('bob'));
  const commit = (read('publish', 'merge', '1').request['published'] as { readonly commit: string }).commit;
  const review = { time, head, cleared: false };
  const published = read('publish', 'show', '1');
  expect(published.request).toEqual({
    ...words,
    ...told,
    state: 'published',
    updatedBy: 'bob@example.com',
    updatedAt: time,
    publishAt: null,
    restores: null,
    published: { commit, by: 'bob@example.com', at: time, namespaces: ['/'] },
    reviews: [
      { reviewer: 'eve@example.com', decision: 'commented', comment: 'Why?', ...review },
      { reviewer: 'bob@example.com', decision: 'approved', comment: 'Fine', ...review },
    ],
  });
  // As the entry of the value has it, also after others were published.
  const entry = box.confman(['get', 'shop', '/pool', '--entry', '--format', 'json'], as('bob')).stdout;
  expect((JSON.parse(entry) as { readonly entry: object }).entry).toMatchObject({
    key: 'shop#/pool',
    published: { value: 30, version: 3, publishedBy: 'bob@example.com', publishRequestId: '1' },
    draft: null,
  });
  box.git('switch', '--quiet', '--create', 'later', 'main');
  box.write(config, '{ pool: 40, fresh: true }');
  box.commit('Later');
  box.git('branch', '--force', 'main', 'later');
  expect(read('publish', 'show', '1')).toEqual(published);
});
