import { isWithin, patternsOf, sampleTexts } from './format-facts.ts';
import { isDemand } from './expand.ts';
import { empty, unknown, type Found, type Literal } from './literal.ts';
import type { Finder } from './finder.ts';
import { every, inverse, type Verdict } from './verdict.ts';

const MAX_LENGTH = 5_000;

interface TextNeeds {
  min: number;
  max: number;
  readonly matching: string[];
  readonly notMatching: string[];
  readonly excluded: Set<string>;
  /** The only ones that come into question. */
  listed: readonly string[] | undefined;
  /** Formats, secrets, base64: no automaton knows them. */
  readonly checked: Literal[];
}

export function solveText(leaves: readonly Literal[], solver: Finder): Found {
  const needs = needsOf(leaves);
  if (needs.min > needs.max || contradicts(needs.checked)) return empty;
  const fits = (text: string): Verdict => every(leaves, (literal) => holdsOfText(literal, text, solver));
  if (needs.listed !== undefined) return amongTexts(needs.listed, fits);
  const simple = plainTexts(needs).find((text) => fits(text) === true);
  if (simple !== undefined) return { is: 'value', value: simple };
  if (needs.max === 0) return fits('') === false ? empty : unknown('the empty text could not be judged');
  return byAutomaton(needs, fits, solver);
}

function amongTexts(texts: readonly string[], fits: (text: string) => Verdict): Found {
  const verdicts = texts.map(fits);
  const value = texts[verdicts.indexOf(true)];
  if (value !== undefined) return { is: 'value', value };
  return verdicts.includes(undefined) ? unknown('some text could not be judged') : empty;
}

function byAutomaton(needs: TextNeeds, fits: (text: string) => Verdict, solver: Finder): Found {
  const { matching, notMatching, min, max, excluded } = needs;
  const known = patternsOf(needs.checked);
  const query = {
    matching: [...matching, ...known.matching],
    notMatching: [...notMatching, ...known.notMatching],
    minLength: min,
    maxLength: max,
    notOneOf: [...excluded],
  };
  const found = solver.parts.texts.find(query);
  if (found.is === 'none') return empty;
  const candidates = [...(found.is === 'text' ? [found.text] : []), ...sampleTexts];
  const value = candidates.find((text) => fits(text) === true);
  return value === undefined ? unknown('no text was found') : { is: 'value', value };
}

function needsOf(leaves: readonly Literal[]): TextNeeds {
  const needs: TextNeeds = {
    min: 0,
    max: Infinity,
    matching: [],
    notMatching: [],
    excluded: new Set(),
    listed: undefined,
    checked: [],
  };
  for (const literal of leaves) {
    const { part, positive } = literal;
    if (part.op === 'length') {
      needs.min = Math.max(needs.min, part.min);
      needs.max = Math.min(needs.max, part.max);
    } else if (part.op === 'pattern') (positive ? needs.matching : needs.notMatching).push(part.pattern);
    else if (part.op === 'enum' && positive) needs.listed = part.values.filter((value) => typeof value === 'string');
    else if (part.op === 'enum') for (const value of part.values) if (typeof value === 'string') needs.excluded.add(value);
    if (part.op === 'format' || part.op === 'base64' || part.op === 'secret') needs.checked.push(literal);
  }
  return needs;
}

/** A text of one format that is not of another which holds all of the first. */
function contradicts(checked: readonly Literal[]): boolean {
  return checked.some(({ part, positive }) => {
    if (positive || part.op !== 'format') return false;
    return checked.some((other) => other.positive && other.part.op === 'format' && isWithin(other.part.name, part.name));
  });
}

/** Short ones, and of the shortest length that is allowed. */
function plainTexts({ min, max, excluded }: TextNeeds): string[] {
  if (min > MAX_LENGTH) return [];
  const texts = min === 0 ? [''] : [];
  for (const char of 'axyz019') texts.push(char.repeat(Math.max(1, min)));
  for (let i = 0; i < excluded.size + 2; i += 1) texts.push(`x${i}`.padEnd(min, 'x'));
  return texts.filter((text) => text.length <= max);
}

function holdsOfText({ part, positive }: Literal, text: string, solver: Finder): Verdict {
  if (isDemand(part) || part.op === 'opaque') return true;
  const verdict = solver.parts.interpreter.holds(part, text);
  return positive ? verdict : inverse(verdict);
}
