import { expect, test } from 'vitest';
import { secretSpans } from '../../src/model/secret-spans.ts';

const hidden = (text: string, schemes = ['vault', 'env', 'x+y.z']): string[] =>
  secretSpans(text, schemes).map(({ start, end }) => text.slice(start, end));

test.each([
  ['{ a: "vault://team/db#pw", b: 1 }', ['team/db#pw']],
  [`{ a: 'env://PW"x', b: "env://O'x" }`, ['PW"x', "O'x"]],
  ['a: vault://team/db # comment', ['team/db']],
  ['[vault://a,env://b]', ['a,env://b]']],
  [String.raw`{"a": "vault:\/\/team\/db", "b": "vault://a\"b"}`, [String.raw`team\/db`, String.raw`a\"b`]],
  ['found the string "vault://q", expected x', ['q']],
  ['"x+y.z://a"', ['a']],
  ['// vault://in/a/comment', ['in/a/comment']],
])('%s', (text, parts) => expect(hidden(text)).toEqual(parts));

test.each([
  'a reference (keyvault://, vault://, env://) belongs here',
  'write vault://.. here',
  '"novault://x" and "vault:/x" and "vaults://x"',
  'xay.z://a',
  '"https://example.com"',
])('%s is shown', (text) => expect(hidden(text)).toEqual([]));

test('a hostile text takes no longer than its length', () => {
  for (const piece of ['vault://', '"vault://', "'vault://.", 'vault:\\/\\/', '"'])
    expect(hidden(piece.repeat(200_000)).length).toBeLessThan(2);
});
