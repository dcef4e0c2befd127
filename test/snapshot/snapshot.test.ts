import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { digestOf } from '../../src/snapshot/digest.ts';
import { arbitraryData, sortedData } from './arbitrary-data.ts';
import { exampleSnapshot } from './example-snapshot.ts';

test('the envelope has the fields of the specification in their order', () => {
  const snapshot = exampleSnapshot({ a: 1 });
  expect(Object.keys(snapshot)).toEqual([
    '_id',
    'schemaRef',
    'validatedWithSchemaVersion',
    'validationStatus',
    'schemaSequence',
    'resolvedAt',
    'digest',
    'data',
  ]);
  expect(snapshot).toMatchObject({
    _id: 'apps/billing/eu-1/resolved',
    schemaRef: 'schemas/apps/billing/v2',
    validatedWithSchemaVersion: 'v2',
    validationStatus: 'Valid',
    schemaSequence: 12,
    data: { a: 1 },
  });
});

test('an invalid app is marked, and without a schema nothing was validated', () => {
  expect(exampleSnapshot({}, { valid: false }).validationStatus).toBe('Invalid');
  expect(exampleSnapshot({}, { schema: null, valid: false })).toMatchObject({
    schemaRef: null,
    validatedWithSchemaVersion: null,
    validationStatus: 'NotValidated',
  });
});

test('the digest is SHA-256 over the canonical form of the data alone', () => {
  const expected = createHash('sha256').update('{"a":[1,"é"],"b":null}').digest('hex');
  const snapshot = exampleSnapshot({ b: null, a: [1, 'é'] });
  expect(snapshot.digest).toBe(`sha256:${expected}`);
  expect(exampleSnapshot({ a: [1, 'é'], b: null }, { schemaSequence: 13 }).digest).toBe(snapshot.digest);
});

test('data known to be sorted has the same digest as data that is not', () => {
  fc.assert(
    fc.property(arbitraryData(), (data) => {
      const sorted = sortedData(data);
      fc.pre(sorted !== undefined);
      expect(digestOf(sorted, true)).toBe(digestOf(data, false));
      expect(canonicalJson(sorted, true)).toBe(canonicalJson(data));
    }),
  );
});
