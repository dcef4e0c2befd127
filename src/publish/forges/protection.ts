import type { ForgeCapabilities } from './forge-port.ts';

/** What a forge can be asked to hold on the protected branch, and what each means. */
export const protectionRules = {
  'pull-request-only': 'nothing reaches the branch but by a pull request',
  'no-force-push': 'the branch is never rewritten',
  'no-deletion': 'the branch is never deleted',
  'min-approvals': 'a merge needs as many approvals as the strictest namespace',
  'stale-dismissal': 'a new head takes approvals away',
  'last-push-approval': 'whoever pushed last does not approve',
  'no-self-approval': 'whoever asked does not approve',
  'required-checks': 'the named checks have to pass',
  'admins-too': 'the rules hold for administrators as well',
} as const;

export type ProtectionRule = keyof typeof protectionRules;

export interface ProtectionPolicy {
  readonly branch: string;
  /** 0: none is asked for. */
  readonly minApprovals: number;
  /** Names of the checks that have to pass; none: checks do not matter. */
  readonly requiredChecks: readonly string[];
}

/** What a forge holds on a branch, as it tells. */
export interface Protection {
  readonly branch: string;
  /** In the order of `protectionRules`. */
  readonly enforced: readonly ProtectionRule[];
  readonly minApprovals: number;
  /** In code-unit order. */
  readonly requiredChecks: readonly string[];
}

export interface MissingRule {
  readonly rule: ProtectionRule;
  /** Why the forge does not hold it; goes on after a colon. */
  readonly reason: string;
}

export interface ProtectionReport {
  readonly protection: Protection;
  readonly changed: boolean;
  /** What the policy asks for and the forge does not hold: nobody may claim that it does. */
  readonly missing: readonly MissingRule[];
}

export function protectionOf(
  branch: string,
  holds: (rule: ProtectionRule) => boolean,
  { minApprovals, requiredChecks }: Omit<ProtectionPolicy, 'branch'>,
): Protection {
  const rules = Object.keys(protectionRules) as ProtectionRule[];
  const enforced = rules.filter((rule) => {
    if (rule === 'min-approvals') return minApprovals > 0;
    return rule === 'required-checks' ? requiredChecks.length > 0 : holds(rule);
  });
  return { branch, enforced, minApprovals, requiredChecks: requiredChecks.toSorted() };
}

/** What of a policy is not held. @param reasons that the forge gave when it was asked to */
export function missingRules(
  policy: ProtectionPolicy,
  protection: Protection,
  capabilities: ForgeCapabilities,
  reasons: ReadonlyMap<ProtectionRule, string>,
): readonly MissingRule[] {
  const rules = Object.keys(protectionRules) as ProtectionRule[];
  return rules
    .filter((rule) => isAsked(rule, policy) && !isHeld(rule, policy, protection))
    .map((rule) => ({ rule, reason: reasons.get(rule) ?? unheld[capabilities.rules[rule]] }));
}

const unheld = {
  no: 'this forge cannot do it',
  paid: 'this forge does it in a paid plan only',
  yes: 'it is not set',
} as const;

function isAsked(rule: ProtectionRule, { minApprovals, requiredChecks }: ProtectionPolicy): boolean {
  if (rule === 'required-checks') return requiredChecks.length > 0;
  if (rule === 'min-approvals' || rule === 'stale-dismissal' || rule === 'last-push-approval') return minApprovals > 0;
  return true;
}

function isHeld(rule: ProtectionRule, policy: ProtectionPolicy, held: Protection): boolean {
  if (rule === 'min-approvals') return held.minApprovals >= policy.minApprovals;
  if (rule === 'required-checks') return policy.requiredChecks.every((check) => held.requiredChecks.includes(check));
  return held.enforced.includes(rule);
}
