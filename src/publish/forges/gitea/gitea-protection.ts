import { flagIn, numberIn, optionalText, valueIn, type Answer } from '../answer.ts';
import { failureIn, unlessStatus } from '../forge-failure.ts';
import type { ForgeDriver } from '../forge-driver.ts';
import { protectionOf, protectionRules, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import type { GiteaClient } from './gitea-client.ts';

const PATH = 'branch_protections';

export function giteaProtection(client: GiteaClient): Pick<ForgeDriver, 'protection' | 'protect'> {
  return {
    protection: async (branch) => protectionIn(branch, await readRule(client, branch)),
    protect: async (policy) => {
      try {
        await writeRule(client, policy);
      } catch (error) {
        const failure = failureIn(error);
        if (failure?.kind !== 'forbidden' && failure?.kind !== 'not-found') throw error;
        return new Map((Object.keys(protectionRules) as ProtectionRule[]).map((rule) => [rule, failure.reason]));
      }
      return new Map();
    },
  };
}

/** The rule that decides about a branch; it may be one for many (`release/*`). */
async function readRule(client: GiteaClient, branch: string): Promise<Answer | undefined> {
  const known = await unlessStatus([403, 404], client.get(['branches', branch]), undefined);
  const name = known === undefined ? '' : optionalText(known, 'effective_branch_protection_name');
  return unlessStatus([403, 404], client.get([PATH, name === '' ? branch : name]), undefined);
}

/** A rule for the branch alone outranks one for many, so that it takes over what that says. */
async function writeRule(client: GiteaClient, policy: ProtectionPolicy): Promise<void> {
  const before = await readRule(client, policy.branch);
  const rule = ruleFor(policy, before);
  if (before !== undefined && optionalText(before, 'rule_name') === policy.branch)
    await client.send('PATCH', [PATH, policy.branch], rule);
  else await client.send('POST', [PATH], { ...carriedOver(before ?? {}), rule_name: policy.branch, ...rule });
}

function carriedOver(before: Answer): Answer {
  const own = new Set(['branch_name', 'rule_name', 'created_at', 'updated_at', 'priority']);
  return Object.fromEntries(Object.entries(before).filter(([key]) => !own.has(key) && key !== '__proto__'));
}

/** Gitea and Forgejo name differently what keeps administrators to the rules; each leaves the other's name alone. */
function ruleFor(policy: ProtectionPolicy, before: Answer | undefined): Readonly<Record<string, unknown>> {
  const checks = [...new Set([...checksIn(before), ...policy.requiredChecks])];
  const approvals = before === undefined ? 0 : numberIn(before, 'required_approvals');
  return {
    enable_push: false,
    enable_force_push: false,
    required_approvals: Math.max(approvals, policy.minApprovals),
    dismiss_stale_approvals: true,
    block_on_rejected_reviews: true,
    block_admin_merge_override: true,
    apply_to_admins: true,
    enable_bypass_allowlist: false,
    unprotected_file_patterns: '',
    ...(checks.length === 0 ? {} : { enable_status_check: true, status_check_contexts: checks }),
  };
}

function protectionIn(branch: string, rule: Answer | undefined): Protection {
  const on = (key: string): boolean => rule !== undefined && flagIn(rule, key);
  const adminsToo = (on('block_admin_merge_override') || on('apply_to_admins')) && !on('enable_bypass_allowlist');
  // Who may push files that match these needs no pull request for them.
  const everyFile = rule !== undefined && optionalText(rule, 'unprotected_file_patterns') === '';
  const held: Readonly<Partial<Record<ProtectionRule, boolean>>> = {
    'pull-request-only': rule !== undefined && !on('enable_push') && everyFile,
    'no-force-push': rule !== undefined && !on('enable_force_push'),
    'no-deletion': rule !== undefined,
    'stale-dismissal': on('dismiss_stale_approvals'),
    'no-self-approval': true,
    'admins-too': adminsToo,
  };
  return protectionOf(branch, (each) => held[each] ?? false, {
    minApprovals: rule === undefined || !adminsToo ? 0 : numberIn(rule, 'required_approvals'),
    requiredChecks: on('enable_status_check') && adminsToo ? checksIn(rule) : [],
  });
}

function checksIn(rule: Answer | undefined): readonly string[] {
  const checks = rule === undefined ? undefined : valueIn(rule, 'status_check_contexts');
  return Array.isArray(checks) ? checks.filter((each) => typeof each === 'string') : [];
}
