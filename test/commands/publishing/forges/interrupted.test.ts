import { describe, expect, it } from 'vitest';

import { forges } from '../../../../src/namespaces/principal.ts';
import { isForgeFailure } from '../../../../src/publish/forges/forge-failure.ts';
import { headOf } from '../../../../src/publish/model/request.ts';
import { ForgePlace } from '../forge-place.ts';
import { approve, at, merge, now, open, opened, outcome, reject, type Case } from './forge-steps.ts';

/** The forge merges, and whoever asked for it never learns of it. */
async function mergeAndDie({ place, head }: Case): Promise<void> {
  const bob = await place.provider('bob');
  bob.store.checkedTip.pin(place.world.git('rev-parse', 'main'));
  const done = await bob.store.port.merge('1', {
    expectedHead: head,
    expectedBase: 'main',
    title: 'Publish request 1',
    message: 'Confman-Request: 1',
  });
  expect(isForgeFailure(done)).toBe(false);
}

describe.each(forges)('on %s a command that was interrupted', (forge) => {
  it('after the branch was pushed opens one request when it is called again', async () => {
    const place = await ForgePlace.start(forge);
    const alice = await place.provider('alice');
    const head = place.desk.change('pool', 'configs/shop/config.json5', '{ pool: 5 }');
    place.api.fail('POST', /(?:pulls|merge_requests)$/, 'refuse', 99);
    expect(outcome(await alice.submit(open(head), now))).toEqual(['forge/no-answer']);
    expect(place.world.git('rev-parse', 'confman/requests/pool')).toBe(head);
    expect(place.world.pulls).toEqual([]);
    place.api.calm();
    expect(outcome(await alice.submit(open(head), now))).toBe('open');
    expect(place.world.pulls).toHaveLength(1);
  });

  it('after it merged looks at what was merged when it is called again, and so does who watches', async () => {
    const here = await opened(forge);
    const { bob, carol, place } = here;
    await bob.submit(approve, now);
    await mergeAndDie(here);
    expect(await bob.submit(merge, now)).toMatchObject({
      request: { phase: 'published', published: { by: `${forge}:bob`, namespaces: ['/'] } },
      before: true,
    });
    expect(outcome(await carol.submit(merge, now))).toEqual(['publish/event-refused']);
    expect(await bob.read('1', now())).toMatchObject({ request: { phase: 'published' }, warnings: [] });
    expect(await bob.publishDue(now)).toMatchObject({
      published: [],
      failed: [],
      checked: [{ request: '1', by: `${forge}:bob`, verdict: 'holds', commit: place.world.git('rev-parse', 'main') }],
    });
    expect(await bob.publishDue(now)).toMatchObject({ checked: [] });
  });

  it('after it merged something else says so, whoever looks next', async () => {
    const here = await opened(forge);
    const { place, bob, carol } = here;
    await bob.submit(approve, now);
    place.world.mergeTree = (main) => place.world.git('rev-parse', `${main}^{tree}`);
    await mergeAndDie(here);
    for (const who of [bob, carol]) expect(outcome(await who.submit(merge, now))).toEqual(['forge/wrong-publication']);
    expect(await bob.read('1', now())).toMatchObject({ warnings: [{ code: 'forge/wrong-publication' }] });
    expect(await bob.publishDue(now)).toMatchObject({ failed: [{ id: '1', findings: [{ code: 'forge/wrong-publication' }] }] });
    expect(await bob.publishDue(now)).toMatchObject({ failed: [] });
  });

  it('while it reviewed gives one review', async () => {
    const { place, bob } = await opened(forge);
    const posts = /(?:reviews|approve|notes)$/;
    place.api.fail('POST', posts, 'lost');
    expect(outcome(await bob.submit(approve, now))).toBe('open');
    expect(await bob.submit(approve, now)).toMatchObject({ before: true });
    expect(place.world.pulls[0]!.reviews).toHaveLength(1);
    // Neither the review nor what was asked afterwards was answered.
    place.api.fail('POST', posts, 'lost');
    place.api.fail('GET', /(?:reviews|notes)$/, 'refuse', 99, 1);
    expect(outcome(await bob.submit(reject, now))).toEqual(['forge/no-answer']);
    place.api.calm();
    expect(await bob.submit(reject, now)).toMatchObject({ request: { reviews: expect.any(Array) } });
  });

  it('between a new head and new words is called again', async () => {
    const { place, desk, alice } = await opened(forge);
    desk.write('configs/shop/config.json5', '{ pool: 30 }');
    const head = desk.commit('More');
    const update = at('1', () => ({ type: 'updated', head, title: 'Raise it', description: 'More' }));
    place.api.fail(forge === 'gitlab' ? 'PUT' : 'PATCH', /\/1$/, 'refuse', 99);
    expect(outcome(await alice.submit(update, now))).toEqual(['forge/no-answer']);
    place.api.calm();
    expect(await alice.submit(update, now)).toMatchObject({ request: { title: 'Raise it' } });
    expect(await alice.submit(update, now)).toMatchObject({ before: true });
    const read = await alice.read('1', now());
    expect('request' in read && headOf(read.request).commit).toBe(head);
  });
});
