/** An exact decimal number: `digits` times ten to the power of `exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** As the number is written: 0.1 is a tenth, whatever binary fractions say. */
export function decimalOf(value: number): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = DECIMAL.exec(String(value)) ?? [];
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

/** The integers that two decimals are at the finer of their scales. */
export function aligned(a: Decimal, b: Decimal): readonly [a: bigint, b: bigint, exponent: number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent), exponent];
}

/** Whether `value` is a multiple of `divisor`. Both by their digits, but for integers, which are taken as they are. */
export function isMultiple(value: number, divisor: number): boolean {
  if (Number.isInteger(divisor)) return value % divisor === 0;
  const [a, b] = aligned(decimalOf(value), decimalOf(divisor));
  return a % b === 0n;
}

export function isMultipleOfDecimal(value: Decimal, divisor: Decimal): boolean {
  const [a, b] = aligned(value, divisor);
  return a % b === 0n;
}

/** The least common multiple of two positive decimals. */
export function commonMultiple(first: Decimal, second: Decimal): Decimal {
  const [a, b, exponent] = aligned(first, second);
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return { digits: (a / x) * b, exponent };
}

/** The quotient, rounded down. */
export function floorQuotient(value: Decimal, divisor: Decimal): bigint {
  const [a, b] = aligned(value, divisor);
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

export function times(value: Decimal, factor: bigint): Decimal {
  return { digits: value.digits * factor, exponent: value.exponent };
}

export function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}
