import { canonicalJson } from '../../model/canonical-json.ts';
import type { ValueChecks } from '../../model/schema-world.ts';
import { commonMultiple, decimalOf, floorQuotient, isMultiple, isMultipleOfDecimal, numberOf, times } from './decimal.ts';
import { numberFacts } from './format-facts.ts';
import { empty, unknown, type Found, type Literal } from './literal.ts';
import type { Situation } from './situation.ts';
import { FRACTION, INTEGER } from './type-mask.ts';

/** So many numbers are tried one by one. */
const MAX_TRIES = 400;
/** Integers that have 64 bits and not 32. */
const BEYOND_FORMATS = [2 ** 31, -(2 ** 31) - 1, 6 * 2 ** 31, -6 * 2 ** 31];
/** Beyond it an integer and its digits are not the same in all numbers. */
const EXACT = 2 ** 53;

interface NumberNeeds {
  least: number;
  isLeastOut: boolean;
  most: number;
  isMostOut: boolean;
  readonly multiples: number[];
  readonly notMultiples: number[];
  readonly tests: ((value: number) => boolean)[];
  excluded: number;
  /** The only ones that come into question. */
  listed: readonly number[] | undefined;
  /** Some format is denied. */
  notFormats: boolean;
}

/** A number for bounds, divisors and formats, all in exact decimals. */
export function solveNumber({ leaves, mask }: Pick<Situation, 'leaves' | 'mask'>, checks: ValueChecks): Found {
  const needs = needsOf(leaves, mask, checks);
  const { least, most } = needs;
  if (least > most || (least === most && (needs.isLeastOut || needs.isMostOut))) return empty;
  const fits = (value: number): boolean => isInside(value, needs) && needs.tests.every((test) => test(value));
  const few = needs.listed ?? (least === most ? [least] : undefined);
  if (few !== undefined) {
    const value = few.find(fits);
    return value === undefined ? empty : { is: 'value', value };
  }
  return needs.multiples.length > 0 ? onSteps(needs, fits) : anywhere(needs, fits);
}

function needsOf(leaves: readonly Literal[], mask: number, checks: ValueChecks): NumberNeeds {
  const needs: NumberNeeds = {
    least: -Infinity,
    isLeastOut: false,
    most: Infinity,
    isMostOut: false,
    multiples: mask === INTEGER ? [1] : [],
    notMultiples: mask === FRACTION ? [1] : [],
    tests: [Number.isFinite],
    excluded: 0,
    listed: undefined,
    notFormats: false,
  };
  for (const { part, positive } of leaves) {
    if (part.op === 'least') raise(needs, part);
    else if (part.op === 'most') lower(needs, part);
    else if (part.op === 'multiple') (positive ? needs.multiples : needs.notMultiples).push(part.of);
    else if (part.op === 'enum' && positive) needs.listed = part.values.filter((value) => typeof value === 'number');
    else if (part.op === 'enum') {
      needs.excluded += part.keys.size;
      needs.tests.push((value) => !part.keys.has(canonicalJson(value)));
    } else if (part.op === 'format') {
      const check = checks.format(part.name);
      if (check?.of === 'number') needs.tests.push((value) => check.test(value) === positive);
      needs.notFormats ||= !positive;
      const facts = positive && Object.hasOwn(numberFacts, part.name) ? numberFacts[part.name] : undefined;
      if (facts !== undefined) {
        needs.multiples.push(1);
        raise(needs, { value: facts.least, exclusive: false });
        lower(needs, { value: facts.most, exclusive: false });
      } else if (!positive && part.name === 'int64') needs.notMultiples.push(1);
    }
  }
  for (const divisor of needs.multiples) needs.tests.push((value) => isMultiple(value, divisor));
  for (const divisor of needs.notMultiples) needs.tests.push((value) => !isMultiple(value, divisor));
  return needs;
}

function raise(needs: NumberNeeds, { value, exclusive }: { readonly value: number; readonly exclusive: boolean }): void {
  if (value < needs.least || (value === needs.least && !exclusive)) return;
  needs.least = value;
  needs.isLeastOut = exclusive;
}

function lower(needs: NumberNeeds, { value, exclusive }: { readonly value: number; readonly exclusive: boolean }): void {
  if (value > needs.most || (value === needs.most && !exclusive)) return;
  needs.most = value;
  needs.isMostOut = exclusive;
}

function isInside(value: number, { least, isLeastOut, most, isMostOut }: NumberNeeds): boolean {
  return (isLeastOut ? value > least : value >= least) && (isMostOut ? value < most : value <= most);
}

/** Only multiples of the least common one come into question. */
function onSteps(needs: NumberNeeds, fits: (value: number) => boolean): Found {
  const beyond = BEYOND_FORMATS.find(fits);
  if (needs.notFormats && beyond !== undefined) return { is: 'value', value: beyond };
  const step = needs.multiples.map(decimalOf).reduce(commonMultiple);
  const none = isExact(needs) ? empty : unknown('numbers too large for exact divisors');
  if (needs.notMultiples.some((divisor) => isMultipleOfDecimal(step, decimalOf(divisor)))) return none;
  const first = needs.least === -Infinity ? undefined : -floorQuotient(decimalOf(-needs.least), step);
  const last = needs.most === Infinity ? undefined : floorQuotient(decimalOf(needs.most), step);
  const tries = BigInt(MAX_TRIES + 2 * needs.excluded);
  const isListed = first !== undefined && last !== undefined && last - first <= tries;
  const from = first ?? (last === undefined ? 0n : last - tries);
  const to = isListed ? last : from + tries;
  for (let factor = from; factor <= to; factor += 1n) {
    const value = numberOf(times(step, factor));
    if (fits(value)) return { is: 'value', value };
  }
  return isListed ? none : unknown('no number was found');
}

/** Whether the digits of numbers, which fractions are divided by, and the numbers, which integers are, are the same. */
function isExact({ least, most, multiples, notMultiples }: NumberNeeds): boolean {
  if (Math.abs(least) <= EXACT && Math.abs(most) <= EXACT) return true;
  const isFinite = least !== -Infinity && most !== Infinity;
  const divisors = [...multiples, ...notMultiples];
  const isWhole = divisors.every(Number.isInteger);
  const isDigits = divisors.every((each) => each === 1 || !Number.isInteger(each));
  return !isFinite && (isWhole || isDigits || divisors.every((each) => Number.isInteger(each) || isUnit(each)));
}

function isUnit(divisor: number): boolean {
  return isMultipleOfDecimal({ digits: 1n, exponent: 0 }, decimalOf(divisor));
}

/** There is always some number between two others; the question is only which one is not taken. */
function anywhere({ least, most, excluded }: NumberNeeds, fits: (value: number) => boolean): Found {
  const from = least === -Infinity ? (most === Infinity ? 0 : most - 10) : least;
  const to = most === Infinity ? from + 10 : most;
  const parts = MAX_TRIES / 4 + excluded;
  for (const value of [from, to, Math.ceil(from), Math.floor(to), from + 1, to - 1, from + 0.5, to - 0.5]) {
    if (fits(value)) return { is: 'value', value };
  }
  for (let i = 1; i < parts; i += 1) {
    const value = from + ((to - from) * i) / parts;
    const short = Number(value.toPrecision(6));
    if (fits(short)) return { is: 'value', value: short };
    if (fits(value)) return { is: 'value', value };
  }
  return unknown('no number was found');
}
