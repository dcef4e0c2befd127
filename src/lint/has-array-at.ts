import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { step } from '../model/pointer.ts';

/** Steps that may still be taken, by all that share them. */
export interface StepBudget {
  left: number;
}

/**
 * Whether a merge rule's pattern meets an array; `*` stands for any one segment. Where the budget does not do, it is taken
 * to: what is not looked at is not told of.
 */
export function hasArrayAt(value: JsonValue | undefined, pattern: readonly string[], budget: StepBudget, from = 0): boolean {
  budget.left--;
  if (budget.left < 0) return true;
  if (value === undefined) return false;
  if (from === pattern.length) return isArray(value);
  const token = pattern[from] as string;
  if (token !== '*') return hasArrayAt(step(value, token), pattern, budget, from + 1);
  if (!isObject(value) && !isArray(value)) return false;
  return Object.values(value).some((each) => hasArrayAt(each, pattern, budget, from + 1));
}
