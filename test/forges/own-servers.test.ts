import { afterEach, expect, it } from 'vitest';
import { connectForge } from '../../src/publish/forges/connect-forge.ts';
import { isForgeFailure } from '../../src/publish/forges/forge-failure.ts';
import type { ForgePort } from '../../src/publish/forges/forge-port.ts';
import { requestBranch } from '../../src/publish/forges/request-marker.ts';
import { ForgeServer } from './fakes/forge-server.ts';
import { ForgeWorld } from './fakes/forge-world.ts';
import { githubFake } from './fakes/github-fake.ts';
import { gitlabFake } from './fakes/gitlab-fake.ts';
import { done } from './forge-case.ts';

const proposal = { name: 'pool', base: 'main', title: 'T', description: '', draft: true };
let server: ForgeServer;
afterEach(() => server.stop());

async function connect(forge: string, below: string, remote: string): Promise<ForgePort> {
  const env = { CONFMAN_FORGE: forge, CONFMAN_FORGE_URL: `${server.url}${below}`, CONFMAN_TOKEN: 'token-of-alice', PATH: '' };
  const connected = await connectForge({ remote, repository: '/nowhere', env });
  if (isForgeFailure(connected)) throw new Error(connected.reason);
  return connected.port;
}

it('GitHub Enterprise Server has its API below /api/v3, and GraphQL beside it', async () => {
  const world = new ForgeWorld();
  const proxy = githubFake(world);
  server = new ForgeServer(world, '/api/v3', (call) =>
    proxy.answer({ ...call, path: call.path.replace('/api/graphql', '/graphql') }),
  );
  await server.start();
  world.push(requestBranch('pool'), 'alice');
  const port = await connect('github', '', 'git@ssh.git.example:acme/config.git');
  const { id } = done(await port.open(proposal));
  expect(done(await port.update(id, { draft: false })).phase).toBe('open');
  expect(proxy.violations).toEqual([]);
  expect(server.seen.map(({ path }) => path)).toContain('/api/graphql');
});

it('GitLab below a path, and a project in groups', async () => {
  const world = new ForgeWorld();
  const proxy = gitlabFake(world);
  server = new ForgeServer(world, '/git/api/v4', (call) => proxy.answer(call));
  await server.start();
  world.push(requestBranch('pool'), 'alice');
  const port = await connect('gitlab', '/git', 'https://git.example/git/acme/teams/config.git');
  expect(done(await port.open(proposal)).phase).toBe('draft');
  expect(server.seen.map(({ path }) => path)).toContain('/projects/acme%2Fteams%2Fconfig/merge_requests');
  expect(proxy.violations).toEqual([]);
});
