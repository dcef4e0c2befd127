import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import { jsonFormat } from '../../../src/snapshot/formats/json.ts';
import { renderSnapshot } from '../../../src/snapshot/render-snapshot.ts';
import { arbitraryData, sortedData } from '../arbitrary-data.ts';
import { exampleSnapshot } from '../example-snapshot.ts';

function text(...[snapshot, options]: Parameters<typeof jsonFormat.render>): string {
  return Buffer.from(jsonFormat.render(snapshot, options).value ?? []).toString();
}

test('two spaces, a final newline, the envelope in its order and the data in code-unit order', () => {
  const snapshot = exampleSnapshot({ b: [1, {}], a: { 10: 'ten', 9: 'nine' }, B: [] });
  expect(text(snapshot, { bare: false, sorted: false })).toBe(`{
  "_id": "apps/billing/eu-1/resolved",
  "schemaRef": "schemas/apps/billing/v2",
  "validatedWithSchemaVersion": "v2",
  "validationStatus": "Valid",
  "schemaSequence": 12,
  "resolvedAt": "2026-05-13T16:50:00Z",
  "digest": "${snapshot.digest}",
  "data": {
    "B": [],
    "a": {
      "10": "ten",
      "9": "nine"
    },
    "b": [
      1,
      {}
    ]
  }
}
`);
});

test('bare is the data alone', () => {
  expect(text(exampleSnapshot({ b: 1, a: 2 }), { bare: true, sorted: false })).toBe('{\n  "a": 2,\n  "b": 1\n}\n');
});

test('sorted data gives the same bytes on the fast way, and reading gives the data back', () => {
  fc.assert(
    fc.property(arbitraryData(), fc.boolean(), (data, bare) => {
      const snapshot = exampleSnapshot(data);
      const slow = text(snapshot, { bare, sorted: false });
      const sorted = sortedData(data);
      const fast = sorted === undefined ? slow : text({ ...snapshot, data: sorted }, { bare, sorted: true });
      expect(fast).toBe(slow);
      const read = jsonFormat.read(Buffer.from(slow));
      expect(canonicalJson(read ?? null)).toBe(canonicalJson(bare ? data : { ...snapshot }));
    }),
  );
});

test('a lone surrogate is escaped, so that it survives', () => {
  const data = { x: '\ud800' };
  expect(jsonFormat.read(Buffer.from(text(exampleSnapshot(data), { bare: true, sorted: true })))).toEqual(data);
});

test('the span of resolvedAt is found, also when an id has that name', () => {
  const snapshot = { ...exampleSnapshot({ resolvedAt: '2026-05-13T16:50:00Z' }), _id: 'resolvedAt/resolved' };
  const { value } = renderSnapshot(snapshot, jsonFormat, { bare: false, sorted: true });
  const bytes = Buffer.from(value?.bytes ?? []);
  const { start = 0, end = 0 } = value?.resolvedAt ?? {};
  expect(bytes.toString('utf8', start - 15, end + 1)).toBe('"resolvedAt": "2026-05-13T16:50:00Z"');
  expect(renderSnapshot(snapshot, jsonFormat, { bare: true, sorted: true }).value?.resolvedAt).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['an array', '[1]'],
  ['half of it', '{"a": 1'],
  ['nesting without end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
])('%s is read as damaged', (_, bytes) => {
  expect(jsonFormat.read(Buffer.from(bytes))).toBeUndefined();
});
