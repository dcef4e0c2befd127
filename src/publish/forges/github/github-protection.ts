import {
  asAnswer,
  asAnswers,
  flagIn,
  numberIn,
  optionalPart,
  optionalText,
  partIn,
  textIn,
  valueIn,
  type Answer,
} from '../answer.ts';
import { failureIn, unlessStatus } from '../forge-failure.ts';
import type { ForgeDriver } from '../forge-driver.ts';
import { protectionOf, protectionRules, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import { protectBranch, readBranchProtection } from './branch-protection.ts';
import type { GithubClient } from './github-client.ts';
import { rulesetFor } from './ruleset.ts';
import { strongest } from './strongest.ts';

/** Rulesets add up, so that confman's own needs to know nothing of those that others made. */
const NAME = 'confman';

/** What holds on a branch is what its rulesets and its protection say together. */
export function githubProtection(client: GithubClient): Pick<ForgeDriver, 'protection' | 'protect'> {
  return {
    protection: async (branch) =>
      strongest(branch, [await readRulesets(client, branch), await readBranchProtection(client, branch)]),
    protect: (policy) => protect(client, policy),
  };
}

/** Older servers have no rulesets: they answer 404, and branch protection is used. */
async function protect(client: GithubClient, policy: ProtectionPolicy): Promise<ReadonlyMap<ProtectionRule, string>> {
  try {
    await writeRuleset(client, policy);
  } catch (error) {
    const failure = failureIn(error);
    if (failure?.kind !== 'not-found' && failure?.kind !== 'forbidden') throw error;
    if (
      failure.kind === 'not-found' &&
      (await unlessStatus(
        [403, 404],
        protectBranch(client, policy).then(() => true),
        false,
      ))
    )
      return new Map();
    return new Map((Object.keys(protectionRules) as ProtectionRule[]).map((rule) => [rule, failure.reason]));
  }
  return new Map();
}

async function writeRuleset({ octokit, at }: GithubClient, policy: ProtectionPolicy): Promise<void> {
  const { repos } = octokit.rest;
  const name = `${NAME}: ${policy.branch}`;
  const answer = await repos.getRepoRulesets({ ...at, includes_parents: false, targets: 'branch', per_page: 100 });
  const listed = asAnswers(answer.data).find((each) => textIn(each, 'name') === name);
  const head = { ...at, name, target: 'branch' as const, enforcement: 'active' as const, bypass_actors: [] };
  if (listed === undefined) {
    await repos.createRepoRuleset({ ...head, ...(rulesetFor(policy, undefined) as RulesetBody) });
    return;
  }
  const ruleset_id = numberIn(listed, 'id');
  const own = asAnswer((await repos.getRepoRuleset({ ...at, ruleset_id, includes_parents: false })).data);
  await repos.updateRepoRuleset({ ...head, ruleset_id, ...(rulesetFor(policy, own) as RulesetBody) });
}

type RulesetBody = Pick<
  NonNullable<Parameters<GithubClient['octokit']['rest']['repos']['createRepoRuleset']>[0]>,
  'rules' | 'conditions'
>;

/** Only rulesets of which nobody is exempt hold anything: who may go around a rule is not held by it. */
async function readRulesets(client: GithubClient, branch: string): Promise<Protection> {
  const { octokit, at } = client;
  const call = octokit.rest.repos.getBranchRules({ ...at, branch, per_page: 100 });
  const answer = await unlessStatus([403, 404], call, { data: [] });
  const rules = asAnswers(answer.data);
  const rulesets = new Set(rules.map((rule) => numberIn(rule, 'ruleset_id')));
  const strict = new Set<number>();
  for (const id of rulesets) if (await hasNoExemptions(client, id)) strict.add(id);
  return protectionIn(
    branch,
    rules.filter((rule) => strict.has(numberIn(rule, 'ruleset_id'))),
  );
}

/** Whoever may not see the exemptions cannot say that there are none. */
async function hasNoExemptions({ octokit, at }: GithubClient, id: number): Promise<boolean> {
  const call = octokit.rest.repos.getRepoRuleset({ ...at, ruleset_id: id, includes_parents: true });
  const answer = await unlessStatus([403, 404], call, undefined);
  if (answer === undefined) return false;
  const ruleset = asAnswer(answer.data);
  const actors = valueIn(ruleset, 'bypass_actors');
  return optionalText(ruleset, 'enforcement') === 'active' && Array.isArray(actors) && actors.length === 0;
}

function protectionIn(branch: string, rules: readonly Answer[]): Protection {
  const ofType = (type: string): readonly Answer[] => rules.filter((rule) => textIn(rule, 'type') === type);
  const parameters = ofType('pull_request').map((rule) => optionalPart(rule, 'parameters') ?? {});
  const held: Readonly<Partial<Record<ProtectionRule, boolean>>> = {
    'pull-request-only': parameters.length > 0,
    'no-force-push': ofType('non_fast_forward').length > 0,
    'no-deletion': ofType('deletion').length > 0,
    'stale-dismissal': parameters.some((each) => flagIn(each, 'dismiss_stale_reviews_on_push')),
    'last-push-approval': parameters.some((each) => flagIn(each, 'require_last_push_approval')),
    'no-self-approval': true,
    'admins-too': parameters.length > 0,
  };
  const counts = parameters.map((each) => numberIn(each, 'required_approving_review_count'));
  const checks = ofType('required_status_checks').flatMap((rule) =>
    asAnswers(valueIn(partIn(rule, 'parameters'), 'required_status_checks')).map((check) => textIn(check, 'context')),
  );
  const numbers = { minApprovals: Math.max(0, ...counts), requiredChecks: [...new Set(checks)] };
  return protectionOf(branch, (rule) => held[rule] ?? false, numbers);
}
