import { expect, it } from 'vitest';
import { requestBranch } from '../../src/publish/forges/request-marker.ts';
import { gitlabFake } from './fakes/gitlab-fake.ts';
import { done, failed, ForgeCase } from './forge-case.ts';

const merge = { expectedBase: 'main', title: '', message: '' };

it.each([
  [{ merge_method: 'ff' }, 'no merge commits'],
  [{ squash_option: 'always' }, 'squashed'],
])('of a GitLab project with %j nothing is merged, and it says why', async (project, reason) => {
  const here = new ForgeCase('gitlab', (world) => gitlabFake(world, { project }));
  await here.server.start();
  const head = here.world.push(requestBranch('pool'), 'alice');
  const alice = await here.as('alice');
  const { id } = done(await alice.open({ name: 'pool', base: 'main', title: 'T', description: '', draft: false }));
  const failure = failed(await alice.merge(id, { expectedHead: head, ...merge }));
  expect(failure).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  expect(here.server.count('PUT', /\/merge$/)).toBe(0);
  here.server.stop();
  expect(here.proxy.violations).toEqual([]);
});
