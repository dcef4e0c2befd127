import { asAnswer, asAnswers, flagIn, numberIn, optionalPart, textIn, valueIn, type Answer } from '../answer.ts';
import { unlessStatus } from '../forge-failure.ts';
import { protectionOf, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import type { GithubClient } from './github-client.ts';

/** What there was before rulesets. Reading it takes the rights of an administrator; without them it counts as not there. */
export async function readBranchProtection(client: GithubClient, branch: string): Promise<Protection> {
  const answer = await readProtection(client, branch);
  const reviews = answer === undefined ? undefined : optionalPart(answer, 'required_pull_request_reviews');
  const switched = (key: string): boolean => answer !== undefined && flagIn(optionalPart(answer, key) ?? {}, 'enabled');
  const held: Readonly<Partial<Record<ProtectionRule, boolean>>> = {
    'pull-request-only': reviews !== undefined,
    'no-force-push': answer !== undefined && !switched('allow_force_pushes'),
    'no-deletion': answer !== undefined && !switched('allow_deletions'),
    'stale-dismissal': reviews !== undefined && flagIn(reviews, 'dismiss_stale_reviews'),
    'last-push-approval': reviews !== undefined && flagIn(reviews, 'require_last_push_approval'),
    'no-self-approval': true,
    'admins-too': switched('enforce_admins'),
  };
  const enforced = switched('enforce_admins');
  // Rules that administrators may go around are not held: whoever runs confman may be one.
  return protectionOf(branch, (rule) => (enforced || rule === 'no-self-approval') && (held[rule] ?? false), {
    minApprovals: enforced ? countIn(reviews) : 0,
    requiredChecks: enforced ? checksIn(answer) : [],
  });
}

export async function protectBranch(client: GithubClient, policy: ProtectionPolicy): Promise<void> {
  const { octokit, at } = client;
  const before = await readProtection(client, policy.branch);
  const reviews = before === undefined ? undefined : optionalPart(before, 'required_pull_request_reviews');
  const checks = [...new Set([...checksIn(before), ...policy.requiredChecks])];
  await octokit.rest.repos.updateBranchProtection({
    ...at,
    branch: policy.branch,
    required_status_checks: checks.length === 0 ? null : { strict: isStrict(before), contexts: checks },
    enforce_admins: true,
    required_pull_request_reviews: {
      dismiss_stale_reviews: true,
      require_code_owner_reviews: reviews !== undefined && flagIn(reviews, 'require_code_owner_reviews'),
      require_last_push_approval: policy.minApprovals > 0,
      required_approving_review_count: Math.min(6, Math.max(policy.minApprovals, countIn(reviews))),
    },
    restrictions: restrictionsIn(before),
    allow_force_pushes: false,
    allow_deletions: false,
  });
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

/** Whose pushes alone are taken stays as it was. */
function restrictionsIn(before: Answer | undefined): { users: string[]; teams: string[]; apps: string[] } | null {
  const restrictions = before === undefined ? undefined : optionalPart(before, 'restrictions');
  if (restrictions === undefined) return null;
  const names = (list: string, key: string): string[] => asAnswers(valueIn(restrictions, list)).map((each) => textIn(each, key));
  return { users: names('users', 'login'), teams: names('teams', 'slug'), apps: names('apps', 'slug') };
}
