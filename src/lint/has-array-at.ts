import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { step } from '../model/pointer.ts';

/** Whether a merge rule's pattern meets an array; `*` stands for any one segment. */
export function hasArrayAt(value: JsonValue | undefined, pattern: readonly string[], from = 0): boolean {
  if (value === undefined) return false;
  if (from === pattern.length) return isArray(value);
  const token = pattern[from] as string;
  if (token !== '*') return hasArrayAt(step(value, token), pattern, from + 1);
  return (isObject(value) || isArray(value)) && Object.values(value).some((each) => hasArrayAt(each, pattern, from + 1));
}
