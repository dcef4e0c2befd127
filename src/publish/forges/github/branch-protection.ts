import { asAnswer, asAnswers, flagIn, numberIn, optionalPart, textIn, valueIn, type Answer } from '../answer.ts';
import { unlessStatus } from '../forge-failure.ts';
import { protectionOf, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import type { GithubClient } from './github-client.ts';

/** What there was before rulesets. Reading it takes the rights of an administrator; without them it counts as not there. */
export async function readBranchProtection(client: GithubClient, branch: string): Promise<Protection> {
  const answer = await readProtection(client, branch);
  const reviews = answer === undefined ? undefined : optionalPart(answer, 'required_pull_request_reviews');
  const switched = (key: string): boolean => answer !== undefined && isOn(answer, key);
  const held: Readonly<Partial<Record<ProtectionRule, boolean>>> = {
    'pull-request-only': reviews !== undefined,
    'no-force-push': answer !== undefined && !switched('allow_force_pushes'),
    'no-deletion': answer !== undefined && !switched('allow_deletions'),
    'stale-dismissal': reviews !== undefined && flagIn(reviews, 'dismiss_stale_reviews'),
    'last-push-approval': reviews !== undefined && flagIn(reviews, 'require_last_push_approval'),
    'no-self-approval': true,
    'admins-too': true,
  };
  const enforced = switched('enforce_admins') && !hasBypass(reviews ?? {});
  // Rules that administrators may go around are not held: whoever runs confman may be one.
  return protectionOf(branch, (rule) => (enforced || rule === 'no-self-approval') && (held[rule] ?? false), {
    minApprovals: enforced ? countIn(reviews) : 0,
    requiredChecks: enforced ? checksIn(answer) : [],
  });
}

/** Writing it replaces it whole: what there was besides is written again. */
export async function protectBranch(client: GithubClient, policy: ProtectionPolicy): Promise<void> {
  const { octokit, at } = client;
  const before = (await readProtection(client, policy.branch)) ?? {};
  const reviews = optionalPart(before, 'required_pull_request_reviews') ?? {};
  const checks = [...new Set([...checksIn(before), ...policy.requiredChecks])];
  const dismissal = namesIn(reviews, 'dismissal_restrictions');
  await octokit.rest.repos.updateBranchProtection({
    ...at,
    branch: policy.branch,
    required_status_checks: checks.length === 0 ? null : { strict: isStrict(before), contexts: checks },
    enforce_admins: true,
    required_pull_request_reviews: {
      ...(dismissal === null ? {} : { dismissal_restrictions: dismissal }),
      dismiss_stale_reviews: true,
      require_code_owner_reviews: flagIn(reviews, 'require_code_owner_reviews'),
      require_last_push_approval: policy.minApprovals > 0 || flagIn(reviews, 'require_last_push_approval'),
      required_approving_review_count: Math.min(6, Math.max(policy.minApprovals, countIn(reviews))),
    },
    restrictions: namesIn(before, 'restrictions'),
    required_linear_history: isOn(before, 'required_linear_history'),
    required_conversation_resolution: isOn(before, 'required_conversation_resolution'),
    block_creations: isOn(before, 'block_creations'),
    lock_branch: isOn(before, 'lock_branch'),
    allow_fork_syncing: isOn(before, 'allow_fork_syncing'),
    allow_force_pushes: false,
    allow_deletions: false,
  });
}

function isOn(answer: Answer, key: string): boolean {
  return flagIn(optionalPart(answer, key) ?? {}, 'enabled');
}

async function readProtection({ octokit, at }: GithubClient, branch: string): Promise<Answer | undefined> {
  const call = octokit.rest.repos.getBranchProtection({ ...at, branch });
  const answer = await unlessStatus([403, 404], call, undefined);
  return answer === undefined ? undefined : asAnswer(answer.data);
}

function countIn(reviews: Answer | undefined): number {
  if (reviews === undefined || valueIn(reviews, 'required_approving_review_count') === undefined) return 0;
  return numberIn(reviews, 'required_approving_review_count');
}

function isStrict(before: Answer | undefined): boolean {
  return before !== undefined && flagIn(optionalPart(before, 'required_status_checks') ?? {}, 'strict');
}

function checksIn(answer: Answer | undefined): readonly string[] & string[] {
  const checks = answer === undefined ? undefined : optionalPart(answer, 'required_status_checks');
  const contexts = checks === undefined ? [] : valueIn(checks, 'contexts');
  return Array.isArray(contexts) ? contexts.filter((each) => typeof each === 'string') : [];
}

/** Who alone may push, or dismiss reviews, stays as it was. */
function namesIn(answer: Answer, part: string): { users: string[]; teams: string[]; apps: string[] } | null {
  const found = optionalPart(answer, part);
  if (found === undefined) return null;
  const names = (list: string, key: string): string[] => asAnswers(valueIn(found, list) ?? []).map((each) => textIn(each, key));
  return { users: names('users', 'login'), teams: names('teams', 'slug'), apps: names('apps', 'slug') };
}

/** People who may merge without a pull request: for them the rule does not hold. */
function hasBypass(reviews: Answer): boolean {
  const names = namesIn(reviews, 'bypass_pull_request_allowances');
  return names !== null && Object.values(names).some((each) => each.length > 0);
}
