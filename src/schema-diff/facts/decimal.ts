/** A number exactly as it is written: `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Beyond this the digits would fill the memory; no step of that kind is compared. */
const largestExponent = 400;

function decimal(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  return { digits: BigInt(whole + part), exponent: Number(power) - part.length };
}

/** Whether one number is a whole multiple of another, in decimal arithmetic: 0.3 is one of 0.1. */
export function isMultiple(value: number, of: number): boolean {
  const [a, b] = [decimal(value), decimal(of)];
  if (b.digits === 0n || Math.abs(a.exponent) > largestExponent || Math.abs(b.exponent) > largestExponent) return false;
  const lowest = Math.min(a.exponent, b.exponent);
  const scale = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - lowest);
  return scale(a) % scale(b) === 0n;
}
