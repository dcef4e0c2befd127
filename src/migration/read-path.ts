import type { JsonValue } from '../model/json.ts';
import { kindWord } from '../model/layer-value.ts';
import { parsePointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { StepFindings } from './step-findings.ts';

/** Documents are this deep at most, unless the settings say so. */
const mostTokens = 64;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The tokens of a path; undefined, with a finding, where it is none.
 *
 * @param named the path names an entry of an object, so that it cannot be empty
 */
export function readPath(path: JsonValue, named: boolean, site: Site, findings: StepFindings): readonly string[] | undefined {
  if (typeof path !== 'string')
    return findings.badPath(kindWord(path), 'is no text', site, 'Write a JSON Pointer, such as "/db/host"');
  const tokens = parsePointer(path);
  if (tokens === undefined) {
    const meant = path.startsWith('/') ? path.replaceAll(/~(?![01])/g, '~0') : `/${path}`;
    return findings.badPath(path, 'is no JSON Pointer', site, `Write ${JSON.stringify(meant)}`);
  }
  if (named && tokens.length === 0)
    return findings.badPath(
      path,
      'is the whole value, and this step is for an entry of an object',
      site,
      'Name the entry, such as "/host"',
    );
  if (tokens.length > mostTokens)
    return findings.badPath(path, 'is longer than documents are deep', site, 'Name a place higher up');
  const forbidden = tokens.find((token) => FORBIDDEN.has(token));
  if (forbidden === undefined) return tokens;
  return findings.badPath(path, `has the key ${forbidden}, which no document may have`, site, 'Choose another key');
}

/** A key that an entry gets; no path. */
export function readKey(key: JsonValue, site: Site, findings: StepFindings): string | undefined {
  if (typeof key !== 'string') return findings.badPath(kindWord(key), 'is no text', site, 'Write the new key as a string');
  if (key.startsWith('/'))
    return findings.badPath(key, 'is a path, and rename takes a key', site, 'Write the key alone, or use move to another object');
  if (!FORBIDDEN.has(key)) return key;
  return findings.badPath(key, 'is a key that no document may have', site, 'Choose another key');
}
