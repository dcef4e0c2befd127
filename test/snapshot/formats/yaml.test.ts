import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { yamlFormat } from '../../../src/snapshot/formats/yaml.ts';
import { arbitraryData } from '../arbitrary-data.ts';
import { exampleSnapshot } from '../example-snapshot.ts';

function text(data: JsonObject, bare = true): string {
  return Buffer.from(yamlFormat.render(exampleSnapshot(data), { bare, sorted: false }).value ?? []).toString();
}

test('readable block style', () => {
  const data = {
    b: [1, { k: 'v', l: [] }, [true, [null]]],
    a: { on: 'no', empty: {} },
    pem: '-----BEGIN-----\nMII\n-----END-----\n',
  };
  expect(text(data, false)).toBe(`_id: apps/billing/eu-1/resolved
schemaRef: schemas/apps/billing/v2
validatedWithSchemaVersion: v2
validationStatus: Valid
schemaSequence: 12
resolvedAt: "2026-05-13T16:50:00Z"
digest: "${exampleSnapshot(data).digest}"
data:
  a:
    empty: {}
    "on": "no"
  b:
    - 1
    - k: v
      l: []
    - - true
      - - null
  pem: |
    -----BEGIN-----
    MII
    -----END-----
`);
});

test('bare is the data alone, also when there is none', () => {
  expect(text({ b: 1, a: 'x' })).toBe('a: x\nb: 1\n');
  expect(text({})).toBe('{}\n');
});

test('the package reads the same values as YAML 1.2 and as YAML 1.1, and so does the reader for verify', () => {
  fc.assert(
    fc.property(arbitraryData(), (data) => {
      const written = text(data);
      const expected = canonicalJson(data);
      const options = { maxAliasCount: 0 };
      expect(canonicalJson(parse(written, { ...options, version: '1.2' }) as JsonValue)).toBe(expected);
      expect(canonicalJson(parse(written, { ...options, version: '1.1' }) as JsonValue)).toBe(expected);
      expect(canonicalJson(yamlFormat.read(Buffer.from(written)) ?? null)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

/** Prints what PyYAML, a strict YAML 1.1 reader, makes of each of the texts on stdin, as JSON. */
const PYTHON = `
import json, sys, yaml
print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))
`;
const python = spawnSync('python3', ['-c', 'import yaml']).status === 0;

test.skipIf(!python)('PyYAML reads the same values (skipped without python3 and PyYAML)', () => {
  const seed = Date.now() % 2 ** 31;
  const samples = fc.sample(arbitraryData(), { seed, numRuns: 400 });
  const input = JSON.stringify(samples.map((data) => text(data)));
  const { stdout, stderr } = spawnSync('python3', ['-c', PYTHON], { input, maxBuffer: 2 ** 28 });
  expect(stderr.toString()).toBe('');
  const read = JSON.parse(stdout.toString()) as JsonValue[];
  expect(
    read.map((value) => canonicalJson(value)),
    `seed ${seed}`,
  ).toEqual(samples.map((data) => canonicalJson(data)));
});

test('half of a surrogate pair is a finding', () => {
  const { value, diagnostics } = yamlFormat.render(exampleSnapshot({ a: [{ b: 'x\udc00' }] }), { bare: false, sorted: true });
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code, args }) => [code, args['pointer'], args['app']])).toEqual([
    ['snapshot/cannot-express', '/a/0/b', 'apps/billing/eu-1'],
  ]);
});

test.each([
  ['nothing', ''],
  ['a list', '- 1'],
  ['a repeated key', 'a: 1\na: 2'],
  ['two documents', 'a: 1\n---\nb: 1'],
  ['an alias', 'a: &x [1]\nb: *x'],
  ['nesting without end', '['.repeat(20_000)],
])('%s is read as damaged', (_, written) => {
  expect(yamlFormat.read(Buffer.from(written))).toBeUndefined();
});
