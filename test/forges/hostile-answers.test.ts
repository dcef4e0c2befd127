import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forges } from '../../src/namespaces/principal.ts';
import { connectForge } from '../../src/publish/forges/connect-forge.ts';
import type { ForgeList } from '../../src/publish/forges/forge-port.ts';
import { isForgeFailure } from '../../src/publish/forges/forge-failure.ts';
import { requestBranch } from '../../src/publish/forges/request-marker.ts';
import { ForgeServer } from './fakes/forge-server.ts';
import { ForgeWorld } from './fakes/forge-world.ts';
import { done, failed, ForgeCase } from './forge-case.ts';

const branch = requestBranch('pool');
const proposal = { name: 'pool', base: 'main', title: 'T', description: '', draft: false };

describe.each(forges)('%s', (forge) => {
  let here: ForgeCase;
  let stranger: ForgeServer;
  beforeEach(async () => {
    here = new ForgeCase(forge);
    stranger = new ForgeServer(new ForgeWorld(), '', () => ({ status: 200, body: [] }));
    await Promise.all([here.server.start(), stranger.start()]);
  });
  afterEach(() => {
    here.server.stop();
    stranger.stop();
    expect(stranger.seen, 'nobody else is told anything').toEqual([]);
  });

  const list = async (): Promise<unknown> => (await here.as('alice')).list({ state: 'open', base: 'main' });

  it('is not followed to another host', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      here.server.fail('GET', /(?:pulls|merge_requests)$/, { status, headers: { location: `${stranger.url}/steal` } });
      expect(failed(await list())).toMatchObject({ kind: 'odd-answer', reason: expect.stringContaining('another host') });
    }
  });

  it('is followed where a project was renamed, for reading', async () => {
    const path = forge === 'github' ? '/user' : forge === 'gitlab' ? '/api/v4/user' : '/api/v1/user';
    here.server.fail('GET', /user$/, { status: 301, headers: { location: path } }, 2);
    expect(done(await (await here.as('alice')).whoAmI())).toBe(`${forge}:alice`);
    here.server.fail('GET', /user$/, { status: 301, headers: { location: path } }, 99);
    expect(failed(await (await here.as('alice')).whoAmI())).toMatchObject({ kind: 'odd-answer' });
  });

  it('is not followed for writing', async () => {
    here.world.push(branch, 'alice');
    here.server.fail('POST', /(?:pulls|merge_requests)$/, { status: 307, headers: { location: '/elsewhere' } });
    expect(failed(await (await here.as('alice')).open(proposal))).toMatchObject({ kind: 'moved' });
    expect(here.world.pulls).toEqual([]);
  });

  it('has no next page on another host', async () => {
    const link = `<${stranger.url}/next?page=2>; rel="next"`;
    here.server.fail('GET', /(?:pulls|merge_requests)$/, { status: 200, body: [], headers: { link } });
    expect(failed(await list())).toMatchObject({ kind: 'odd-answer', reason: expect.stringContaining('another host') });
  });

  it('has no end of pages', async () => {
    const link = `</again?page=2>; rel="next"`;
    here.server.fail('GET', /(?:pulls|merge_requests)$/, { status: 200, body: [], headers: { link } }, 1000);
    expect(done(await (await here.as('alice')).list({ state: 'open', base: 'main' }))).toEqual({ requests: [], complete: false });
    expect(here.server.seen).toHaveLength(100);
  });

  it('hides no refusal behind a flood of comments', async () => {
    here.world.push(branch, 'alice');
    const { id } = done(await (await here.as('alice')).open(proposal));
    const link = `</again?page=2>; rel="next"`;
    here.server.fail('GET', /(?:reviews|notes)$/, { status: 200, body: [], headers: { link } }, 1000);
    expect(failed(await (await here.as('alice')).reviews(id))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('more comments'),
    });
  });

  it('says nothing', async () => {
    here.world.push(branch, 'alice');
    const { id } = done(await (await here.as('alice')).open(proposal));
    here.server.fail('GET', /./, { raw: '' }, 99);
    const alice = await here.as('alice');
    for (const answer of [await alice.whoAmI(), await alice.read(id), await list(), await alice.reviews(id)])
      expect(failed(answer)).toMatchObject({ kind: 'odd-answer' });
  });

  it('changes no prototype', async () => {
    const raw = '[{"__proto__": {"polluted": true, "number": 7, "iid": 7}, "constructor": {"prototype": {"polluted": true}}}]';
    here.server.fail('GET', /(?:pulls|merge_requests)$/, { raw });
    expect(failed(await list())).toMatchObject({ kind: 'odd-answer' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('nests without end', async () => {
    here.server.fail('GET', /(?:pulls|merge_requests)$/, { raw: `${'['.repeat(200_000)}${']'.repeat(200_000)}` });
    expect(failed(await list())).toMatchObject({ kind: 'odd-answer' });
  });

  it('holds nothing that steers a terminal', async () => {
    here.world.push(branch, 'alice');
    const pull = { branch, base: 'main', by: 'alice', draft: false };
    here.world.openPull({ ...pull, title: 'A\u001b[2J\nB\u202e ##[error]', body: 'x\u0007\r\n\u009b31my\tz' });
    const [request] = done(await (await here.as('bob')).list({ state: 'open', base: 'main' })).requests;
    expect(request).toMatchObject({ title: 'A\\u001b[2J B\\u202e ##\\u005berror]', description: 'x\\u0007\n\\u009b31my z' });
    const failure = { status: 422, body: { message: 'no\u001b[31m' } };
    here.server.fail('GET', /(?:pulls|merge_requests)$/, failure);
    expect(failed(await list()).reason).toBe('it answered 422, no\\u001b[31m');
  });

  it('names nobody who cannot be, and they keep nobody from the others', async () => {
    here.world.push(branch, 'alice');
    const pull = { branch, base: 'main', title: 'T', body: '', draft: false };
    here.world.openPull({ ...pull, by: 'al ice\u001b' });
    const by = here.world.openPull({ ...pull, by: 'alice', branch: 'other' });
    here.world.push('other', '@me@elsewhere.example');
    here.world.review(by, '.dotted', 'approved', '');
    here.world.review(by, 'bob', 'rejected', '');
    const { requests } = done((await list()) as ForgeList);
    expect(requests.map(({ submittedBy }) => submittedBy)).toEqual([`${forge}:alice`, `${forge}:ghost`]);
    const { record, contributors } = done(await (await here.as('alice')).read('2'));
    expect(record.reviews.find(({ decision }) => decision === 'approved')).toMatchObject({ reviewer: `${forge}:ghost` });
    expect(contributors.filter((name) => !/^[a-z]+:[a-z]+$|^[^@]+@[^@]+$/.test(name))).toEqual([]);
  });

  it('calls whoever asks by a name that cannot be', async () => {
    here.world.users.set('token-of-odd', 'o d\u001bd');
    expect(failed(await (await here.as('odd')).whoAmI())).toMatchObject({
      kind: 'odd-answer',
      reason: expect.not.stringContaining('\u001b'),
    });
  });

  it('gives the token back, and it is not shown', async () => {
    here.server.fail('GET', /(?:pulls|merge_requests)$/, {
      status: 400,
      body: { message: 'bad token-of-alice', error: ['token-of-alice'] },
    });
    expect(JSON.stringify(failed(await list()))).not.toContain('token-of-alice');
    for (const scheme of ['', 'Bearer ', 'token ', 'x:']) {
      const message = `got ${Buffer.from(`${scheme}token-of-alice@`).toString('base64')}`;
      here.server.fail('GET', /(?:pulls|merge_requests)$/, { status: 400, body: { message } });
      const { reason } = failed(await list());
      expect(Buffer.from(reason.slice(reason.indexOf('got ') + 4).replaceAll('*', ''), 'base64').toString()).not.toMatch(
        /of-alic/,
      );
      expect(reason).toContain('***');
    }
  });

  it('shows the token in no error', async () => {
    for (const fault of ['refuse', 'cut', { raw: 'token' }] as const) {
      here.server.fail('GET', /(?:pulls|merge_requests)$/, fault, 4);
      expect(JSON.stringify(await list())).not.toContain('token-of');
    }
  });

  it('is reached as a person would, by its remote', async () => {
    const env = { CONFMAN_FORGE: forge, CONFMAN_FORGE_URL: here.server.url, CONFMAN_TOKEN: 'token-of-bob', PATH: '' };
    const connected = await connectForge({ remote: 'git@git.example:acme/config.git', repository: '/nowhere', env });
    if (isForgeFailure(connected)) throw new Error(connected.reason);
    if (forge === 'github') expect(connected.address.api).toBe(`${here.server.url}/api/v3`);
    else expect(await connected.port.whoAmI()).toBe(`${forge}:bob`);
    expect(JSON.stringify(connected.address)).not.toContain('token');
  });
});
