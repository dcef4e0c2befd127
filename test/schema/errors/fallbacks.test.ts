import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import { explainErrors } from '../../../src/schema/errors/explain-errors.ts';
import type { SchemaFailure } from '../../../src/schema/schema-finding.ts';

/** A failure as no schema of ours gives one: what is inside of a condition says more, and every keyword has words. */
function failureOf(keyword: string, params: SchemaFailure['params'] = {}): SchemaFailure {
  const source = { path: 'schemas/test/v1.json', format: 'json', text: '' } as const;
  const schemaSite = { source, pointer: `/${keyword}`, at: 'value' } as const;
  return { keyword, params, pointer: '', value: 1, expected: {}, schema: {}, schemaSite, secret: false };
}

test.each([
  ['then', 'schema/condition', "The schema's condition holds here, and what it then asks for is not met"],
  ['else', 'schema/condition', "The schema's condition does not hold here, and what it then asks for is not met"],
])('a condition by itself: %s', (failingKeyword, code, sentence) => {
  const [finding] = explainErrors({ failures: [failureOf('if', { failingKeyword })], data: 1 });
  expect(finding?.code).toBe(code);
  expect(finding && messageOf(finding)).toBe(sentence);
});

test('a keyword without words is not met all the same', () => {
  const [finding] = explainErrors({ failures: [failureOf('frobnicate')], data: 1 });
  expect(finding?.code).toBe('schema/not-met');
  expect(finding && messageOf(finding)).toBe('The value does not meet the keyword "frobnicate"');
});
