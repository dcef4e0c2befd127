import { afterEach, describe, expect, it } from 'vitest';
import { asAnswer } from '../../src/publish/forges/answer.ts';
import type { ProtectionPolicy, ProtectionReport } from '../../src/publish/forges/protection.ts';
import { giteaFake } from './fakes/gitea-fake.ts';
import { githubFake } from './fakes/github-fake.ts';
import { gitlabFake } from './fakes/gitlab-fake.ts';
import { done, ForgeCase } from './forge-case.ts';

const policy: ProtectionPolicy = { branch: 'main', minApprovals: 2, requiredChecks: ['confman'] };
let here: ForgeCase;
afterEach(() => {
  here.server.stop();
  expect(here.proxy.violations).toEqual([]);
});

async function protect(of: ForgeCase, wanted = policy): Promise<ProtectionReport> {
  here = of;
  await here.server.start();
  return done(await (await here.as('alice')).ensureProtection(wanted));
}

function missing({ missing: rules }: ProtectionReport): readonly string[] {
  return rules.map(({ rule, reason }) => `${rule}: ${reason}`);
}

describe('GitHub', () => {
  it('holds everything with a ruleset', async () => {
    const report = await protect(new ForgeCase('github'));
    expect(report.missing).toEqual([]);
    expect(report.protection).toMatchObject({ minApprovals: 2, requiredChecks: ['confman'] });
    expect(here.world.protections.get('main')).toMatchObject({ minApprovals: 2, dismissStale: true, lastPush: true });
  });

  it('holds everything without rulesets, by branch protection', async () => {
    const report = await protect(new ForgeCase('github', (world) => githubFake(world, { rulesets: undefined })));
    expect(report.missing).toEqual([]);
    expect(here.server.count('PUT', /protection$/)).toBe(1);
  });

  it('loosens nothing of its ruleset, and keeps what people added', async () => {
    const rulesets: Record<string, unknown>[] = [];
    const of = new ForgeCase('github', (world) => githubFake(world, { rulesets }));
    await protect(of, { ...policy, minApprovals: 3 });
    const put = async (wanted: ProtectionPolicy): Promise<ProtectionReport> =>
      done(await (await of.as('alice')).ensureProtection(wanted));
    const own = rulesets.at(-1) ?? {};
    (own['rules'] as unknown[]).push({ type: 'required_signatures' });
    const report = await put({ ...policy, minApprovals: 1, requiredChecks: ['lint'] });
    expect(report.protection).toMatchObject({ minApprovals: 3, requiredChecks: ['confman', 'lint'] });
    expect(rulesets).toHaveLength(1);
    expect(rulesets[0]?.['rules']).toContainEqual({ type: 'required_signatures' });
  });

  it('claims nothing that somebody is exempt from', async () => {
    const of = new ForgeCase('github');
    await protect(of);
    const { answer } = of.proxy;
    Object.assign(of.proxy, {
      answer: (call: Parameters<typeof answer>[0]) => {
        const given = answer(call);
        if (call.method !== 'GET' || !/rulesets\/\d+$/.test(call.path)) return given;
        const actors = [{ actor_id: 1, actor_type: 'RepositoryRole', bypass_mode: 'always' }];
        return { ...given, body: { ...asAnswer(given.body), bypass_actors: actors } };
      },
    });
    const held = done(await (await of.as('alice')).protection('main'));
    expect(held).toMatchObject({ enforced: ['no-self-approval'], minApprovals: 0 });
  });

  it('claims nothing where neither can be had', async () => {
    const of = new ForgeCase('github');
    const upgrade = {
      status: 403,
      body: { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' },
    };
    of.server.fail('GET', /rules/, upgrade, 99);
    of.server.fail('GET', /protection$/, upgrade, 99);
    const report = await protect(of);
    expect(report.protection.enforced).toEqual(['no-self-approval']);
    expect(missing(report)).toContain(
      'min-approvals: it answered 403, Upgrade to GitHub Pro or make this repository public to enable this feature.',
    );
  });
});

describe('GitLab', () => {
  it('holds approvals in a paid plan', async () => {
    const report = await protect(new ForgeCase('gitlab'));
    expect(missing(report)).toEqual(['last-push-approval: this forge cannot do it', 'required-checks: this forge cannot do it']);
  });

  it('holds who pushes in a free plan', async () => {
    const report = await protect(new ForgeCase('gitlab', (world) => gitlabFake(world, { premium: false })));
    expect(report.protection.enforced).toEqual(['pull-request-only', 'no-force-push', 'no-deletion', 'admins-too']);
    expect(missing(report)).toContain('stale-dismissal: it answered 404, 404 Not found');
  });

  it('changes a branch that is protected already, and never takes that off', async () => {
    const report = await protect(new ForgeCase('gitlab', (world) => gitlabFake(world, { protectedBefore: true })));
    expect(report.protection.enforced).toEqual(expect.arrayContaining(['pull-request-only', 'no-force-push', 'min-approvals']));
    expect(here.server.count('DELETE', /./)).toBe(0);
  });

  it('says so when the plan does not let it', async () => {
    const fake = (world: ForgeCase['world']) => gitlabFake(world, { protectedBefore: true, premium: false });
    const report = await protect(new ForgeCase('gitlab', fake));
    expect(missing(report)).toContain('pull-request-only: it is not set');
    expect(report.protection.enforced).toContain('no-force-push');
  });

  it.each(['*', 'm*', '*n', 'm*i*n', 'm**in'])('claims nothing that a rule for %s lets others do', async (wildcard) => {
    const report = await protect(new ForgeCase('gitlab', (world) => gitlabFake(world, { wildcard })));
    const reason = `the rule "${wildcard}" lets others do it, and of all rules the loosest holds`;
    expect(missing(report)).toEqual(expect.arrayContaining([`pull-request-only: ${reason}`, `no-force-push: ${reason}`]));
    expect(report.protection.enforced).not.toContain('admins-too');
  });

  it.each(['release/*', 'ma', 'main*x', 'm*x*n', '*main-', 'MAIN', 'mai*ain'])(
    'is not kept from it by a rule for %s',
    async (wildcard) => {
      const report = await protect(new ForgeCase('gitlab', (world) => gitlabFake(world, { wildcard })));
      expect(report.protection.enforced).toEqual(expect.arrayContaining(['pull-request-only', 'no-force-push', 'admins-too']));
    },
  );
});

describe('Gitea', () => {
  it.each([false, true])('holds administrators to it, Forgejo: %s', async (forgejo) => {
    const report = await protect(new ForgeCase('gitea', (world) => giteaFake(world, { forgejo })));
    expect(report.protection.enforced).toContain('admins-too');
    expect(missing(report)).toEqual(['last-push-approval: this forge cannot do it']);
  });

  it('takes over what a rule for many branches says', async () => {
    const everywhere = { enable_push: true, require_signed_commits: true, required_approvals: 3 };
    const report = await protect(new ForgeCase('gitea', (world) => giteaFake(world, { everywhere })));
    expect(report.protection.minApprovals).toBe(3);
    expect(report.protection.enforced).toContain('pull-request-only');
    const rule = here.proxy.answer({
      method: 'GET',
      path: '/repos/acme/config/branch_protections/main',
      query: new URLSearchParams(),
      body: undefined,
      user: 'alice',
    });
    expect(rule.body).toMatchObject({ rule_name: 'main', require_signed_commits: true, enable_push: false });
  });

  it('says so when the token may not', async () => {
    const of = new ForgeCase('gitea');
    of.server.fail('POST', /branch_protections$/, {
      status: 403,
      body: { message: 'user should be an owner or a collaborator' },
    });
    const report = await protect(of, { ...policy, requiredChecks: [] });
    expect([report.changed, report.protection.enforced]).toEqual([false, ['no-self-approval']]);
    expect(missing(report)).toContain('no-force-push: it answered 403, user should be an owner or a collaborator');
  });
});
