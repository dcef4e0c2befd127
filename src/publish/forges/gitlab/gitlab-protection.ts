import { asAnswer, asAnswers, flagIn, numberIn, optionalText, textIn, valueIn, type Answer } from '../answer.ts';
import { visibleText } from '../../../diagnostics/visible-text.ts';
import { failureIn, unlessStatus, type ForgeFailure } from '../forge-failure.ts';
import type { ForgeDriver } from '../forge-driver.ts';
import { allPages } from '../pages.ts';
import { protectionOf, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import { listed, pageOf, type GitlabClient } from './gitlab-client.ts';

const RULE = 'confman';
/** GitLab's numbers of who may: nobody, and maintainers. */
const [NOBODY, MAINTAINERS] = [0, 40] as const;

export function gitlabProtection(client: GitlabClient): Pick<ForgeDriver, 'protection' | 'protect'> {
  return { protection: (branch) => readProtection(client, branch), protect: (policy) => protect(client, policy) };
}

interface Settings {
  readonly branch: Answer | undefined;
  /** Other rules that take the branch in, by a `*` or from its group: of all rules the loosest holds, also beside one of its very name. */
  readonly wider: readonly Answer[];
  /** Undefined where the plan has no rules of approval. */
  readonly approvals: Answer | undefined;
  readonly rules: readonly Answer[];
  readonly isDefault: boolean;
}

async function readProtection(client: GitlabClient, branch: string): Promise<Protection> {
  const settings = await readSettings(client, branch);
  const protectedBranch = settings.branch;
  const on = (key: string): boolean => settings.approvals !== undefined && flagIn(settings.approvals, key);
  const closed = protectedBranch !== undefined && [protectedBranch, ...settings.wider].every(nobodyPushes);
  const kept = protectedBranch !== undefined && ![protectedBranch, ...settings.wider].some(mayBeRewritten);
  const held: Readonly<Partial<Record<ProtectionRule, boolean>>> = {
    'pull-request-only': closed,
    'no-force-push': kept,
    // Maintainers may delete a protected branch on its page, but for the default branch.
    'no-deletion': protectedBranch !== undefined && settings.isDefault,
    'stale-dismissal': on('reset_approvals_on_push'),
    'no-self-approval':
      settings.approvals !== undefined && valueIn(settings.approvals, 'merge_requests_author_approval') === false,
    'admins-too': closed,
  };
  const counts = settings.rules.filter((rule) => appliesTo(rule, branch)).map((rule) => numberIn(rule, 'approvals_required'));
  // Who opens a merge request could take the rules away from it.
  const fixed = on('disable_overriding_approvers_per_merge_request');
  const minApprovals = fixed ? Math.max(0, ...counts) : 0;
  return protectionOf(branch, (rule) => held[rule] ?? false, { minApprovals, requiredChecks: [] });
}

async function readSettings(client: GitlabClient, branch: string): Promise<Settings> {
  const { protectedBranches, approvals, projects, project } = client;
  const rules = allPages(async (page) => pageOf(await approvals.allApprovalRules(project, listed(page))));
  const protections = allPages(async (page) => pageOf(await protectedBranches.all(project, listed(page))));
  const [all, configuration, known, { items }] = await Promise.all([
    unlessStatus([403, 404], protections, { items: [], more: false }),
    unlessStatus([403, 404], approvals.showConfiguration(project), undefined),
    unlessStatus([403, 404], projects.show(project), undefined),
    unlessStatus([403, 404], rules, { items: [], more: false }),
  ]);
  // The group may have a rule of the same name, which projects cannot change.
  const named = all.items.filter((each) => textIn(each, 'name') === branch);
  const own = named.find((each) => !flagIn(each, 'inherited')) ?? named[0];
  return {
    // Of more than can be read nothing is known.
    branch: all.more ? undefined : own,
    wider: all.items.filter((each) => each !== own && isMeant(textIn(each, 'name'), branch)),
    approvals: configuration === undefined ? undefined : asAnswer(configuration),
    rules: items,
    isDefault: known !== undefined && optionalText(asAnswer(known), 'default_branch') === branch,
  };
}

/** A `*` stands for any letters, a slash among them. Without a regular expression, as no pattern of others is to cost time. */
function isMeant(pattern: string, branch: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === branch;
  if (!branch.startsWith(first) || branch.length < first.length + last.length || !branch.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = branch.indexOf(part, at);
    if (found < 0 || found + part.length > branch.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function mayBeRewritten(branch: Answer): boolean {
  return flagIn(branch, 'allow_force_push');
}

function nobodyPushes(branch: Answer): boolean {
  const levels = asAnswers(valueIn(branch, 'push_access_levels') ?? []);
  const others = ['user_id', 'group_id', 'deploy_key_id'];
  return levels.every(
    (level) => valueIn(level, 'access_level') === NOBODY && others.every((key) => (valueIn(level, key) ?? null) === null),
  );
}

/** A rule without branches is one for all of them. */
function appliesTo(rule: Answer, branch: string): boolean {
  if (flagIn(rule, 'applies_to_all_protected_branches')) return true;
  const branches = asAnswers(valueIn(rule, 'protected_branches') ?? []);
  return branches.length === 0 || branches.some((each) => textIn(each, 'name') === branch);
}

async function protect(client: GitlabClient, policy: ProtectionPolicy): Promise<ReadonlyMap<ProtectionRule, string>> {
  const reasons = new Map<ProtectionRule, string>();
  const settings = await readSettings(client, policy.branch);
  const attempt = async (rules: readonly ProtectionRule[], work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      const failure = failureIn(error);
      if (failure === undefined || !isRefusal(failure)) throw error;
      for (const rule of rules) reasons.set(rule, failure.reason);
    }
  };
  await attempt(['pull-request-only', 'no-force-push', 'admins-too'], protectBranch(client, policy.branch, settings.branch));
  if (policy.minApprovals > 0) {
    await attempt(['stale-dismissal', 'no-self-approval', 'min-approvals'], configureApprovals(client));
    await attempt(['min-approvals'], requireApprovals(client, policy, settings.rules));
  }
  for (const rule of settings.wider) {
    const reason = `the rule ${JSON.stringify(visibleText(textIn(rule, 'name'), 80))} lets others do it, and of all rules the loosest holds`;
    if (!nobodyPushes(rule)) for (const each of ['pull-request-only', 'admins-too'] as const) reasons.set(each, reason);
    if (mayBeRewritten(rule)) reasons.set('no-force-push', reason);
  }
  if (!settings.isDefault) reasons.set('no-deletion', 'only the default branch cannot be deleted by maintainers');
  return reasons;
}

function isRefusal({ kind }: ForgeFailure): boolean {
  return kind === 'forbidden' || kind === 'not-found' || kind === 'refused' || kind === 'conflict';
}

/**
 * A branch that is protected already is changed in place, which some plans refuse: it is never left without protection in
 * between, as taking it off and on again would.
 */
async function protectBranch(
  { protectedBranches, project }: GitlabClient,
  branch: string,
  before: Answer | undefined,
): Promise<void> {
  if (before === undefined) {
    const levels = { pushAccessLevel: NOBODY, mergeAccessLevel: MAINTAINERS, allowForcePush: false };
    await protectedBranches.protect(project, branch, levels);
    return;
  }
  const levels = asAnswers(valueIn(before, 'push_access_levels') ?? []).map((level) => ({
    id: numberIn(level, 'id'),
    _destroy: true,
  }));
  const allowedToPush = nobodyPushes(before) ? {} : { allowedToPush: [...levels, { accessLevel: NOBODY }] };
  await protectedBranches.edit(project, branch, { allowForcePush: false, ...(allowedToPush as object) });
}

async function configureApprovals({ approvals, project }: GitlabClient): Promise<void> {
  await approvals.editConfiguration(project, {
    resetApprovalsOnPush: true,
    mergeRequestsAuthorApproval: false,
    mergeRequestsDisableCommittersApproval: true,
    disableOverridingApproversPerMergeRequest: true,
  });
}

async function requireApprovals(
  { approvals, project }: GitlabClient,
  { minApprovals }: ProtectionPolicy,
  rules: readonly Answer[],
): Promise<void> {
  // There can be one rule about approvals of anybody.
  const own = rules.find((rule) => textIn(rule, 'name') === RULE || optionalText(rule, 'rule_type') === 'any_approver');
  const everywhere = { appliesToAllProtectedBranches: true };
  if (own === undefined)
    await approvals.createApprovalRule(project, RULE, minApprovals, { ruleType: 'any_approver', ...everywhere });
  else if (numberIn(own, 'approvals_required') < minApprovals)
    await approvals.editApprovalRule(project, numberIn(own, 'id'), textIn(own, 'name'), minApprovals, everywhere);
}
