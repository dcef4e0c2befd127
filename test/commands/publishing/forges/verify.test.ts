import { expect, it } from 'vitest';

import { verifyHosted, type HostedVerification } from '../../../../src/publish/hosted/verify-hosted.ts';
import { approve, merge, now, open, opened, outcome, type Case } from './forge-steps.ts';

async function verified({ place, bob }: Case, root: string): Promise<HostedVerification> {
  const tip = await bob.tip();
  expect(tip).toBe(place.world.git('rev-parse', 'main'));
  const result = await verifyHosted(bob.store, root, tip as string);
  if (!('commits' in result)) throw new Error(JSON.stringify(result));
  return result;
}

it('what was published holds where requests were merged that might be, and not where something came in another way', async () => {
  const here = await opened('github', 'configs/pay/config.json5');
  const { place, desk, alice, bob, carol } = here;
  const root = place.world.git('rev-parse', 'main');
  await bob.submit(approve, now);
  await carol.submit(approve, now);
  expect(outcome(await bob.submit(merge, now))).toBe('published');
  // On the page of the forge.
  const head = desk.change('other', 'configs/shop/config.json5', '{ pool: 30 }');
  expect(outcome(await alice.submit(open(head, 'other'), now))).toBe('open');
  await bob.submit({ ...approve, id: '2' }, now);
  place.world.merge(place.world.pulls[1]!, 'bob', 'Merged by hand');
  expect(await verified(here, root)).toMatchObject({ commits: 2, unknown: [], fault: undefined, ended: undefined });

  // Approvals of the last moment came too late.
  const third = desk.change('third', 'configs/shop/config.json5', '{ pool: 40 }');
  expect(outcome(await alice.submit(open(third, 'third'), now))).toBe('open');
  place.world.merge(place.world.pulls[2]!, 'bob', 'Publish request 3\n\nConfman-Request: 3\n');
  const wrong = place.world.pulls[2]!.merged!.commit;
  place.world.review(place.world.pulls[2]!, 'bob', 'approved', '');
  expect(await verified(here, root)).toMatchObject({
    commits: 2,
    fault: { commit: wrong, request: '3', reason: '0 of 1 approval from /' },
  });
  expect(await bob.read('3', now())).toMatchObject({ warnings: [{ code: 'forge/wrong-publication' }] });

  const pushed = desk.change('pushed', 'configs/shop/config.json5', '{ pool: 50 }');
  await desk.talk('push', '--quiet', 'origin', 'pushed:main');
  const fault = { commit: pushed, request: undefined, reason: 'no request published it, as far as the forge tells' };
  expect(await verified(here, wrong)).toMatchObject({ commits: 0, fault });
  desk.git('switch', '--quiet', '--detach', root);
  desk.write('configs/shop/config.json5', '{ pool: 60 }');
  desk.commit('Rewritten');
  await desk.talk('push', '--quiet', '--force', 'origin', 'HEAD:main');
  expect(await verified(here, wrong)).toMatchObject({
    fault: { commit: wrong, reason: 'it is not on the line of the branch' },
  });
});

it('what hangs on a review that was dismissed at a time that nobody tells is neither right nor wrong', async () => {
  const here = await opened();
  const { place, bob } = here;
  const root = place.world.git('rev-parse', 'main');
  await bob.submit(approve, now);
  await bob.submit(merge, now);
  place.world.pulls[0]!.reviews[0]!.dismissed = true;
  const reason = '0 of 1 approval from /, but the forge does not tell when reviews of it were dismissed';
  expect(await verified(here, root)).toMatchObject({ commits: 0, fault: undefined, unknown: [{ request: '1', reason }] });
  expect(await bob.read('1', now())).toMatchObject({ warnings: [{ code: 'forge/unproved-publication' }] });
  place.api.fail('GET', /pulls\/1$/, { status: 503, body: {} }, 99);
  expect(await verified(here, root)).toMatchObject({ ended: { at: root, why: [{ code: 'forge/unavailable' }] } });
});

it('what was merged on a page by somebody who may not, under another name, or as one commit, does not hold', async () => {
  const here = await opened();
  const { place, desk, alice, bob } = here;
  const { world } = place;
  let root = world.git('rev-parse', 'main');
  const next = async (id: string): Promise<void> => {
    const head = desk.change(`change-${id}`, 'configs/shop/config.json5', `{ pool: ${id}00 }`);
    expect(outcome(await alice.submit(open(head, `change-${id}`), now))).toBe('open');
  };
  const reason = async (): Promise<string | undefined> => {
    const { fault, commits } = await verified(here, root);
    expect([fault?.commit, commits]).toEqual([world.git('rev-parse', 'main'), 0]);
    root = world.git('rev-parse', 'main');
    return fault?.reason;
  };
  await bob.submit(approve, now);
  world.merge(world.pulls[0]!, 'alice', 'Merge pull request #1 from acme/pool');
  expect(await reason()).toBe('"github:alice" does not have config:publish in "/"');
  await next('2');
  await bob.submit({ ...approve, id: '2' }, now);
  world.merge(world.pulls[1]!, 'bob', 'Publish request 1\n\nConfman-Request: 1\n');
  expect(await reason()).toBe('it does not name the request');
  await next('3');
  await bob.submit({ ...approve, id: '3' }, now);
  const squashed = world.git('commit-tree', `${world.headOf(world.pulls[2]!)}^{tree}`, '-p', 'main', '-m', 'Squashed (#3)');
  world.merge(world.pulls[2]!, 'bob', 'x');
  world.git('update-ref', 'refs/heads/main', squashed);
  Object.assign(world.pulls[2]!.merged!, { commit: squashed });
  expect(await reason()).toBe('it is not the merge of its head');
  expect((await verified(here, root)).fault).toBeUndefined();
});
