import { expect, it } from 'vitest';

import { verifyHosted, type HostedVerification } from '../../../../src/publish/hosted/verify-hosted.ts';
import type { WorldPull } from '../../../forges/fakes/forge-world.ts';
import { approve, now, open, opened, outcome, type Case } from './forge-steps.ts';

async function verified({ place, bob }: Case, root: string): Promise<HostedVerification> {
  const tip = await bob.tip();
  expect(tip).toBe(place.world.git('rev-parse', 'main'));
  const result = await verifyHosted(bob.store, root, tip as string);
  if (!('commits' in result)) throw new Error(JSON.stringify(result));
  return result;
}

it('what was published holds where requests were merged that might be, and nothing else does', async () => {
  const here = await opened();
  const { place, desk, alice, bob } = here;
  const { world } = place;
  let root = world.git('rev-parse', 'main');
  const next = async (id: string): Promise<WorldPull> => {
    const head = desk.change(`change-${id}`, 'configs/shop/config.json5', `{ pool: ${id}00 }`);
    expect(outcome(await alice.submit(open(head, `change-${id}`), now))).toBe('open');
    return world.pulls[Number(id) - 1]!;
  };
  /** Why the newest commit does not hold; it is trusted then. */
  const reason = async (): Promise<string | undefined> => {
    const { fault, commits } = await verified(here, root);
    root = world.git('rev-parse', 'main');
    expect([fault?.commit, commits]).toEqual([root, 0]);
    return fault?.reason;
  };

  // On the page of the forge, by somebody who may.
  await bob.submit(approve, now);
  const first = world.pulls[0]!;
  world.merge(first, 'bob', 'Merged by hand');
  expect(await verified(here, root)).toMatchObject({ commits: 1, unknown: [], fault: undefined, ended: undefined });

  // What hangs on a review that was dismissed at a time that nobody tells is neither right nor wrong.
  first.reviews[0]!.dismissed = true;
  const hidden = '0 of 1 approval from /, but the forge does not tell when reviews of it were dismissed';
  expect(await verified(here, root)).toMatchObject({ commits: 0, fault: undefined, unknown: [{ request: '1', reason: hidden }] });
  expect(await bob.read('1', now())).toMatchObject({ warnings: [{ code: 'forge/unproved-publication' }] });
  first.reviews[0]!.dismissed = false;
  place.api.fail('GET', /pulls$/, { status: 503, body: {} }, 99);
  expect(await verified(here, root)).toMatchObject({ ended: { at: root, why: [{ code: 'forge/unavailable' }] } });
  place.api.calm();
  root = world.git('rev-parse', 'main');

  // An approval that came too late.
  const second = await next('2');
  world.merge(second, 'bob', 'Publish request 2\n\nConfman-Request: 2\n');
  world.review(second, 'bob', 'approved', '');
  expect(await reason()).toBe('0 of 1 approval from /');
  expect(await bob.read('2', now())).toMatchObject({ warnings: [{ code: 'forge/wrong-publication' }] });

  // Somebody who may not, another name, one commit of all, and none of a request.
  const third = await next('3');
  await bob.submit({ ...approve, id: '3' }, now);
  const before = world.git('rev-parse', 'main');
  world.merge(third, 'alice', 'Merge pull request #3 from acme/pool');
  expect(await reason()).toBe('"github:alice" does not have config:publish in "/"');
  const again = async (commit: string, by: string): Promise<void> => {
    world.git('update-ref', 'refs/heads/main', commit);
    Object.assign(third.merged!, { commit, by });
    root = before;
  };
  const head = world.headOf(third);
  const tree = `${root}^{tree}`;
  await again(world.git('commit-tree', tree, '-p', before, '-p', head, '-m', 'x\n\nConfman-Request: 1'), 'bob');
  expect(await reason()).toBe('it does not name the request');
  await again(world.git('commit-tree', tree, '-p', before, '-m', 'Squashed (#3)'), 'bob');
  expect(await reason()).toBe('it is not the merge of its head');
  await again(world.git('commit-tree', tree, '-p', before, '-p', head, '-m', 'Publish request 3'), 'bob');
  expect((await verified(here, root)).fault).toBeUndefined();
  root = world.git('rev-parse', 'main');
  world.git('update-ref', 'refs/heads/main', world.git('commit-tree', tree, '-p', root, '-m', 'Pushed'));
  expect(await reason()).toBe('no request published it, as far as the forge tells');

  world.git('update-ref', 'refs/heads/main', before);
  expect((await verified(here, root)).fault).toMatchObject({ commit: root, reason: 'it is not on the line of the branch' });
});
