import { compilePattern } from '../../patterns/compile-pattern.ts';
import { deepEqual, isArray, isObject, type JsonValue } from '../../model/json.ts';
import { stated, type Side } from '../view/side.ts';
import { isMultiple } from './decimal.ts';
import { kindsOf } from './type-facts.ts';

/** Whether a schema surely refuses a value, by what it says of the value itself; its parts are not looked at. */
export function isRefused(side: Side, value: JsonValue): boolean {
  if (side.isFalse) return true;
  return Object.entries(demands).some(([keyword, isMet]) =>
    stated(side, keyword).some(({ value: wanted }) => !isMet(wanted, value, side)),
  );
}

type Demand = (wanted: JsonValue, value: JsonValue, side: Side) => boolean;

const demands: Readonly<Record<string, Demand>> = {
  type: (wanted, value) => kindsOf(wanted).has(kindOf(value)),
  enum: (wanted, value) => !isArray(wanted) || wanted.some((each) => deepEqual(each, value)),
  const: (wanted, value) => deepEqual(wanted, value),
  minimum: (wanted, value) => ordered(wanted, value, (a, b) => a <= b),
  maximum: (wanted, value) => ordered(wanted, value, (a, b) => a >= b),
  exclusiveMinimum: (wanted, value) => ordered(wanted, value, (a, b) => a < b),
  exclusiveMaximum: (wanted, value) => ordered(wanted, value, (a, b) => a > b),
  multipleOf: (wanted, value) => ordered(wanted, value, (a, b) => isMultiple(b, a)),
  minLength: (wanted, value) => typeof value !== 'string' || ordered(wanted, [...value].length, (a, b) => a <= b),
  maxLength: (wanted, value) => typeof value !== 'string' || ordered(wanted, [...value].length, (a, b) => a >= b),
  minItems: (wanted, value) => !isArray(value) || ordered(wanted, value.length, (a, b) => a <= b),
  maxItems: (wanted, value) => !isArray(value) || ordered(wanted, value.length, (a, b) => a >= b),
  required: (wanted, value) =>
    !isObject(value) || !isArray(wanted) || wanted.every((name) => typeof name !== 'string' || Object.hasOwn(value, name)),
  pattern: (wanted, value) => typeof wanted !== 'string' || typeof value !== 'string' || matches(wanted, value),
  format: (wanted, value, side) => typeof wanted !== 'string' || hasFormat(side, wanted, value),
};

function ordered(wanted: JsonValue, value: JsonValue, isRight: (wanted: number, value: number) => boolean): boolean {
  return typeof wanted !== 'number' || typeof value !== 'number' || isRight(wanted, value);
}

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  return !compiled.ok || text.length > compiled.limit || compiled.test(text);
}

function hasFormat(side: Side, name: string, value: JsonValue): boolean {
  const check = side.world.checks.format(name);
  if (check === undefined) return true;
  if (check.of === 'string') return typeof value !== 'string' || check.test(value);
  return typeof value !== 'number' || check.test(value);
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value;
}
