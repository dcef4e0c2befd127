import { createRequire } from 'node:module';

/** Only what is used of the engine. */
export interface LinearMatcher {
  test(text: string): boolean;
}

type Re2 = typeof import('re2js');

let loaded: Re2 | undefined;

/**
 * Compiles for an engine whose time is linear in the text whatever the pattern: RE2, by way of re2js.
 *
 * The engine is loaded when the first pattern needs it, which most runs never do. A bundler resolves the `require` and keeps
 * it lazy; where the sources run as they are there is none, and Node's own takes its place.
 *
 * @param pattern in RE2's syntax
 * @throws an Error when RE2 refuses the pattern
 */
export function linearMatcher(pattern: string): LinearMatcher {
  loaded ??= typeof require === 'function' ? (require('re2js') as Re2) : (createRequire(import.meta.url)('re2js') as Re2);
  return loaded.RE2JS.compile(pattern);
}
