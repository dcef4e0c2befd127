import { describe, expect, it } from 'vitest';

import { forges } from '../../../src/namespaces/principal.ts';
import { verifyHosted } from '../../../src/publish/hosted/verify-hosted.ts';
import { makeRollback } from '../../../src/publish/rollback/make-rollback.ts';
import { isSigned, Receiver, secret } from '../../publish/webhooks/webhook-case.ts';
import { ForgePlace } from './forge-place.ts';
import { approve, at, merge, now, open, opened, outcome, reject } from './forges/forge-steps.ts';

describe('the commands', () => {
  it('take a change to the protected branch by the approvals of every namespace that it reaches, and tell others', async () => {
    const [place, receiver] = [await ForgePlace.start('github'), await Receiver.start()];
    const told = { CONFMAN_WEBHOOK_URL: receiver.url, CONFMAN_WEBHOOK_SECRET: secret };
    const [alice, bob] = await Promise.all([place.clone('alice', told), place.clone('bob', told)]);
    const head = alice.change('Raise-the/pool', 'configs/shop/config.json5', '{ pool: 20 }');
    expect(await alice.does('publish', 'open', '--description', 'More load')).toBe(
      'request 1 opened: pending review\n0 of 1 approval from /\n',
    );
    expect(place.world.pulls).toMatchObject([{ branch: 'confman/requests/raise-the-pool', by: 'alice', state: 'open' }]);
    const shown = await bob.does('publish', 'show', '1');
    expect(shown).toContain(`${place.api.url}/acme/config/pull/1`);
    expect(shown).toContain('shop: /pool 10 → 20');
    const early = await bob.confman('publish', 'merge', '1');
    expect(early).toMatchObject({ code: 1 });
    expect(early.stderr).toContain('error[publish/approvals-missing] 0 of 1 approval from /');
    expect(await bob.does('publish', 'status')).toContain('waiting for github:bob:\n1  Change configs/shop/config.json5');
    expect(await bob.does('publish', 'approve', '1', '--comment', 'fine')).toContain('1 of 1 approval from / (github:bob)');
    expect(await bob.does('publish', 'merge', '1')).toMatch(/^request 1 published\nmain is at [0-9a-f]{12}\n$/);
    expect(place.show('main:configs/shop/config.json5')).toBe('{ pool: 20 }');
    expect(place.world.git('rev-parse', 'main^2')).toBe(head);
    expect(await bob.does('history', 'shop', '/pool')).toContain('request 1');
    const rows = (await bob.does('audit', '--format', 'json')).trim().split('\n');
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
      { source: 'github', type: 'opened', actor: 'github:alice' },
      { type: 'reviewed', decision: 'approved', actor: 'github:bob', comment: 'fine' },
      { type: 'published', actor: 'github:bob' },
    ]);
    expect(receiver.received.map(({ headers }) => headers['x-confman-event'])).toEqual(['opened', 'approved', 'published']);
    expect(receiver.received.every(isSigned)).toBe(true);
    const protect = await bob.confman('publish', 'protect');
    expect(protect.stdout).toContain('a merge needs as many approvals as the strictest namespace: 2 approvals');
  });
});

describe.each(forges)('a request of %s', (forge) => {
  it('is opened once, approved at its head and merged by those who may', async () => {
    const { place, desk, alice, bob, carol, head: first } = await opened(forge, 'configs/pay/config.json5');
    expect(outcome(await alice.submit(open(first), now))).toBe('open');
    expect(place.world.pulls).toHaveLength(1);
    expect(outcome(await alice.submit(approve, now))).toEqual(['publish/no-permission']);
    expect(outcome(await bob.submit(approve, now))).toBe('open');
    expect(outcome(await bob.submit(merge, now))).toEqual(['publish/approvals-missing']);

    desk.write('configs/pay/config.json5', '{ pool: 30 }');
    const head = desk.commit('More');
    const update = at('1', () => ({ type: 'updated', head, title: 'Raise it', description: 'More' }));
    expect(await alice.submit(update, now)).toMatchObject({ request: { title: 'Raise it' } });
    expect(outcome(await carol.submit(approve, now))).toBe('open');
    expect(outcome(await bob.submit(merge, now))).toEqual(['publish/approvals-missing']);
    expect(await bob.list({ states: ['pending_review', 'approved'], limit: 10 }, now())).toMatchObject({
      listed: [{ state: 'pending_review', request: { id: '1' } }],
      complete: true,
    });

    await bob.submit(approve, now);
    expect(await bob.submit(merge, now)).toMatchObject({
      request: { phase: 'published', published: { namespaces: ['/pay'] } },
    });
    expect(place.world.git('log', '-1', '--format=%(trailers:key=Confman-Request,valueonly)', 'main')).toContain('1');
    expect(outcome(await carol.submit(merge, now))).toEqual(['publish/event-refused']);
    expect(await bob.submit(merge, now)).toMatchObject({ before: true, request: { published: { namespaces: ['/pay'] } } });

    const [root, tip] = ['main~1', 'main'].map((name) => place.world.git('rev-parse', name)) as [string, string];
    const held = { commits: 1, fault: undefined, unknown: [], ended: undefined };
    expect(await verifyHosted(bob.store, root, tip)).toMatchObject(held);
    for (const time of [now, () => now() + 5000]) {
      const made = await makeRollback(bob, { apps: ['pay'], to: { revision: root }, title: undefined }, time);
      if (!('restores' in made)) throw new Error(JSON.stringify(made));
      const { name, title, head = '', restores } = made;
      const body = { type: 'opened', head, title, description: 'It hurt', draft: false, restores } as const;
      expect(await bob.submit({ id: undefined, name, body: () => body }, now)).toMatchObject({
        request: { id: '2', restores: root, description: `It hurt\n\nRestores ${root}` },
      });
    }
    expect(outcome(await bob.submit({ ...merge, id: '2' }, now))).toEqual(['publish/approvals-missing']);
  });
});

describe('on GitHub', () => {
  it('nobody approves commits that they made, whoever pushed them', async () => {
    const { place, desk, alice, bob } = await opened();
    desk.git('config', 'user.email', 'carol@example.com');
    desk.write('configs/shop/config.json5', '{ pool: 40 }');
    const head = desk.commit('Hers');
    const signed = desk.git(
      'commit-tree',
      `${head}^{tree}`,
      '-p',
      head,
      '-m',
      'Ours\n\nCo-authored-by: B <1+bob@users.noreply.github.com>',
    );
    await alice.submit(
      at('1', () => ({ type: 'updated', head: signed, title: 'x', description: '' })),
      now,
    );
    expect(place.world.pulls[0]!.title).toBe('x');
    expect(outcome(await bob.submit(approve, now))).toEqual(['publish/own-part']);
  });

  it('a rejection stands until it is taken back, and a closed request can be opened again', async () => {
    const { alice, bob } = await opened();
    await bob.submit(reject, now);
    expect(outcome(await bob.submit(merge, now))).toEqual(['publish/rejected']);
    expect(outcome(await bob.submit(approve, now))).toBe('open');
    expect(
      outcome(
        await alice.submit(
          at('1', () => ({ type: 'closed', comment: '' })),
          now,
        ),
      ),
    ).toBe('closed');
    expect(outcome(await bob.submit(merge, now))).toEqual(['publish/event-refused']);
    expect(
      outcome(
        await alice.submit(
          at('1', () => ({ type: 'reopened' })),
          now,
        ),
      ),
    ).toBe('open');
    expect(await bob.publishDue(now)).toMatchObject({ published: [{ id: '1' }], failed: [] });
    expect(await bob.publishDue(now)).toEqual({ published: [], failed: [], checked: [] });
  });

  it('a request that was opened by hand is judged like others, and its branch is left alone', async () => {
    const { place, desk, alice, bob } = await opened();
    const head = desk.change('mine', 'configs/pay/config.json5', '{ pool: 5 }');
    await desk.talk('push', '--quiet', 'origin', 'mine');
    place.world.sync();
    place.world.openPull({ branch: 'mine', base: 'main', by: 'alice', title: 'By hand', body: '', draft: false });
    const update = at('2', () => ({ type: 'updated', head: desk.git('rev-parse', 'pool'), title: 'x', description: '' }));
    expect(outcome(await alice.submit(update, now))).toEqual(['forge/foreign-branch']);
    expect(await bob.submit({ ...approve, id: '2' }, now)).toMatchObject({
      request: { title: 'By hand', heads: [{ commit: head }], reviews: [{ reviewer: 'github:bob' }] },
    });
    expect(outcome(await bob.submit({ ...merge, id: '2' }, now))).toEqual(['publish/approvals-missing']);

    const scheduled = at('1', () => ({ type: 'scheduled', publishAt: '2027-01-01T00:00:00Z' }));
    expect(outcome(await alice.submit(scheduled, now))).toEqual(['forge/not-kept']);
    expect(outcome(await alice.submit(open(head), now))).toEqual(['forge/name-taken']);
    expect(outcome(await alice.submit(open(head, '../main'), now))).toEqual(['publish/bad-title']);
    expect(outcome(await alice.submit({ ...approve, id: '1/../2' }, now))).toEqual(['publish/unknown-request']);
  });

  it('nothing of a stranger is published without an approval, whatever the namespace asks for', async () => {
    const { place, desk, alice, bob } = await opened('github', 'configs/free/config.json5');
    place.world.users.set('token-of-mallory', 'mallory');
    desk.change('theirs', 'configs/free/config.json5', '{ pool: 99 }');
    await desk.talk('push', '--quiet', 'origin', 'theirs');
    place.world.sync();
    place.world.openPull({ branch: 'theirs', base: 'main', by: 'mallory', title: 'Hers', body: '', draft: false });
    expect(await bob.publishDue(now)).toMatchObject({ published: [{ id: '1' }], failed: [] });
    expect(place.show('main:configs/free/config.json5')).toBe('{ pool: 20 }');
    expect(outcome(await bob.submit({ ...merge, id: '2' }, now))).toEqual(['publish/no-permission']);
    expect(outcome(await alice.submit({ ...merge, id: '2' }, now))).toEqual(['publish/no-permission']);
  });

  it('a branch that was pushed before the answer was lost is taken up again', async () => {
    const place = await ForgePlace.start('github');
    const { desk } = place;
    const alice = await place.provider('alice');
    const head = desk.change('pool', 'configs/shop/config.json5', '{ pool: 5 }');
    place.api.fail('POST', /pulls$/, { status: 403, body: { message: 'no' } });
    expect(outcome(await alice.submit(open(head), now))).toEqual(['forge/forbidden']);
    expect(place.world.git('rev-parse', 'confman/requests/pool')).toBe(head);
    expect(outcome(await alice.submit(open(head), now))).toBe('open');
    desk.write('link', 'x');
    desk.git('rm', '--quiet', '--cached', '--ignore-unmatch', 'link');
    desk.git('update-index', '--add', '--cacheinfo', `120000,${desk.git('hash-object', '-w', 'link')},configs/link`);
    desk.git('commit', '--quiet', '--message', 'A link');
    const smuggling = at('1', () => ({ type: 'updated', head: desk.git('rev-parse', 'HEAD'), title: 'x', description: '' }));
    expect(outcome(await alice.submit(smuggling, now))).toEqual(['publish/not-a-file']);
  });

  it('no approval counts where the forge does not tell who made everything, and a merge of something else is told', async () => {
    const { place, bob } = await opened();
    const { port } = bob.store;
    const { read } = port;
    Object.assign(port, { read: async (id: string) => ({ ...(await read(id)), contributorsComplete: false }) });
    expect(outcome(await bob.submit(approve, now))).toEqual(['publish/own-part']);
    expect(await bob.read('1', now())).toMatchObject({ warnings: [{ code: 'forge/unknown-makers' }] });
    Object.assign(port, { read });
    await bob.submit(approve, now);
    place.world.mergeTree = (main) => place.world.git('rev-parse', `${main}^{tree}`);
    expect(outcome(await bob.submit(merge, now))).toEqual(['forge/wrong-publication']);
  });

  it('a merge onto a branch that has moved meanwhile is judged by what is there then', async () => {
    const { place, desk, bob } = await opened();
    await bob.submit(approve, now);
    desk.change('strict', 'configs/shop/namespace.json5', '{ path: "/shop", settings: { minApprovers: 2 } }');
    await desk.talk('push', '--quiet', 'origin', 'strict');
    place.world.beforeMerge = () => void place.world.git('update-ref', 'refs/heads/main', 'refs/heads/strict');
    expect(await bob.submit(merge, now)).toMatchObject([
      { code: 'forge/wrong-publication', args: { reason: 'request 1, 1 of 2 approvals from /shop' } },
    ]);
  });

  it('nobody is left with who kept requests before', async () => {
    const place = await ForgePlace.start('github');
    const alice = await place.provider('alice');
    place.desk.write('confman.json5', '{ publish: { provider: "embedded" } }');
    place.desk.commit('Requests are kept in git');
    const other = await place.clone('bob');
    await other.talk('fetch', '--quiet', place.desk.path, 'main');
    await other.talk('push', '--quiet', 'origin', 'FETCH_HEAD:main');
    expect(await alice.list({ states: ['draft'], limit: 1 }, now())).toMatchObject([{ code: 'forge/which-provider' }]);
  });
});
