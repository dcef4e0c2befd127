import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Ending } from '../../git-server/git-server.ts';
import { PublishServer, type Desk } from './publish-server.ts';

const head = 'refs/confman/requests/1/head';
const meta = 'refs/confman/requests/1/meta';
const other = 'refs/confman/requests/2/meta';

interface Opened {
  readonly server: PublishServer;
  readonly ada: Desk;
  readonly bob: Desk;
}

/** A request of Ada's that two of Bob, Eve and Pia have to approve. */
async function opened(ends?: Ending): Promise<Opened> {
  const server = await PublishServer.start(ends);
  const [ada, bob] = await Promise.all([server.clone('ada'), server.clone('bob')]);
  ada.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
  await ada.does('publish', 'open');
  await bob.does('publish', 'list');
  return { server, ada, bob };
}

function now(later = 0): string {
  return new Date(Date.now() + later * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What every event says, for the second of request 1. */
function common(server: PublishServer, actor: string): Record<string, unknown> {
  const refs = server.refs();
  return { formatVersion: 1, request: '1', position: 2, actor: `${actor}@example.com`, at: now(), base: refs['refs/heads/main'] };
}

function approval(server: PublishServer, actor: string): Record<string, unknown> {
  return { ...common(server, actor), type: 'reviewed', decision: 'approved', comment: '', head: server.refs()[head] };
}

function opening(server: PublishServer): Record<string, unknown> {
  const words = { title: 'x', description: '', draft: false, restores: null };
  return { ...common(server, 'ada'), ...words, position: 1, type: 'opened', head: server.refs()[head] };
}

/** Tries pushes one after the other; each is refused for its reason, and no ref has moved at the end. */
async function refuses(
  server: PublishServer,
  attempts: readonly (readonly [said: string, attempt: () => Promise<string>])[],
): Promise<void> {
  const before = server.refs();
  for (const [said, attempt] of attempts) {
    expect(await attempt()).toContain(said);
    expect(server.refs()).toEqual(before);
  }
}

/** A server that refuses everything that is tried here, so that one does for all. */
let waiting: Opened;
beforeAll(async () => {
  waiting = await opened(afterAll);
});

describe('the protected branch', () => {
  it('moves by publishing alone', async () => {
    const { server, ada, bob } = waiting;
    const root = server.url('root');
    const event = bob.eventCommit(approval(server, 'bob'), [server.refs()[meta] as string]);
    await refuses(server, [
      ['publish/direct-push', () => ada.refusedPush('origin', 'pool:main')],
      ['publish/direct-push', () => ada.refusedPush(root, 'pool:main')],
      ['publish/direct-push', () => ada.refusedPush('--force', root, 'pool~0:refs/heads/main')],
      ['publish/ref-deleted', () => ada.refusedPush(root, ':main')],
      ['publish/direct-push', () => bob.refusedPush('--atomic', 'origin', `${event}:${meta}`, `${head}:refs/heads/main`)],
      ['publish/mixed-push', () => bob.refusedPush('--atomic', 'origin', `${event}:${meta}`, 'main:refs/heads/side')],
    ]);
    await ada.talk('push', 'origin', 'pool:refs/heads/pool');
    expect(server.refs()['refs/heads/pool']).toBe(ada.git('rev-parse', 'pool'));
  });
});

describe('the events of a request', () => {
  it('are never deleted, replaced or made in the name of others', async () => {
    const { server, ada, bob } = waiting;
    const tip = server.refs()[meta] as string;
    const another = ada.eventCommit(opening(server), []);
    const forged = ada.eventCommit(approval(server, 'bob'), [tip]);
    const own = ada.eventCommit(approval(server, 'ada'), [tip]);
    const unknown = ada.eventCommit(approval(server, 'mallory'), [tip]);
    const first = bob.eventCommit(approval(server, 'bob'), [tip]);
    const second = bob.eventCommit({ ...approval(server, 'bob'), position: 3 }, [first]);
    await refuses(server, [
      ['publish/ref-deleted', () => bob.refusedPush('origin', `:${meta}`)],
      ['publish/ref-deleted', () => ada.refusedPush('origin', `:${head}`)],
      ['publish/history-rewritten', () => ada.refusedPush('--force', 'origin', `${another}:${meta}`)],
      ['publish/forged-actor', () => ada.refusedPush('origin', `${forged}:${meta}`)],
      ['publish/no-permission', () => ada.refusedPush('origin', `${own}:${meta}`)],
      ['publish/no-permission', () => ada.refusedPush(server.url('mallory'), `${unknown}:${meta}`)],
      ['publish/no-actor', () => ada.refusedPush(server.url('no body'), `${own}:${meta}`)],
      ['publish/many-events', () => bob.refusedPush('origin', `${second}:${meta}`)],
    ]);
  });

  it('are what they say, in their order, near their time, of the branch as it is', async () => {
    const { server, bob } = waiting;
    const tip = server.refs()[meta] as string;
    const push = (change: Record<string, unknown>, parents = [tip]): (() => Promise<string>) => {
      const commit = bob.eventCommit({ ...approval(server, 'bob'), ...change }, parents);
      return () => bob.refusedPush('origin', `${commit}:${meta}`);
    };
    const files = bob.git('commit-tree', 'main^{tree}', '-p', tip, '-m', 'x');
    await refuses(server, [
      ['publish/event-refused', push({ position: 1 })],
      ['publish/event-refused', push({ position: 7 })],
      ['publish/wrong-clock', push({ at: now(-3600) })],
      ['publish/wrong-clock', push({ at: now(3600) })],
      ['publish/stale-base', push({ base: server.refs()[head] })],
      ['publish/event-refused', push({ head: server.refs()['refs/heads/main'] })],
      ['publish/head-mismatch', push({ request: '2' })],
      ['publish/bad-event', push({ note: 'more' })],
      ['publish/bad-event', push({ comment: '\u001b[2J' })],
      ['publish/bad-event', push({}, [tip, server.refs()[head] as string])],
      ['publish/bad-event', push({}, [tip, server.refs()[head] as string, bob.git('rev-parse', 'main')])],
      ['publish/bad-event', () => bob.refusedPush('origin', `${files}:${meta}`)],
    ]);
  });
});

describe('the names of requests', () => {
  it('are numbers without a gap, and nothing else', async () => {
    const { server, ada } = waiting;
    const push = (id: string, name = id): (() => Promise<string>) => {
      const commit = ada.eventCommit({ ...opening(server), request: id }, []);
      const refs = [`${commit}:refs/confman/requests/${name}/meta`, `${head}:refs/confman/requests/${name}/head`];
      return () => ada.refusedPush('--atomic', 'origin', ...refs);
    };
    await refuses(server, [
      ['publish/wrong-number', push('3')],
      ['publish/foreign-ref', push('2', '02')],
      ['publish/foreign-ref', push('2', '2/more')],
      ['publish/foreign-ref', push('2', '-x')],
      ['publish/foreign-ref', () => ada.refusedPush('origin', 'main:refs/confman/anything')],
      ['publish/foreign-ref', () => ada.refusedPush('origin', 'main:refs/Confman/requests/2/meta')],
      ['publish/head-mismatch', () => ada.refusedPush('origin', `main:refs/confman/requests/2/head`)],
      [
        'publish/mixed-push',
        () => ada.refusedPush('--atomic', '--force', 'origin', `main:${head}`, `main:refs/confman/requests/2/head`),
      ],
    ]);
  });
});

describe('the head of a request', () => {
  it('brings plain files only', async () => {
    const { server, ada } = waiting;
    ada.git('switch', '--quiet', '--create', 'link', 'origin/main');
    symlinkSync('/etc/passwd', join(ada.path, 'configs/pay/eu/secrets.json5'));
    ada.commit('Link');
    ada.git('switch', '--quiet', '--create', 'module', 'origin/main');
    ada.git('update-index', '--add', '--cacheinfo', `160000,${ada.git('rev-parse', 'HEAD')},configs/pay/sub`);
    ada.git('commit', '--quiet', '--message', 'Submodule');
    const ref = 'refs/confman/requests/2';
    await refuses(
      server,
      ['link', 'module'].map((branch) => {
        const event = ada.eventCommit({ ...opening(server), request: '2', head: ada.git('rev-parse', branch) }, []);
        const refs = [`${event}:${ref}/meta`, `${branch}:${ref}/head`];
        return ['publish/not-a-file', () => ada.refusedPush('--atomic', 'origin', ...refs)];
      }),
    );
    const { code, stderr } = await ada.confman('publish', 'open', 'link');
    expect(code).not.toBe(0);
    expect(stderr).toContain('symbolic link');
  });
});

/** On one server, in this order: each goes on where the one before it ended. */
describe('a request on its way', () => {
  let way: Opened & { readonly eve: Desk };
  beforeAll(async () => {
    const all = await opened(afterAll);
    way = { ...all, eve: await all.server.clone('eve') };
  });

  it('has a head that moves with its event alone, and clears what was approved', async () => {
    const { server, ada, bob, eve } = way;
    await bob.does('publish', 'approve', '1');
    ada.write('configs/pay/eu/config.json5', '{ $ref: "global", pool: 99 }');
    ada.commit('More');
    await refuses(server, [
      ['publish/head-mismatch', () => ada.refusedPush('origin', `pool:${head}`)],
      ['publish/head-mismatch', () => ada.refusedPush('--force', 'origin', `main:${head}`)],
    ]);
    await ada.does('publish', 'update', '1', 'pool');
    await eve.does('publish', 'approve', '1');
    const merged = await eve.confman('publish', 'merge', '1');
    expect(merged.stderr).toContain('1 of 2 approvals from /pay');
  });

  it('is approved by nobody who had a part in it', async () => {
    const { server, bob, eve } = way;
    bob.change('joint', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 21 }');
    bob.git('commit', '--quiet', '--amend', '--no-edit', '--author', 'Eve <EVE@example.com>');
    await bob.does('publish', 'open');
    const { [other]: tip = '', 'refs/confman/requests/2/head': joint } = server.refs();
    const event = (actor: string): string => bob.eventCommit({ ...approval(server, actor), request: '2', head: joint }, [tip]);
    const [ofBob, ofEve] = [event('bob'), event('eve')];
    await refuses(server, [
      ['publish/own-part', () => bob.refusedPush('origin', `${ofBob}:${other}`)],
      ['publish/own-part', () => bob.refusedPush(server.url('eve'), `${ofEve}:${other}`)],
    ]);
    const shown = await eve.does('publish', 'show', '2');
    expect(shown).toContain('0 of 2 approvals from /pay, and only 1 without a part in it may give one');
  });

  it('has events that are replayed nowhere', async () => {
    const { server, bob } = way;
    await bob.does('publish', 'show', '1');
    await bob.does('publish', 'approve', '1');
    const [last, earlier] = bob.git('rev-list', '--first-parent', meta).split('\n') as [string, string];
    const moved = bob.eventCommit(approval(server, 'bob'), [server.refs()[other] as string]);
    await refuses(server, [
      ['publish/history-rewritten', () => bob.refusedPush('--force', 'origin', `${earlier}:${meta}`)],
      ['publish/history-rewritten', () => bob.refusedPush('--force', 'origin', `${last}:${other}`)],
      ['publish/head-mismatch', () => bob.refusedPush('origin', `${moved}:${other}`)],
    ]);
  });

  it('goes by the policy that stood before it', async () => {
    const { server, ada } = way;
    ada.git('switch', '--quiet', '--create', 'coup', 'origin/main');
    ada.write(
      'configs/pay/namespace.json5',
      '{ path: "/pay", inherit: false, settings: { requireApproval: false }, roles: { admin: ["ada@example.com"] } }',
    );
    ada.write('configs/pay/eu/config.json5', '{ $ref: "global", pool: 1 }');
    ada.commit('Mine now');
    await ada.does('publish', 'open');
    const { code, stderr } = await ada.confman('publish', 'merge', '3');
    expect(code).toBe(1);
    expect(stderr).toContain('publish/approvals-missing');
    expect(server.refs()['refs/heads/main']).toBe(ada.git('rev-parse', 'origin/main'));
  });

  it('is published as the merge of the two and nothing else', async () => {
    const { server, bob } = way;
    const { [meta]: tip = '', [head]: wanted = '', 'refs/heads/main': main = '' } = server.refs();
    const event = (commit: string, namespaces = ['/pay']): string =>
      bob.eventCommit({ ...common(server, 'bob'), position: 6, type: 'published', head: wanted, commit, namespaces }, [tip]);
    const push = (commit: string, ...options: string[]): Promise<string> =>
      bob.refusedPush(...options, 'origin', `${event(commit)}:${meta}`, `${commit}:refs/heads/main`);
    const message = 'Publish request 1\n\nConfman-Request: 1\n';
    const merge = (tree: string, ...parents: string[]): string =>
      bob.git('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
    const good = merge(`${wanted}^{tree}`, main, wanted);
    const lone = event(good);
    const unnamed = bob.git('commit-tree', `${wanted}^{tree}`, '-p', main, '-p', wanted, '-m', 'x');
    await refuses(server, [
      ['publish/wrong-merge', () => push(merge(`${main}^{tree}`, main, wanted), '--atomic')],
      ['publish/wrong-merge', () => push(merge(`${wanted}^{tree}`, wanted, main), '--atomic')],
      ['publish/wrong-merge', () => push(merge(`${wanted}^{tree}`, main), '--atomic')],
      ['publish/wrong-merge', () => push(wanted, '--atomic')],
      ['publish/wrong-merge', () => push(unnamed, '--atomic')],
      ['publish/wrong-merge', () => bob.refusedPush('origin', `${lone}:${meta}`)],
      [
        'publish/stale-base',
        () => bob.refusedPush('--atomic', 'origin', `${event(good, ['/shop'])}:${meta}`, `${good}:refs/heads/main`),
      ],
      // Git gives up as soon as the hook of the transaction says no, without telling the client why.
      ['hung up', () => push(good)],
      ['hung up', () => push(good, '--no-atomic')],
    ]);
    await bob.talk('push', '--atomic', 'origin', `${lone}:${meta}`, `${good}:refs/heads/main`);
    expect(server.refs()['refs/heads/main']).toBe(good);
  });

  it('is published by one of two who do so at once, and the other is told', async () => {
    const { server, ada, eve } = way;
    const root = await server.clone('root');
    ada.change('more', 'configs/shop/eu/config.json5', '{ $ref: "global", pool: 30 }');
    await ada.does('publish', 'open');
    await eve.does('publish', 'approve', '4');
    const ended = await Promise.all([root.confman('publish', 'merge', '4'), eve.confman('publish', 'merge', '4')]);
    expect(ended.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(ended.find(({ code }) => code === 1)?.stderr).toContain('Request 4 cannot be published now: it is published');
    expect(server.server.git('configs.git', 'rev-list', '--count', '--first-parent', 'main')).toBe('3');
  });
});
