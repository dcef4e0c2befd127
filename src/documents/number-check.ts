import { hints } from './hints.ts';

/** Why a number that is written well is refused all the same: a code, and for an integer the nearest that can be held. */
export type NumberFault =
  | {
      readonly code: 'documents/not-a-number' | 'documents/infinite-number' | 'documents/number-too-large';
      readonly hint: string;
    }
  | { readonly code: 'documents/inexact-integer'; readonly hint: string; readonly nearest: string };

const INTEGER = /^(?:0[xX][0-9a-fA-F]+|0o[0-7]+|\d+)$/;

/**
 * An integer is taken at its word: where the double nearest to it is another integer, it is refused. What is written with
 * a point or an exponent is meant as a measure, and the nearest double is what every reader takes.
 *
 * @param word the number as it is written
 * @param value what its format says that it is
 */
export function numberFault(word: string, value: number): NumberFault | undefined {
  if (Number.isSafeInteger(value)) return undefined;
  if (Number.isNaN(value)) return { code: 'documents/not-a-number', hint: hints.numberLeftOut };
  if (Math.abs(value) === Infinity) {
    return /inf/i.test(word)
      ? { code: 'documents/infinite-number', hint: hints.numberLeftOut }
      : { code: 'documents/number-too-large', hint: hints.numberAsText };
  }
  const digits = /^[+-]/.test(word) ? word.slice(1) : word;
  if (!INTEGER.test(digits)) return undefined;
  const nearest = BigInt(value);
  const exact = value < 0 ? -BigInt(digits) : BigInt(digits);
  return exact === nearest
    ? undefined
    : { code: 'documents/inexact-integer', hint: hints.numberAsText, nearest: nearest.toString() };
}
