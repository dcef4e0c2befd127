import { expect, it } from 'vitest';

import { isForgeFailure } from '../../../../src/publish/forges/forge-failure.ts';
import { headOf } from '../../../../src/publish/model/request.ts';
import { ForgePlace } from '../forge-place.ts';
import { approve, at, merge, now, open, opened, outcome, reject, type Case } from './forge-steps.ts';

/** The forge merges, and whoever asked for it never learns of it. */
async function mergeAndDie({ place }: Case, id: string): Promise<void> {
  const bob = await place.provider('bob');
  bob.store.checkedTip.pin(place.world.git('rev-parse', 'main'));
  const words = { title: `Publish request ${id}`, message: `Confman-Request: ${id}` };
  const expectedHead = place.world.headOf(place.world.pulls[Number(id) - 1]!);
  const done = await bob.store.port.merge(id, { expectedHead, expectedBase: 'main', ...words });
  expect(isForgeFailure(done)).toBe(false);
}

it('a command that was interrupted before the forge had all of it is called again', async () => {
  const place = await ForgePlace.start('github');
  const { api, desk, world } = place;
  const [alice, bob] = [await place.provider('alice'), await place.provider('bob')];

  // The branch is pushed, and there is no request.
  const first = desk.change('pool', 'configs/shop/config.json5', '{ pool: 5 }');
  api.fail('POST', /pulls$/, 'refuse', 99);
  expect(outcome(await alice.submit(open(first), now))).toEqual(['forge/no-answer']);
  expect(world.git('rev-parse', 'confman/requests/pool')).toBe(first);
  expect(world.pulls).toEqual([]);
  api.calm();
  expect(outcome(await alice.submit(open(first), now))).toBe('open');
  // There is a request, and somebody took its marker away.
  world.pulls[0]!.body = 'More load';
  expect(await alice.submit(open(first), now)).toMatchObject({ before: true, request: { phase: 'open' } });
  expect(world.pulls).toMatchObject([{ body: 'More load\n\n<!-- confman:request pool -->' }]);

  // The new head is pushed, and the new words are not there.
  desk.write('configs/shop/config.json5', '{ pool: 30 }');
  const head = desk.commit('More');
  const update = at('1', () => ({ type: 'updated', head, title: 'Raise it', description: 'More' }));
  api.fail('PATCH', /\/1$/, 'refuse', 99);
  expect(outcome(await alice.submit(update, now))).toEqual(['forge/no-answer']);
  api.calm();
  expect(await alice.submit(update, now)).toMatchObject({ request: { title: 'Raise it' } });
  expect(await alice.submit(update, now)).toMatchObject({ before: true });
  const read = await alice.read('1', now());
  expect('request' in read && headOf(read.request).commit).toBe(head);

  // The review is there, and its answer was lost.
  api.fail('POST', /reviews$/, 'lost');
  expect(outcome(await bob.submit(approve, now))).toBe('open');
  expect(await bob.submit(approve, now)).toMatchObject({ before: true });
  expect(world.pulls[0]!.reviews).toHaveLength(1);
  // Nor was what was asked afterwards answered.
  api.fail('POST', /reviews$/, 'lost');
  api.fail('GET', /reviews$/, 'refuse', 99, 2);
  expect(outcome(await bob.submit(reject, now))).toEqual(['forge/no-answer']);
  api.calm();
  expect(await bob.submit(reject, now)).toMatchObject({ before: true });
  expect(world.pulls[0]!.reviews).toHaveLength(2);
});

it('a merge that was interrupted before it was looked at is looked at by whoever comes next', async () => {
  const here = await opened();
  const { alice, bob, carol, desk, place } = here;
  await bob.submit(approve, now);
  place.api.fail('PUT', /merge$/, 'lost');
  await mergeAndDie(here, '1');
  const published = { phase: 'published', published: { by: 'github:bob', namespaces: ['/'] } };
  expect(await bob.submit(merge, now)).toMatchObject({ request: published, before: true });
  expect(outcome(await carol.submit(merge, now))).toEqual(['publish/event-refused']);
  expect(await bob.read('1', now())).toMatchObject({ request: { phase: 'published' }, warnings: [] });
  const checked = [{ request: '1', by: 'github:bob', verdict: 'holds', commit: place.world.git('rev-parse', 'main') }];
  expect(await bob.publishDue(now)).toMatchObject({ published: [], failed: [], checked });
  expect(await bob.publishDue(now)).toMatchObject({ checked: [] });

  // What was merged is something else.
  const head = desk.change('other', 'configs/shop/config.json5', '{ pool: 30 }');
  expect(outcome(await alice.submit(open(head, 'other'), now))).toBe('open');
  await bob.submit({ ...approve, id: '2' }, now);
  place.world.mergeTree = (main) => place.world.git('rev-parse', `${main}^{tree}`);
  await mergeAndDie(here, '2');
  for (const who of [bob, carol])
    expect(outcome(await who.submit({ ...merge, id: '2' }, now))).toEqual(['forge/wrong-publication']);
  const failed = [{ id: '2', findings: [{ code: 'forge/wrong-publication' }] }];
  expect(await bob.publishDue(now)).toMatchObject({ failed });
  expect(await bob.publishDue(now)).toMatchObject({ failed: [] });
});
