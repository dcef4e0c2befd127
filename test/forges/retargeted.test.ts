import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forges } from '../../src/namespaces/principal.ts';
import { standingDecisions } from '../../src/publish/model/approvals.ts';
import type { ForgePort } from '../../src/publish/forges/forge-port.ts';
import type { WorldPull } from './fakes/forge-world.ts';
import { done, failed, ForgeCase } from './forge-case.ts';

const branch = 'feature';

/** Anybody may open a request for a branch that matters to nobody, have it approved there, and turn it to the protected one. */
describe.each(forges)('a request of %s that was for another branch', (forge) => {
  let here: ForgeCase;
  let pull: WorldPull;
  let [alice, bob, carol]: ForgePort[] = [];

  beforeEach(async () => {
    here = new ForgeCase(forge);
    await here.server.start();
    [alice, bob, carol] = [await here.as('alice'), await here.as('bob'), await here.as('carol')];
    here.world.push(branch, 'alice');
    pull = here.world.openPull({ branch, base: 'sandbox', by: 'alice', title: 'T', body: '', draft: false });
  });
  afterEach(() => {
    here.server.stop();
    expect(here.proxy.violations).toEqual([]);
  });

  const review = async (port: ForgePort, decision: 'approved' | 'rejected'): Promise<void> =>
    void done(await port.review('1', { decision, comment: 'Read', head: here.world.headOf(pull) }));
  const standing = async (): Promise<string[]> =>
    standingDecisions(done(await alice!.read('1')).record).map(({ reviewer, decision }) => `${reviewer} ${decision}`);

  it('has none of the approvals that it had there', async () => {
    await review(bob!, 'approved');
    expect(await standing()).toEqual([`${forge}:bob approved`]);
    here.world.retarget(pull, 'main');
    expect(await standing()).toEqual([]);
    await review(bob!, 'approved');
    expect(await standing()).toEqual([`${forge}:bob approved`]);
  });

  it('has them also not after it came back', async () => {
    await review(carol!, 'approved');
    here.world.retarget(pull, 'elsewhere');
    here.world.retarget(pull, 'sandbox');
    expect(await standing()).toEqual([]);
  });

  it('is not merged into yet another one', async () => {
    here.world.retarget(pull, 'main');
    const merge = { expectedHead: here.world.headOf(pull), expectedBase: 'main', title: '', message: '' };
    here.world.retarget(pull, 'release');
    const refused = failed(await carol!.merge('1', merge));
    expect(refused).toMatchObject({ kind: 'refused', reason: 'it is for another branch now' });
    expect(pull.merged).toBeUndefined();
    here.world.merge(pull, 'bob', 'by hand');
    expect(failed(await carol!.merge('1', merge)).reason).toBe('it is for another branch now');
  });

  it('keeps its refusals, and brings none back that was taken back', async () => {
    await review(bob!, 'rejected');
    await review(carol!, 'rejected');
    await review(carol!, 'approved');
    here.world.retarget(pull, 'main');
    expect(await standing()).toEqual([`${forge}:bob rejected`]);
  });
});

describe('pushes of a fork', () => {
  it('are not those of a branch of ours that has the same name', async () => {
    const here = new ForgeCase('github');
    await here.server.start();
    here.world.push('main', 'bob', 'bob@elsewhere.example');
    const fork = { branch: 'main', base: 'main', by: 'carol', title: 'T', body: '', draft: false, fromFork: true };
    here.world.openPull(fork);
    const { contributors, record } = done(await (await here.as('alice')).read('1'));
    expect(contributors).not.toContain('github:bob');
    // Nor are they told by anybody.
    expect(record.heads).toMatchObject([{ pushedBy: 'github:ghost' }]);
    here.server.stop();
    expect(here.proxy.violations).toEqual([]);
  });
});

describe('a token that may not read what happened to a request', () => {
  it.each(['github', 'gitea'] as const)('counts nothing on %s', async (forge) => {
    const here = new ForgeCase(forge);
    await here.server.start();
    here.world.push(branch, 'alice');
    here.world.openPull({ branch, base: 'main', by: 'alice', title: 'T', body: '', draft: false });
    const message = 'token does not have at least one of required scope(s): [read:issue]';
    here.server.fail('GET', /timeline$/, { status: 403, body: { message } }, 9);
    expect(failed(await (await here.as('bob')).read('1'))).toMatchObject({
      kind: 'forbidden',
      reason: `it answered 403, ${message}`,
    });
    here.server.stop();
  });
});

it('a refusal that was given on a page of GitLab is one, until they approve or another head comes', async () => {
  const here = new ForgeCase('gitlab');
  await here.server.start();
  here.world.push(branch, 'alice');
  const pull = here.world.openPull({ branch, base: 'main', by: 'alice', title: 'T', body: '', draft: false });
  const alice = await here.as('alice');
  const standing = async (): Promise<string[]> =>
    standingDecisions(done(await alice.read('1')).record).map(({ reviewer, decision }) => `${reviewer} ${decision}`);
  here.world.review(pull, 'bob', 'rejected', '');
  expect(await standing()).toEqual(['gitlab:bob rejected']);
  // What somebody writes is no note of GitLab's.
  here.world.review(pull, 'carol', 'commented', 'requested changes');
  expect(await standing()).toEqual(['gitlab:bob rejected']);
  const head = here.world.headOf(pull);
  done(await (await here.as('bob')).review('1', { decision: 'approved', comment: '', head }));
  expect(await standing()).toEqual(['gitlab:bob approved']);
  here.world.review(pull, 'carol', 'rejected', '');
  expect(await standing()).toEqual(['gitlab:bob approved', 'gitlab:carol rejected']);
  here.world.push(branch, 'alice');
  expect(await standing()).toEqual([]);
  here.server.stop();
  expect(here.proxy.violations).toEqual([]);
});
