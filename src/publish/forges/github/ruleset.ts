import { asAnswers, flagIn, numberIn, optionalPart, partIn, textIn, valueIn, type Answer } from '../answer.ts';
import type { ProtectionPolicy } from '../protection.ts';

/** What is written of a ruleset. */
export interface Ruleset {
  readonly conditions: { readonly ref_name: { include: string[]; exclude: string[] } };
  /** As GitHub takes them: `{type, parameters}`. */
  readonly rules: readonly Answer[];
}

/** @param own what confman's ruleset says now: what people added to it stays */
export function rulesetFor(policy: ProtectionPolicy, own: Answer | undefined): Ruleset {
  const before = own === undefined ? [] : asAnswers(valueIn(own, 'rules') ?? []);
  const rules = [
    { type: 'deletion' },
    { type: 'non_fast_forward' },
    pullRequestRule(policy, before),
    ...checksRule(policy, before),
  ];
  const written = new Set(rules.map(({ type }) => type));
  return {
    conditions: { ref_name: { include: branchesFor(policy.branch, own), exclude: [] } },
    rules: [
      ...rules.map((rule): Answer => ({ ...rule })),
      ...before.filter((rule) => !written.has(textIn(rule, 'type'))).map(withoutSource),
    ],
  };
}

interface Rule {
  readonly type: string;
  readonly parameters?: Answer;
}

function pullRequestRule({ minApprovals }: ProtectionPolicy, before: readonly Answer[]): Rule {
  const parameters = parametersOf('pull_request', before);
  const count =
    valueIn(parameters, 'required_approving_review_count') === undefined
      ? 0
      : numberIn(parameters, 'required_approving_review_count');
  return {
    type: 'pull_request',
    parameters: {
      ...parameters,
      required_approving_review_count: Math.min(10, Math.max(minApprovals, count)),
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: minApprovals > 0 || flagIn(parameters, 'require_last_push_approval'),
      require_code_owner_review: flagIn(parameters, 'require_code_owner_review'),
      required_review_thread_resolution: flagIn(parameters, 'required_review_thread_resolution'),
    },
  };
}

function checksRule({ requiredChecks }: ProtectionPolicy, before: readonly Answer[]): readonly Rule[] {
  const parameters = parametersOf('required_status_checks', before);
  const known = asAnswers(valueIn(parameters, 'required_status_checks') ?? []);
  const added = requiredChecks.filter((context) => !known.some((check) => textIn(check, 'context') === context));
  const checks = [...known, ...added.map((context) => ({ context }))];
  if (checks.length === 0) return [];
  const strict = flagIn(parameters, 'strict_required_status_checks_policy');
  const written = { ...parameters, required_status_checks: checks, strict_required_status_checks_policy: strict };
  return [{ type: 'required_status_checks', parameters: written }];
}

function parametersOf(type: string, rules: readonly Answer[]): Answer {
  const rule = rules.find((each) => textIn(each, 'type') === type);
  return rule === undefined ? {} : (optionalPart(rule, 'parameters') ?? {});
}

function branchesFor(branch: string, own: Answer | undefined): string[] {
  const include = own === undefined ? [] : valueIn(partIn(partIn(own, 'conditions'), 'ref_name'), 'include');
  const before = Array.isArray(include) ? include.filter((each) => typeof each === 'string') : [];
  return [...new Set([...before, `refs/heads/${branch}`])];
}

function withoutSource(rule: Answer): Answer {
  const parameters = optionalPart(rule, 'parameters');
  return parameters === undefined ? { type: textIn(rule, 'type') } : { type: textIn(rule, 'type'), parameters };
}
