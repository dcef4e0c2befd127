import { expect, test } from 'vitest';
import { defaultDocumentLimits } from '../../../src/documents/limits.ts';
import { parseDocument } from '../../../src/documents/parse-document.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Source } from '../../../src/model/source.ts';
import { carryCascade } from '../../../src/pipeline/evolution/carry-cascade.ts';
import { migrationOf } from '../../migration/migration-of.ts';

function carried(text: string, steps: JsonValue, isShared = false): string {
  const source: Source = { path: 'configs/cascade.json5', format: 'json5', text };
  const value = parseDocument(source, defaultDocumentLimits).value?.value as JsonValue;
  return carryCascade(source, value, migrationOf(steps).steps, isShared);
}

const rename = [{ rename: '/names', to: 'hosts' }];

test('a strategy goes with its place, and with what is written beside it', () => {
  const text = '{\n  merge: {\n    // All of them.\n    "/names": "append", // for now\n    "/other": "union",\n  },\n}\n';
  expect(carried(text, rename)).toBe(text.replace('/names', '/hosts'));
});

test('a final pointer goes with its place, and what leaves a final place stays final', () => {
  const text = '{ layers: [{ id: "a", final: ["/net", "/names/0", "/x"] }, { id: "{app}" }] }';
  const steps = [...rename, { move: '/net/tls', to: '/security/tls' }, { rename: '/security', to: 'safety' }];
  expect(carried(text, steps)).toBe(
    '{ layers: [{ id: "a", final: ["/net", "/hosts/0", "/x", "/safety/tls"] }, { id: "{app}" }] }',
  );
});

test('other apps keep what they have', () => {
  const text = '{ layers: [{ id: "a", final: ["/names"] }], merge: { "/names": "append" } }';
  expect(carried(text, rename, true)).toBe(
    '{ layers: [{ id: "a", final: ["/names", "/hosts"] }], merge: { "/names": "append", "/hosts": "append" } }',
  );
});

test('what nothing concerns, what is taken away and what is there already is left as it is', () => {
  for (const text of [
    '{ layers: [{ id: "a", final: ["/x"] }], merge: { "/*/names": "append" } }',
    '{ layers: [{ id: "a", final: ["/gone/a"] }], merge: { "/gone": "union" } }',
    '{ merge: { "/names": "append", "/hosts": "union" } }',
    '{ layers: 1, merge: [] }',
    '[]',
  ])
    expect(carried(text, [...rename, { remove: '/gone', lossy: true }])).toBe(text);
});
