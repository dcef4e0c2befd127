import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PublishServer, type Desk } from './publish-server.ts';
import { packOf, rawPush } from './raw-push.ts';

const head = 'refs/confman/requests/1/head';
const meta = 'refs/confman/requests/1/meta';
const main = 'refs/heads/main';

let server: PublishServer;
let ada: Desk;
let mallory: Desk;

/** A request of Ada's that two others have to approve; Mallory has no role at all. */
beforeAll(async () => {
  server = await PublishServer.start(afterAll);
  [ada, mallory] = await Promise.all([server.clone('ada'), server.clone('mallory')]);
  ada.change('pool', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 20 }');
  await ada.does('publish', 'open');
});

function at(ref: string): string {
  return server.refs()[ref] as string;
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

function review(position: number, who: string, decision: string): Record<string, unknown> {
  const said = { type: 'reviewed', decision, comment: '', head: at(head) };
  return { formatVersion: 1, request: '1', position, actor: `${who}@example.com`, at: now(), base: at(main), ...said };
}

function opening(id: string, commit: string): Record<string, unknown> {
  const said = { type: 'opened', title: 'x', description: '', draft: false, restores: null, head: commit };
  return { formatVersion: 1, request: id, position: 1, actor: 'ada@example.com', at: now(), base: at(main), ...said };
}

describe('a push that no git would make', () => {
  it('does not move one ref twice, the second time unjudged', async () => {
    const before = server.refs();
    const honest = ada.eventCommit(review(2, 'ada', 'commented'), [at(meta)]);
    const bobs = ada.eventCommit(review(3, 'bob', 'approved'), [honest]);
    const eves = ada.eventCommit(review(4, 'eve', 'approved'), [bobs]);
    const moves = [
      { ref: meta, before: at(meta), after: honest },
      { ref: meta, before: honest, after: eves },
    ];
    expect(await rawPush(server, 'ada', moves, packOf(ada, [eves], [at(meta)]))).toContain('publish/mixed-push');
    expect(server.refs()).toEqual(before);
  });
});

describe('names of refs', () => {
  it('put nothing in the place of what was published', async () => {
    const before = server.refs();
    const tip = at(main);
    for (const name of ['refs/tags/main', 'refs/tags/origin/main', 'refs/heads/HEAD', `refs/replace/${tip}`])
      expect(await mallory.refusedPush('origin', `${tip}^{tree}:${name}`)).toContain('publish/misleading-ref');
    expect(server.refs()).toEqual(before);
  });

  it('that were there before the hooks are not read by the server', async () => {
    const blob = server.server.git('configs.git', 'hash-object', '-w', 'HEAD');
    server.server.git('configs.git', 'update-ref', `refs/replace/${at(main)}`, blob);
    await mallory.talk('push', 'origin', 'main:refs/heads/mine');
    expect(at('refs/heads/mine')).toBe(at(main));
    await mallory.talk('push', 'origin', `:refs/replace/${at(main)}`, ':refs/heads/mine');
  });
});

describe('the hook of transactions', () => {
  it('lets a head and the event that brings it move together alone', async () => {
    const before = server.refs();
    const event = ada.eventCommit(opening('2', at(head)), []);
    const refs = [`${event}:refs/confman/requests/2/meta`, `${at(head)}:refs/confman/requests/2/head`];
    expect(await ada.refusedPush('--no-atomic', 'origin', ...refs)).toContain('hung up');
    expect(server.refs()).toEqual(before);
    const other = ada.change('other', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 21 }');
    const words = { title: 'x', description: '' };
    const said = { ...review(2, 'ada', 'commented'), ...words, type: 'updated', head: other };
    const { decision, comment, ...update } = said as Record<string, unknown>;
    expect([decision, comment]).toEqual(['commented', '']);
    const updated = ada.eventCommit(update, [at(meta), at(head)]);
    expect(await ada.refusedPush('--no-atomic', 'origin', `${updated}:${meta}`, `+${other}:${head}`)).toContain('hung up');
    expect(server.refs()).toEqual(before);
  });
});
