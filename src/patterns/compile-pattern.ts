import { linearMatcher } from './linear-engine.ts';
import { linearSyntax } from './linear-syntax.ts';
import { unfoldedSize } from './pattern-shape.ts';
import { proveLinear } from './prove-linear.ts';
import { readPattern, type ReadPattern } from './read-pattern.ts';

export type CompiledPattern = UsablePattern | UnusablePattern;

/** `cost` is what it took to find out, in steps of about a tenth of a microsecond: it depends on the pattern alone. */
export interface UsablePattern {
  readonly ok: true;
  readonly engine: 'native' | 'linear';
  /** The pattern as it was given. */
  readonly source: string;
  readonly cost: number;
  /** Texts of more UTF-16 code units are not judged, and `test` says false for them: the caller asks first, and stops. */
  readonly limit: number;
  /** Whether the pattern is found anywhere in the text, as ECMA-262 with the flag u says. */
  test(text: string): boolean;
}

export interface UnusablePattern {
  readonly ok: false;
  readonly cost: number;
  /** A clause that goes on from "the pattern cannot be used: ". */
  readonly reason: string;
  /** What to do about it: starts with a verb. */
  readonly hint: string;
}

const WITHOUT_REFERENCE = 'Rewrite the pattern without the reference back to a group';
const WITHOUT_LOOKAROUND = 'Rewrite the pattern without lookaround, or check the text by several patterns under allOf';
const SMALLER = 'Repeat less, or check the length with minLength and maxLength';

const MAX_LINEAR_SIZE = 50_000;
/** Steps for each character of a pattern that is read, and of an unfolded one that the linear engine compiles. */
const READING = 5;
const LINEAR = 20;
/** Characters of the unfolded pattern times characters of the text: about two seconds. */
const MAX_LINEAR_WORK = 200_000_000;

/**
 * Prepares the `pattern` of a schema, which may be hostile, for any number of texts.
 *
 * The native engine backtracks. It gets a pattern only when its time is proven to be linear, which is so for nearly all that
 * people write; everything else goes to an engine that is linear by construction. Both mean the same by a pattern. What that
 * engine cannot express (lookaround that has no proof, backreferences) or would need too much room for is refused.
 */
export function compilePattern(pattern: string): CompiledPattern {
  const read = readPattern(pattern);
  const reading = READING * pattern.length;
  if (!read.ok) return { ...read, cost: reading };
  if (read.backreference) {
    return {
      ok: false,
      cost: reading,
      reason: 'it refers back to a group, and that cannot be matched in bounded time',
      hint: WITHOUT_REFERENCE,
    };
  }
  const { proved, work } = proveLinear(read.tree);
  const native = proved ? compileNative(pattern, read, reading + work) : undefined;
  return native ?? compileLinear(pattern, read, reading + work);
}

function compileNative(pattern: string, read: ReadPattern, cost: number): UsablePattern | undefined {
  const compiled = nativeRegExp(read.source);
  if (compiled === undefined) return undefined;
  // Deep in a very long text the native engine can run out of its stack, although not out of time.
  let rescue: CompiledPattern | undefined;
  const testOtherwise = (text: string): boolean => {
    rescue ??= compileLinear(pattern, read, cost);
    return rescue.ok && rescue.test(text);
  };
  const test = (text: string): boolean => {
    try {
      return compiled.test(text);
    } catch {
      return testOtherwise(text);
    }
  };
  return { ok: true, engine: 'native', source: pattern, cost, limit: Infinity, test };
}

/** Undefined when the engine finds the pattern too large, which it may say only when it is first run. */
function nativeRegExp(source: string): RegExp | undefined {
  try {
    const compiled = new RegExp(source, 'u');
    for (const text of ['', 'x', '\u{100}']) compiled.test(text);
    return compiled;
  } catch {
    return undefined;
  }
}

function compileLinear(pattern: string, read: ReadPattern, before: number): CompiledPattern {
  if (read.lookaround) {
    const reason = 'it looks ahead or behind in a way that cannot be matched in bounded time';
    return { ok: false, cost: before, reason, hint: WITHOUT_LOOKAROUND };
  }
  const size = unfoldedSize(read.tree);
  if (size > MAX_LINEAR_SIZE) {
    const reason = `with its repetitions written out it has over ${MAX_LINEAR_SIZE} characters`;
    return { ok: false, cost: before, reason, hint: SMALLER };
  }
  const cost = before + LINEAR * Math.max(size, pattern.length);
  try {
    const matcher = linearMatcher(linearSyntax(read.tree));
    const limit = Math.floor(MAX_LINEAR_WORK / Math.max(1, size));
    const test = (text: string): boolean => text.length <= limit && matcher.test(text);
    return { ok: true, engine: 'linear', source: pattern, cost, limit, test };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, cost, reason: `it is more than the linear-time engine takes (${error.message})`, hint: SMALLER };
  }
}
