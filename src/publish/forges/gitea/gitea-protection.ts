import { flagIn, numberIn, optionalText, valueIn, type Answer } from '../answer.ts';
import { failureIn, unlessStatus } from '../forge-failure.ts';
import type { ForgeDriver } from '../forge-driver.ts';
import { protectionOf, protectionRules, type Protection, type ProtectionPolicy, type ProtectionRule } from '../protection.ts';
import type { GiteaClient } from './gitea-client.ts';

const PATH = 'branch_protections';

export function giteaProtection(client: GiteaClient): Pick<ForgeDriver, 'protection' | 'protect'> {
  const read = (branch: string): Promise<Answer | undefined> => unlessStatus([403, 404], client.get([PATH, branch]), undefined);
  return {
    protection: async (branch) => protectionIn(branch, await read(branch)),
    protect: async (policy) => {
      try {
        const before = await read(policy.branch);
        if (before === undefined) await client.send('POST', [PATH], { rule_name: policy.branch, ...ruleFor(policy, undefined) });
        else await client.send('PATCH', [PATH, policy.branch], ruleFor(policy, before));
      } catch (error) {
        const failure = failureIn(error);
        if (failure?.kind !== 'forbidden' && failure?.kind !== 'not-found') throw error;
        return new Map((Object.keys(protectionRules) as ProtectionRule[]).map((rule) => [rule, failure.reason]));
      }
      return new Map();
    },
  };
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
