import { isArray, isObject, type JsonValue } from '../../model/json.ts';
import type { EditStep } from './edit-step.ts';

/** The value that a text has after a step. Shares what the step does not concern. */
export function applyStep(value: JsonValue, step: EditStep, depth = 0): JsonValue {
  const token = step.path[depth];
  if (token === undefined) return applyHere(value, step);
  if (isArray(value)) return value.map((item, i) => (String(i) === token ? applyStep(item, step, depth + 1) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === token ? applyStep(item, step, depth + 1) : item]),
  );
}

function applyHere(value: JsonValue, step: EditStep): JsonValue {
  if (step.op === 'replace') return step.value;
  const { at } = step;
  if (isArray(value)) return step.op === 'add' ? value.toSpliced(Number(at), 0, step.value) : value.toSpliced(Number(at), 1);
  if (!isObject(value)) return value;
  const others = Object.entries(value).filter(([key]) => key !== at);
  return Object.fromEntries(step.op === 'add' ? [...others, [String(at), step.value]] : others);
}
