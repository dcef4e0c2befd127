import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { parseManifest } from '../../../src/snapshot/parse-manifest.ts';
import { exportFiles } from './example-release.ts';

const { files } = await exportFiles();
const good = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as JsonObject;
const app = (good['apps'] as JsonObject[])[0] as JsonObject;
const schema = (good['schemas'] as JsonObject[])[0] as JsonObject;

function parse(manifest: JsonValue): [string, unknown][] {
  const { value, diagnostics } = parseManifest(Buffer.from(JSON.stringify(manifest)));
  expect(value === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ code, args }) => [code, args['pointer'] ?? args['found']]);
}

test('a good one is accepted', () => {
  expect(parse(good)).toEqual([]);
});

test.each(['formatVersion', 'commit', 'sequence', 'toolVersion', 'outputFormat', 'bare', 'apps', 'schemas'])(
  '%s is needed',
  (key) => {
    const { [key]: _, ...rest } = good;
    expect(parse(rest)).toEqual([['snapshot/manifest-invalid', `/${key}`]]);
  },
);

test.each([
  ['path', '../../etc/passwd'],
  ['path', '/etc/passwd'],
  ['path', 'a/../../b'],
  ['path', 'a\\..\\b'],
  ['path', 'C:/x'],
  ['path', 'a\0b'],
  ['path', '.git/hooks/pre-commit'],
  ['path', 'manifest.json'],
  ['path', 7],
  ['id', '../x'],
  ['id', '__proto__'],
  ['digest', 'sha256:short'],
  ['digest', null],
  ['fileDigest', `sha256:${'A'.repeat(64)}`],
  ['size', -1],
  ['size', 1.5],
  ['size', '12'],
  ['schema', 'apps/billing/v2'],
  ['schema', {}],
])('an app whose %s is %j', (key, value) => {
  expect(parse({ ...good, apps: [app, { ...app, id: 'b', path: 'b.json', [key]: value }] })).toEqual([
    ['snapshot/manifest-invalid', `/apps/1/${key}`],
  ]);
});

test.each([
  ['commit', 'HEAD'],
  ['commit', '--upload-pack=x'],
  ['sequence', -1],
  ['toolVersion', '\u001b[31m'],
  ['outputFormat', 'toString'],
  ['bare', 'yes'],
  ['apps', {}],
  ['apps', [null]],
  ['schemas', [{ ...schema, id: 'apps/x' }]],
])('a %s of %j', (key, value) => {
  const findings = parse({ ...good, [key]: value });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.[0]).toBe('snapshot/manifest-invalid');
  expect(String(findings[0]?.[1])).toMatch(new RegExp(`^/${key}`));
});

test('a newer version is said as such', () => {
  expect(parse({ formatVersion: 2, other: 'things' })).toEqual([['snapshot/manifest-version', '2']]);
});

test.each([
  ['an id twice', [app, { ...app, path: 'other.json' }]],
  ['a path twice', [app, { ...app, id: 'other' }]],
  ['a path twice but for letter case', [app, { ...app, id: 'other', path: String(app['path']).toUpperCase() }]],
  ['a path that is a folder elsewhere', [app, { ...app, id: 'other', path: `${String(app['path'])}/x.json` }]],
])('%s', (_, apps) => {
  expect(parse({ ...good, apps })).toEqual([['snapshot/manifest-invalid', '']]);
});

test('an app and a schema with one path', () => {
  expect(parse({ ...good, schemas: [{ ...schema, path: app['path'] ?? null }] })).toEqual([['snapshot/manifest-invalid', '']]);
});

test('the number of findings is bounded', () => {
  expect(parse({ ...good, apps: Array.from({ length: 5000 }, () => null) })).toHaveLength(20);
});

test('no bytes and no JSON make it throw', () => {
  const text = JSON.stringify(good);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.nat(text.length - 1).map((end) => text.slice(0, end)),
        fc.string(),
      ),
      (broken) => {
        expect(parseManifest(Buffer.from(broken)).value).toBeUndefined();
      },
    ),
  );
  expect(parse(['['.repeat(50_000)])).toHaveLength(1);
  expect(parseManifest(Buffer.from(`{"apps":${'['.repeat(50_000)}`)).value).toBeUndefined();
});
