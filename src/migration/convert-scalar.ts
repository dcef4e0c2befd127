import type { JsonPrimitive } from '../model/json.ts';
import { divide, multiply, numberOf, ratioOf } from './decimal.ts';
import type { Conversion, ScalarType } from './step.ts';
import { unitOf } from './units.ts';

/** Why a value cannot be converted; says nothing of the value but its kind, for it may be a secret. */
export interface Unconverted {
  readonly reason: string;
  /** The value is not of the kind that the step is for; otherwise it is, and has no exact counterpart. */
  readonly fits: boolean;
}

export type Converted = { readonly value: JsonPrimitive } | Unconverted;

/** Converts without loss, or says why it cannot. `null` means "not set" in every type and unit. */
export function convertScalar(value: JsonPrimitive, conversion: Conversion, lossy: boolean): Converted {
  if (conversion.kind === 'values') return convertListed(value, conversion, lossy);
  if (value === null) return { value };
  return conversion.kind === 'type' ? convertType(value, conversion.from, conversion.to) : convertUnit(value, conversion);
}

function convertListed(
  value: JsonPrimitive,
  { pairs, others }: Extract<Conversion, { kind: 'values' }>,
  lossy: boolean,
): Converted {
  const pair = pairs.find(([from]) => from === value);
  if (pair !== undefined) return { value: pair[1] };
  if (others === 'refuse') return { reason: 'no pair of its values is for this one', fits: true };
  if (lossy || !pairs.some(([, to]) => to === value)) return { value };
  return { reason: 'it has a value already that another one is converted to', fits: true };
}

function convertType(value: JsonPrimitive, from: ScalarType, to: ScalarType): Converted {
  if (!isOf(value, from)) return { reason: `it is no ${from}`, fits: false };
  if (to === 'string') return { value: String(value) };
  if (typeof value === 'string') return parseText(value, to);
  if (isOf(value, to)) return { value };
  if (typeof value === 'boolean' && to === 'integer') return { value: value ? 1 : 0 };
  if (to === 'boolean' && (value === 0 || value === 1)) return { value: value === 1 };
  return { reason: `no ${to} has the same meaning`, fits: true };
}

function isOf(value: JsonPrimitive, type: ScalarType): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

/** Only the text that the value is written as: from `08` nothing would lead back to `08`. */
function parseText(text: string, to: ScalarType): Converted {
  const value = to === 'boolean' ? (text === 'true' ? true : text === 'false' ? false : undefined) : Number(text);
  if (value !== undefined && isOf(value, to) && (typeof value === 'boolean' || Number.isFinite(value)) && String(value) === text)
    return { value };
  return { reason: `its text is not how one ${to} is written`, fits: true };
}

function convertUnit(value: JsonPrimitive, { from, to }: Extract<Conversion, { kind: 'unit' }>): Converted {
  const [source, target] = [unitOf(from), unitOf(to)];
  if (typeof value !== 'number' || source === undefined || target === undefined)
    return { reason: 'it is no number', fits: false };
  const converted = numberOf(divide(multiply(ratioOf(value), source.factor), target.factor));
  return converted === undefined ? { reason: `no decimal number of ${to} is exactly that`, fits: true } : { value: converted };
}
