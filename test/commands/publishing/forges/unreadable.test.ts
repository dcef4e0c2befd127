import { expect, it } from 'vitest';

import { now, opened } from './forge-steps.ts';

it('one request that cannot be read keeps nobody from the others', async () => {
  const { place, desk, bob } = await opened('github', 'configs/pay/config.json5');
  const head = desk.change('other', 'configs/shop/config.json5', '{ pool: 30 }');
  await desk.talk('push', '--quiet', 'origin', 'other');
  place.world.sync();
  place.world.openPull({ branch: 'other', base: 'main', by: 'alice', title: 'Other', body: '', draft: false });
  place.api.fail('GET', /pulls\/1\/reviews$/, { raw: '{}' }, 9);
  const wish = { states: ['pending_review', 'approved', 'rejected'], limit: 20 } as const;
  const listing = await bob.list(wish, now());
  if (!('listed' in listing)) throw new Error(JSON.stringify(listing));
  expect(listing.broken).toMatchObject([{ id: '1', reason: 'it sent no list where one belongs' }]);
  expect(listing.listed.map(({ request }) => [request.id, request.heads.at(-1)?.commit])).toEqual([['2', head]]);
});
