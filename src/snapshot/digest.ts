import { hash } from 'node:crypto';
import type { JsonValue } from '../model/json.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { jsonBytes } from './json-bytes.ts';

export type Digest = `sha256:${string}`;

/**
 * The identity of a value: SHA-256 over its canonical form (RFC 8785) in UTF-8, so that neither key order nor the
 * output format matters.
 *
 * @param sorted true when every object has its keys in code-unit order already and no key is an array index
 */
export function digestOf(data: JsonValue, sorted: boolean): Digest {
  return digestBytes(sorted ? jsonBytes(data, 1).canonical : canonicalJson(data));
}

/** The digest of a file as it lies on disk. Text counts as UTF-8. */
export function digestBytes(bytes: Uint8Array | string): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && /^sha256:[0-9a-f]{64}$/.test(text);
}
