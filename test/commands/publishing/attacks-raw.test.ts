import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PublishServer, type Desk } from './publish-server.ts';
import { packOf, rawCommit, rawPush } from './raw-push.ts';

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

function tip(ref: string): string {
  return server.refs()[ref] as string;
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

function review(position: number, who: string, decision: string): Record<string, unknown> {
  const said = { type: 'reviewed', decision, comment: '', head: tip(head) };
  return { formatVersion: 1, request: '1', position, actor: `${who}@example.com`, at: now(), base: tip(main), ...said };
}

function opening(id: string, commit: string): Record<string, unknown> {
  const said = { type: 'opened', title: 'x', description: '', draft: false, restores: null, head: commit };
  return { formatVersion: 1, request: id, position: 1, actor: 'ada@example.com', at: now(), base: tip(main), ...said };
}

describe('a push that no git would make', () => {
  it('does not move one ref twice, the second time unjudged', async () => {
    const before = server.refs();
    const honest = ada.eventCommit(review(2, 'ada', 'commented'), [tip(meta)]);
    const bobs = ada.eventCommit(review(3, 'bob', 'approved'), [honest]);
    const eves = ada.eventCommit(review(4, 'eve', 'approved'), [bobs]);
    const moves = [
      { ref: meta, before: tip(meta), after: honest },
      { ref: meta, before: honest, after: eves },
    ];
    expect(await rawPush(server, 'ada', moves, packOf(ada, [eves], [tip(meta)]))).toContain('publish/mixed-push');
    expect(server.refs()).toEqual(before);
  });
});

/** A commit of Ada's comment as event 2, its header written by hand. @param header of tree and parent to what comes before it */
function handmade(header: (tree: string, parent: string) => readonly string[], at = Math.floor(Date.now() / 1000)): string {
  const event = JSON.stringify(
    Object.fromEntries(Object.entries(review(2, 'ada', 'commented')).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
  const lines = header(server.server.git('configs.git', 'hash-object', '-t', 'tree', '--stdin'), `parent ${tip(meta)}`);
  return rawCommit(ada, [...lines.map((line) => line.replace('NOW', `${at} +0000`)), '', event, ''].join('\n'));
}

describe('the commit of an event', () => {
  const [author, committer] = ['author ada <ada@example.com> NOW', 'committer ada <ada@example.com> NOW'];
  const push = (commit: string): Promise<string> => ada.refusedPush('--force', 'origin', `${commit}:${meta}`);

  it('has the parents that git sees, and nothing that git does not show', async () => {
    const before = server.refs();
    const late = handmade((tree, parent) => [`tree ${tree}`, author, committer, parent]);
    expect(await push(late)).toContain('publish/bad-event');
    const filled = handmade((tree, parent) => [`tree ${tree}`, parent, author, committer, `junk ${'x'.repeat(100)}`]);
    expect(await push(filled)).toContain('it has fields that no event has');
    const signed = handmade((tree, parent) => [`tree ${tree}`, parent, author, committer, `gpgsig ${'x'.repeat(20_000)}`]);
    expect(await push(signed)).toContain('it has fields that no event has');
    const large = handmade((tree, parent) => [`tree ${tree}`, parent, author, committer, `junk ${'x'.repeat(9_000_000)}`]);
    expect(await push(large)).toContain('is larger than 8 MB');
    expect(server.refs()).toEqual(before);
  });

  it('is of who it says, of that time, and steers no terminal', async () => {
    const before = server.refs();
    const forged = handmade((tree, parent) => [`tree ${tree}`, parent, 'author bob <bob@example.com> NOW', committer]);
    const steering = handmade((tree, parent) => [`tree ${tree}`, parent, author, committer.replace('r ada', 'r a\u001b[2Jda')]);
    const old = handmade((tree, parent) => [`tree ${tree}`, parent, author, committer], 1_000_000_000);
    for (const commit of [forged, steering, old])
      expect(await push(commit)).toContain('it is of somebody else, or of another time');
    expect(server.refs()).toEqual(before);
  });
});

describe('a head', () => {
  it('is a commit, and no tag of one', async () => {
    const before = server.refs();
    ada.git('tag', '--annotate', '--message', 'x', 'tagged', tip(head));
    const tag = ada.git('rev-parse', 'tagged');
    const event = ada.eventCommit(opening('2', tag), []);
    const refs = [`${event}:refs/confman/requests/2/meta`, `${tag}:refs/confman/requests/2/head`];
    expect(await ada.refusedPush('--atomic', 'origin', ...refs)).toContain('its head is no commit');
    expect(server.refs()).toEqual(before);
  });

  it('brings no more than can be looked at', async () => {
    const before = server.refs();
    const person = `a <a@example.com> ${Math.floor(Date.now() / 1000)} +0000`;
    const header = [
      `tree ${ada.git('rev-parse', `${tip(head)}^{tree}`)}`,
      `parent ${tip(main)}`,
      `author ${person}`,
      `committer ${person}`,
    ];
    const large = rawCommit(ada, [...header, '', 'x'.repeat(9_000_000)].join('\n'));
    const event = ada.eventCommit(opening('2', large), []);
    const refs = [`${event}:refs/confman/requests/2/meta`, `${large}:refs/confman/requests/2/head`];
    expect(await ada.refusedPush('--atomic', 'origin', ...refs)).toContain('is larger than 8 MB');
    expect(server.refs()).toEqual(before);
  });
});

describe('names of refs', () => {
  it('put nothing in the place of what was published', async () => {
    const before = server.refs();
    const published = tip(main);
    for (const name of ['refs/tags/main', 'refs/tags/origin/main', 'refs/heads/HEAD', `refs/replace/${published}`])
      expect(await mallory.refusedPush('origin', `${published}^{tree}:${name}`)).toContain('publish/misleading-ref');
    expect(server.refs()).toEqual(before);
  });

  it('that were there before the hooks are not read by the server', async () => {
    const blob = server.server.git('configs.git', 'hash-object', '-w', 'HEAD');
    server.server.git('configs.git', 'update-ref', `refs/replace/${tip(main)}`, blob);
    await mallory.talk('push', 'origin', 'main:refs/heads/mine');
    expect(tip('refs/heads/mine')).toBe(tip(main));
    await mallory.talk('push', 'origin', `:refs/replace/${tip(main)}`, ':refs/heads/mine');
  });
});

describe('the hook of transactions', () => {
  it('lets a head and the event that brings it move together alone', async () => {
    const before = server.refs();
    const event = ada.eventCommit(opening('2', tip(head)), []);
    const refs = [`${event}:refs/confman/requests/2/meta`, `${tip(head)}:refs/confman/requests/2/head`];
    expect(await ada.refusedPush('--no-atomic', 'origin', ...refs)).toContain('hung up');
    expect(server.refs()).toEqual(before);
    const other = ada.change('other', 'configs/pay/eu/config.json5', '{ $ref: "global", pool: 21 }');
    const words = { title: 'x', description: '' };
    const said = { ...review(2, 'ada', 'commented'), ...words, type: 'updated', head: other };
    const { decision, comment, ...update } = said as Record<string, unknown>;
    expect([decision, comment]).toEqual(['commented', '']);
    const updated = ada.eventCommit(update, [tip(meta), tip(head)]);
    expect(await ada.refusedPush('--no-atomic', 'origin', `${updated}:${meta}`, `+${other}:${head}`)).toContain('hung up');
    expect(server.refs()).toEqual(before);
  });
});

describe('a request that the server chokes on', () => {
  it('keeps no other waiting', async () => {
    const rules =
      '{ path: "/", settings: { autoApprove: [{ pointers: ["/pool"] }] }, roles: { publisher: ["ada@example.com"] } }';
    const files = {
      'configs/namespace.json5': rules,
      'configs/a/config.json5': '{ pool: 1 }',
      'configs/b/config.json5': '{ pool: 1 }',
    };
    const choking = await PublishServer.start(undefined, { files });
    const desk = await choking.clone('ada');
    for (const app of ['a', 'b']) {
      desk.change(app, `configs/${app}/config.json5`, '{ pool: 2 }');
      await desk.does('publish', 'open');
    }
    // Git ends then without a word, as it does for a parent that is none.
    choking.server.hook('configs.git', 'reference-transaction', 'grep -q requests/1/meta && exit 1; exit 0');
    const watched = await desk.confman('publish', 'watch', '--once');
    expect(watched.stdout).toContain('request 2 published');
    expect(watched.code).toBe(1);
    expect(choking.show('main:configs/b/config.json5')).toBe('{ pool: 2 }');
  });
});
