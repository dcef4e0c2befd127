/** A rational number, exact. The denominator is positive. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
/** A double has at most this many decimal digits in its shortest form. */
const DIGITS = 17;

/** The decimal that a double is written as, which is what its author meant. */
export function ratioOf(value: number): Ratio {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = NUMBER.exec(String(value)) ?? [];
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - fraction.length;
  return power >= 0
    ? { numerator: digits * 10n ** BigInt(power), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-power) };
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export function divide(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator };
}

/** The double that is written as exactly this decimal; undefined where there is none. */
export function numberOf(ratio: Ratio): number | undefined {
  const { numerator, denominator } = reduced(ratio);
  const places = decimalPlaces(denominator);
  if (places === undefined) return undefined;
  const digits = (numerator * 10n ** BigInt(places)) / denominator;
  const significant = String(digits).replace(/^-/, '').replace(/0+$/, '');
  if (significant.length > DIGITS) return undefined;
  const value = Number(`${digits}e-${places}`);
  if (!Number.isFinite(value)) return undefined;
  const back = reduced(ratioOf(value));
  return back.numerator === numerator && back.denominator === denominator ? value : undefined;
}

/** How many places a decimal with this reduced denominator has; undefined where it does not end. */
function decimalPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  const twos = powersIn(2n);
  const fives = powersIn(5n);
  return rest === 1n ? Math.max(twos, fives) : undefined;

  function powersIn(factor: bigint): number {
    let count = 0;
    while (rest % factor === 0n) {
      rest /= factor;
      count++;
    }
    return count;
  }
}

function reduced({ numerator, denominator }: Ratio): Ratio {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
