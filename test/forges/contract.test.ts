import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forges } from '../../src/namespaces/principal.ts';
import { requestBranch } from '../../src/publish/forges/request-marker.ts';
import type { ForgePort } from '../../src/publish/forges/forge-port.ts';
import type { ProtectionPolicy } from '../../src/publish/forges/protection.ts';
import { countApprovals, standingDecisions } from '../../src/publish/model/approvals.ts';
import { done, failed, ForgeCase } from './forge-case.ts';

const branch = requestBranch('pool');
const proposal = { name: 'pool', base: 'main', title: 'More connections', description: 'Because.\n\n- a', draft: false };
const policy: ProtectionPolicy = { branch: 'main', minApprovals: 1, requiredChecks: [] };

/** What every adapter does, whatever its forge is like. */
describe.each(forges)('%s', (forge) => {
  let here: ForgeCase;
  let [alice, bob, carol]: ForgePort[] = [];

  beforeEach(async () => {
    here = new ForgeCase(forge);
    await here.server.start();
    [alice, bob, carol] = [await here.as('alice'), await here.as('bob'), await here.as('carol')];
  });
  afterEach(() => {
    here.server.stop();
    expect(here.proxy.violations).toEqual([]);
  });

  const opened = async (): Promise<{ id: string; head: string }> => {
    const head = here.world.push(branch, 'alice');
    const { id } = done(await alice!.open(proposal));
    return { id, head };
  };

  it('tells whose token it is', async () => {
    expect(await bob!.whoAmI()).toBe(`${forge}:bob`);
  });

  it('opens a request', async () => {
    const head = here.world.push(branch, 'alice');
    const request = done(await alice!.open(proposal));
    expect(request).toMatchObject({ id: '1', name: 'pool', title: 'More connections', description: 'Because.\n\n- a' });
    expect(request).toMatchObject({ phase: 'open', branch, base: 'main', head, fromFork: false, submittedBy: `${forge}:alice` });
    expect(here.world.pulls[0]?.body).toContain('<!-- confman:request pool -->');
  });

  it('opens it once', async () => {
    const { id } = await opened();
    expect(done(await alice!.open(proposal)).id).toBe(id);
    expect(done(await bob!.find('pool'))?.id).toBe(id);
    expect(here.world.pulls).toHaveLength(1);
  });

  it('opens it once when two do so together', async () => {
    here.world.push(branch, 'alice');
    const both = await Promise.all([alice!.open(proposal), bob!.open(proposal)]);
    expect(both.map((request) => done(request).id)).toEqual(['1', '1']);
  });

  it('opens it once when the answer is lost', async () => {
    here.world.push(branch, 'alice');
    here.server.fail('POST', /(?:pulls|merge_requests)$/, 'lost');
    expect(done(await alice!.open(proposal)).id).toBe('1');
    expect(here.world.pulls).toHaveLength(1);
  });

  it('opens it when the forge has yet to see the branch', async () => {
    here.world.push(branch, 'alice');
    const body = { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] };
    here.server.fail('POST', /(?:pulls|merge_requests)$/, { status: 422, body }, 2);
    expect(done(await alice!.open(proposal)).id).toBe('1');
    expect(here.slept).toEqual([1000, 2000]);
  });

  it('opens a new one when the last was closed', async () => {
    const { id } = await opened();
    expect(done(await alice!.close(id)).phase).toBe('closed');
    expect(done(await alice!.find('pool'))).toMatchObject({ id, phase: 'closed' });
    expect(done(await alice!.open(proposal)).id).toBe('2');
    expect(done(await alice!.find('pool'))).toMatchObject({ id: '2', phase: 'open' });
  });

  it('does not take a branch of a fork for its own', async () => {
    const fork = { branch, base: 'main', by: 'carol', title: 'Mine', draft: false, fromFork: true };
    here.world.push(branch, 'alice');
    here.world.openPull({ ...fork, body: '<!-- confman:request pool -->' });
    expect(done(await alice!.find('pool'))).toBeUndefined();
    expect(done(await alice!.open(proposal)).id).toBe('2');
    expect(done(await alice!.list({ state: 'all', base: 'main' })).requests.map(({ id, name }) => [id, name])).toEqual([
      ['2', 'pool'],
      ['1', undefined],
    ]);
  });

  it('gives a request back its marker', async () => {
    const { id } = await opened();
    here.world.pulls[0]!.body = 'Rewritten by hand';
    expect(done(await alice!.open(proposal))).toMatchObject({ id, name: 'pool', description: 'Rewritten by hand' });
  });

  it('finds nothing where there is nothing', async () => {
    expect(done(await alice!.find('pool'))).toBeUndefined();
    expect(failed(await alice!.read('7'))).toMatchObject({ kind: 'not-found' });
    expect(failed(await alice!.read('7/../8'))).toMatchObject({ kind: 'not-found' });
    expect(failed(await alice!.open({ ...proposal, name: '../main' }))).toMatchObject({ kind: 'refused' });
  });

  it('says when the branch is not there', async () => {
    expect(failed(await alice!.open(proposal))).toMatchObject({ kind: expect.stringMatching(/refused|not-found/) });
    expect(here.world.pulls).toHaveLength(0);
  });

  it('changes the words, and a draft into a request', async () => {
    here.world.push(branch, 'alice');
    const { id } = done(await alice!.open({ ...proposal, draft: true }));
    expect(done(await alice!.read(id))).toMatchObject({ phase: 'draft', title: 'More connections' });
    const changed = done(await alice!.update(id, { title: 'Fewer', description: 'Why not', draft: false }));
    expect(changed).toMatchObject({ phase: 'open', title: 'Fewer', description: 'Why not', name: 'pool' });
    expect(done(await alice!.update(id, { draft: true }))).toMatchObject({ phase: 'draft', title: 'Fewer' });
  });

  it('closes and opens again', async () => {
    const { id } = await opened();
    expect(done(await alice!.close(id)).phase).toBe('closed');
    expect(done(await alice!.close(id)).phase).toBe('closed');
    expect(done(await alice!.reopen(id)).phase).toBe('open');
  });

  it('lists page by page', async () => {
    for (let n = 1; n <= 230; n += 1)
      here.world.openPull({
        branch: `b${n}`,
        base: n % 2 === 0 ? 'main' : 'other',
        by: 'bob',
        title: `T${n}`,
        body: '',
        draft: false,
      });
    for (let n = 1; n <= 230; n += 1) here.world.push(`b${n}`, 'bob');
    const { requests, complete } = done(await alice!.list({ state: 'open', base: 'main' }));
    expect([requests.length, complete, requests[0]?.id, requests.at(-1)?.id]).toEqual([115, true, '230', '2']);
    expect(done(await alice!.list({ state: 'closed', base: 'main' })).requests).toEqual([]);
  });

  it('binds reviews to the commit that was looked at', async () => {
    const { id, head } = await opened();
    const reviews = done(await bob!.review(id, { decision: 'approved', comment: 'Good', head }));
    expect(reviews[0]).toMatchObject({ reviewer: `${forge}:bob`, decision: 'approved', head, cleared: false });
    expect(reviews.map(({ comment }) => comment)).toContain('Good');
    const before = done(await alice!.read(id));
    expect(standingDecisions(before.record).map(({ reviewer }) => reviewer)).toEqual([`${forge}:bob`]);
    const next = here.world.push(branch, 'carol');
    const after = done(await alice!.read(id));
    expect(after.record.heads.at(-1)).toMatchObject({ commit: next });
    expect(after.head).toBe(next);
    expect(standingDecisions(after.record)).toEqual([]);
    expect(after.contributors).toEqual(expect.arrayContaining(['carol@example.com', `${forge}:alice`]));
    expect(failed(await bob!.review(id, { decision: 'approved', comment: '', head }))).toMatchObject({ kind: 'head-moved' });
  });

  it('tells who took part, so that their approvals count for nothing', async () => {
    const { id } = await opened();
    const head = here.world.push(branch, 'bob');
    for (const reviewer of [bob!, carol!]) done(await reviewer.review(id, { decision: 'approved', comment: '', head }));
    const { record, contributors, contributorsComplete } = done(await alice!.read(id));
    expect(contributorsComplete).toBe(true);
    const everybody = { requireApproval: true, minApprovers: 2, autoApproved: undefined, isReviewer: () => true, reviewers: 3 };
    const context = {
      policies: [{ namespace: '/', ...everybody }],
      isContributor: (person: string) => contributors.includes(person),
      personOf: (name: string) => name,
    };
    expect(countApprovals(record, context)).toMatchObject([{ approvedBy: [`${forge}:carol`], missing: 1 }]);
  });

  it('keeps a refusal', async () => {
    const { id, head } = await opened();
    done(await bob!.review(id, { decision: 'approved', comment: '', head }));
    done(await bob!.review(id, { decision: 'rejected', comment: 'Too many', head }));
    const { record } = done(await alice!.read(id));
    expect(standingDecisions(record)).toMatchObject([{ reviewer: `${forge}:bob`, decision: 'rejected', comment: 'Too many' }]);
    done(await bob!.review(id, { decision: 'approved', comment: '', head }));
    expect(standingDecisions(done(await alice!.read(id)).record)).toMatchObject([{ decision: 'approved' }]);
  });

  it('keeps a comment, which decides nothing', async () => {
    const { id, head } = await opened();
    done(await bob!.review(id, { decision: 'commented', comment: 'Why?', head }));
    const { record } = done(await alice!.read(id));
    expect(record.reviews).toMatchObject([{ reviewer: `${forge}:bob`, decision: 'commented', comment: 'Why?' }]);
    expect(standingDecisions(record)).toEqual([]);
  });

  it('has nobody approve their own', async () => {
    const { id, head } = await opened();
    expect(failed(await alice!.review(id, { decision: 'approved', comment: '', head })).kind).toBe('refused');
  });

  it('finds a review whose answer was lost', async () => {
    const { id, head } = await opened();
    here.server.fail('POST', /(?:reviews|approve)$/, 'lost');
    expect(done(await bob!.review(id, { decision: 'approved', comment: '', head }))).toHaveLength(1);
  });

  it('does not take a review whose words were lost for a whole one', async () => {
    const { id, head } = await opened();
    here.server.fail('POST', forge === 'gitlab' ? /notes$/ : /reviews$/, 'refuse');
    const review = { decision: 'approved', comment: 'Mind the pool', head } as const;
    expect(failed(await bob!.review(id, review)).kind).toBe('no-answer');
    expect(done(await bob!.review(id, review)).map(({ comment }) => comment)).toContain('Mind the pool');
  });

  it('merges what was approved', async () => {
    done(await alice!.ensureProtection(policy));
    const { id, head } = await opened();
    done(await bob!.review(id, { decision: 'approved', comment: '', head }));
    const published = done(
      await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: 'Publish 1', message: 'By the rules' }),
    );
    expect(published).toMatchObject({ by: `${forge}:carol`, commit: here.world.pulls[0]?.merged?.commit });
    expect(done(await alice!.read(id))).toMatchObject({ phase: 'published', record: { published } });
    expect(done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: 'Publish 1', message: '' }))).toEqual(
      published,
    );
    expect(failed(await alice!.reopen(id)).kind).toBe('refused');
  });

  it('merges no other head', async () => {
    const { id, head } = await opened();
    here.world.push(branch, 'alice');
    expect(failed(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' }))).toMatchObject({
      kind: 'head-moved',
    });
    expect(here.world.pulls[0]?.merged).toBeUndefined();
  });

  it('merges no head that comes while it merges', async () => {
    const { id, head } = await opened();
    const racing = await here.as('carol');
    const { answer } = here.proxy;
    Object.assign(here.proxy, {
      answer: (call: Parameters<typeof answer>[0]) => {
        if (call.path.endsWith('/merge') && here.world.pushes.length === 1) here.world.push(branch, 'alice');
        return answer(call);
      },
    });
    expect(failed(await racing.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).kind).toMatch(
      /head-moved|conflict/,
    );
    expect(here.world.pulls[0]?.merged).toBeUndefined();
  });

  it('merges nothing that the forge does not let through', async () => {
    done(await alice!.ensureProtection(policy));
    const { id, head } = await opened();
    if (forge !== 'gitlab') done(await bob!.review(id, { decision: 'rejected', comment: 'No', head }));
    expect(failed(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).kind).toBe(
      'not-mergeable',
    );
    expect(here.world.pulls[0]?.merged).toBeUndefined();
    expect(here.server.count('PUT', /\/merge$/) + here.server.count('POST', /\/merge$/)).toBe(1);
  });

  it('merges no draft', async () => {
    const head = here.world.push(branch, 'alice');
    const { id } = done(await alice!.open({ ...proposal, draft: true }));
    expect(failed(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).kind).toBe(
      'refused',
    );
  });

  it('merges once when the answer is lost', async () => {
    const { id, head } = await opened();
    here.server.fail(forge === 'gitea' ? 'POST' : 'PUT', /\/merge$/, 'lost');
    const published = done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' }));
    expect(published.by).toBe(`${forge}:carol`);
    expect(here.server.count('PUT', /\/merge$/) + here.server.count('POST', /\/merge$/)).toBe(1);
  });

  it('merges after a failure that did nothing', async () => {
    const { id, head } = await opened();
    here.server.fail(forge === 'gitea' ? 'POST' : 'PUT', /\/merge$/, { status: 502, body: {} });
    done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' }));
    expect(here.slept).toEqual([1000]);
  });

  it('sees the merge whose answer was lost at the last attempt', async () => {
    const { id, head } = await opened();
    const method = forge === 'gitea' ? 'POST' : 'PUT';
    here.server.fail(method, /\/merge$/, { status: 503, body: {} }, 2);
    here.server.fail(method, /\/merge$/, 'lost');
    expect(done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).by).toBe(
      `${forge}:carol`,
    );
    expect(here.server.count(method, /\/merge$/)).toBe(3);
  });

  it('merges although the protected branch moves meanwhile', async () => {
    const { id, head } = await opened();
    const moved = {
      status: forge === 'github' ? 405 : 409,
      body: { message: 'Base branch was modified. Review and try the merge again.' },
    };
    here.server.fail(forge === 'gitea' ? 'POST' : 'PUT', /\/merge$/, moved);
    expect(done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).by).toBe(
      `${forge}:carol`,
    );
  });

  it('merges what the forge has yet to look at', async () => {
    const { id, head } = await opened();
    here.world.settling = 3;
    expect(done(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).by).toBe(
      `${forge}:carol`,
    );
    expect(here.slept).toEqual([1000, 2000, 4000]);
    const later = await opened();
    here.world.settling = 99;
    const refused = failed(
      await carol!.merge(later.id, { expectedHead: later.head, expectedBase: 'main', title: '', message: '' }),
    );
    expect(refused).toMatchObject({ kind: 'not-mergeable', hint: expect.stringContaining('in a minute') });
    expect(here.slept).toHaveLength(3 + 5);
  });

  it('says that it does not know when nobody tells it', async () => {
    const { id, head } = await opened();
    here.server.fail(forge === 'gitea' ? 'POST' : 'PUT', /\/merge$/, { status: 500, body: {} }, 99);
    expect(failed(await carol!.merge(id, { expectedHead: head, expectedBase: 'main', title: '', message: '' })).kind).toBe(
      'unavailable',
    );
    expect(here.slept).toEqual([1000, 2000, 4000]);
    expect(here.world.pulls[0]?.merged).toBeUndefined();
  });

  it('sets what protects the branch, once', async () => {
    expect(done(await alice!.protection('main')).enforced).not.toContain('pull-request-only');
    const report = done(await alice!.ensureProtection(policy));
    expect(report.changed).toBe(true);
    expect(report.protection).toMatchObject({ branch: 'main', minApprovals: 1 });
    expect(report.protection.enforced).toEqual(
      expect.arrayContaining(['pull-request-only', 'no-force-push', 'no-deletion', 'min-approvals', 'stale-dismissal']),
    );
    expect(report.missing.map(({ rule }) => rule)).toEqual(forge === 'github' ? [] : ['last-push-approval']);
    expect(done(await alice!.ensureProtection(policy)).changed).toBe(false);
    expect(done(await alice!.ensureProtection({ ...policy, minApprovals: 2 })).protection.minApprovals).toBe(2);
    const weaker = done(await alice!.ensureProtection(policy));
    expect([weaker.changed, weaker.protection.minApprovals]).toEqual([false, 2]);
  });
});
