import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { edit, type Edit } from '../../src/documents/edit.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Source } from '../../src/model/source.ts';
import { jsonValue, key, seed } from './arbitrary.ts';
import { patched, randomEdit } from './random-edit.ts';
import { Random } from './random.ts';

const sourceOf = (text: string): Source => ({ path: 'a.yaml', format: 'yaml', text });
const valueOf = (text: string): JsonValue | undefined => parseDocument(sourceOf(text), defaultDocumentLimits).value?.value;

const TEXT = `# head
a: 1 # one
b:
  # about c
  c: x
  d: [1, 2]

# list
l:
  - p
  - q # q
`;

const cases: readonly { readonly name: string; readonly edits: readonly Edit[]; readonly from: string; readonly to: string }[] = [
  { name: 'a scalar in its place', edits: [{ op: 'set', pointer: '/a', value: 2 }], from: 'a: 1 # one', to: 'a: 2 # one' },
  {
    name: 'a text that needs quotes',
    edits: [{ op: 'set', pointer: '/b/c', value: 'no: way' }],
    from: 'c: x',
    to: 'c: "no: way"',
  },
  { name: 'a text that looks like a number', edits: [{ op: 'set', pointer: '/b/c', value: '12' }], from: 'c: x', to: 'c: "12"' },
  {
    name: 'a new member',
    edits: [{ op: 'set', pointer: '/b/e', value: { f: 1 } }],
    from: 'd: [1, 2]\n',
    to: 'd: [1, 2]\n  e:\n    f: 1\n',
  },
  { name: 'a new element', edits: [{ op: 'insert', pointer: '/l/-', value: 'r' }], from: '- q # q\n', to: '- q # q\n  - r\n' },
  { name: 'a member less', edits: [{ op: 'remove', pointer: '/b/c' }], from: '  # about c\n  c: x\n', to: '' },
  { name: 'an element less', edits: [{ op: 'remove', pointer: '/l/0' }], from: '  - p\n', to: '' },
];

describe('edits of YAML', () => {
  test.each(cases)('$name', ({ edits, from, to }) => {
    expect(edit(sourceOf(TEXT), edits)).toBe(TEXT.replace(from, to));
  });

  test.each(['[ "" ]\n', "['']\n", '[~]\n'])('null in the place of %j is written as null', (text) => {
    expect(valueOf(edit(sourceOf(text), [{ op: 'set', pointer: '/0', value: null }]))).toEqual([null]);
    expect(valueOf(edit(sourceOf(text), [{ op: 'set', pointer: '/0', value: '' }]))).toEqual(['']);
  });

  test('an edit in an alias stays where it is made', () => {
    const text = 'base: &b {p: 1, q: 2}\nx:\n  <<: *b\n  r: 3\ny: *b\n';
    const edited = edit(sourceOf(text), [
      { op: 'set', pointer: '/y/p', value: 9 },
      { op: 'set', pointer: '/base/q', value: 7 },
      { op: 'remove', pointer: '/x/p' },
    ]);
    expect(valueOf(edited)).toEqual({ base: { p: 1, q: 7 }, x: { q: 2, r: 3 }, y: { p: 9, q: 2 } });
  });

  test('the edited text has the edited value', () => {
    fc.assert(
      fc.property(jsonValue, jsonValue, key, seed, (value, added, name, style) => {
        const random = new Random(style);
        const text = stringify(value, {
          indent: 2 + random.below(3),
          collectionStyle: random.pick(['any', 'flow', 'block']),
          lineWidth: random.pick([0, 80]),
        });
        const before = valueOf(text);
        const change = randomEdit(value, random, name, added);
        fc.pre(change !== undefined && before !== undefined && valueOf(stringify(patched(before, change))) !== undefined);
        const wanted = patched(before, change);
        expect(valueOf(edit(sourceOf(text), [change])), JSON.stringify({ text, change })).toEqual(valueOf(stringify(wanted)));
      }),
      { numRuns: 200 },
    );
  });
});
