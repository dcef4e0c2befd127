import { expect, test } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { bound } from './bind-schemas.ts';

async function found(schema: JsonObject, data: JsonValue, maxFindings?: number): Promise<string[]> {
  const judge = await bound(schema, {}, { maxFindings });
  return judge.findings(data, {}).map((finding) => `${finding.code} ${finding.pointer}: ${messageOf(finding)}`);
}

const integers = { items: { type: 'integer' } };

test('what is left out is said', async () => {
  const [first, second, ...rest] = await found(integers, ['a', 'b', 'c', 'd'], 3);
  expect([first, second].map((each) => each?.slice(0, 14))).toEqual(['schema/type /0', 'schema/type /1']);
  expect(rest).toEqual(['schema/more-findings : 2 findings of the schema are told here, and there are more']);
  expect(await found(integers, ['a', 'b', 'c'], 3)).toHaveLength(3);
});

test('more than a thousand are never told', async () => {
  const many = await found(integers, Array<string>(5000).fill('a'), 100_000);
  expect(many).toHaveLength(1000);
  expect(many.at(-1)).toMatch(/^schema\/more-findings /);
  const deprecated = { items: { 'x-confman-deprecated': 'old' } };
  expect((await found(deprecated, Array<number>(5000).fill(1))).at(-1)).toMatch(/^schema\/more-findings /);
});

test('a text that is too long for its pattern is told as such', async () => {
  const [finding] = await found({ pattern: '(?:(?:a|ab|b)*x){1,300}' }, 'ab'.repeat(1_000_000));
  expect(finding).toMatch(/^schema\/step-limit : Validation was stopped: a text is longer than \d+ characters/);
});
