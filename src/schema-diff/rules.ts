import { additionalRules } from './rules/additional-rules.ts';
import { analysisRules } from './rules/analysis-rules.ts';
import { annotationRules } from './rules/annotation-rules.ts';
import { combinatorRules } from './rules/combinator-rules.ts';
import { conditionRules } from './rules/condition-rules.ts';
import { containsRules } from './rules/contains-rules.ts';
import { defaultRules } from './rules/default-rules.ts';
import { dependentRules } from './rules/dependent-rules.ts';
import { formatRules } from './rules/format-rules.ts';
import { itemRules } from './rules/item-rules.ts';
import { nameAndCountRules } from './rules/name-and-count-rules.ts';
import { numberRules } from './rules/number-rules.ts';
import { patternPropertyRules } from './rules/pattern-property-rules.ts';
import { propertyRules } from './rules/property-rules.ts';
import { requiredRules } from './rules/required-rules.ts';
import { retentionRules } from './rules/retention-rules.ts';
import type { RuleRow } from './rules/rule-row.ts';
import { stringRules } from './rules/string-rules.ts';
import { typeRules } from './rules/type-rules.ts';
import { valueRules } from './rules/value-rules.ts';
import { wholeRules } from './rules/whole-rules.ts';

export type { RuleRow } from './rules/rule-row.ts';

/** Every change that confman tells apart, a row each. An id is never renamed: approvals name it. Each has a page in docs/rules. */
export const rules = Object.freeze({
  ...wholeRules,
  ...typeRules,
  ...propertyRules,
  ...requiredRules,
  ...additionalRules,
  ...patternPropertyRules,
  ...nameAndCountRules,
  ...dependentRules,
  ...valueRules,
  ...defaultRules,
  ...numberRules,
  ...stringRules,
  ...formatRules,
  ...itemRules,
  ...containsRules,
  ...combinatorRules,
  ...conditionRules,
  ...analysisRules,
  ...annotationRules,
  ...retentionRules,
} satisfies Record<string, RuleRow>);

export type RuleId = keyof typeof rules;

const order = new Map((Object.keys(rules) as RuleId[]).map((id, i) => [id, i]));

export function isRule(id: string): id is RuleId {
  return Object.hasOwn(rules, id);
}

export function compareRules(a: RuleId, b: RuleId): number {
  return (order.get(a) ?? 0) - (order.get(b) ?? 0);
}
