import { describe, expect, test } from 'vitest';
import { edit, type Edit } from '../../src/documents/edit.ts';
import type { SourceFormat } from '../../src/model/source.ts';

function edited(text: string, edits: readonly Edit[], format: SourceFormat = 'json5'): string {
  return edit({ path: `a.${format}`, format, text }, edits);
}

const TEXT = `// head
{
  // the host
  host: 'localhost', // keep

  // the port
  port: 8080 // default
}
`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly result: string;
}

const cases: readonly Case[] = [
  {
    name: 'a value in its place',
    text: TEXT,
    edits: [{ op: 'set', pointer: '/port', value: 9090 }],
    result: TEXT.replace('8080', '9090'),
  },
  {
    name: 'the value that is there already changes nothing, however it is written',
    text: "{ a: 0x10, b: [1.0, 'x',], }",
    edits: [{ op: 'set', pointer: '', value: { b: [1, 'x'], a: 16 } }],
    result: "{ a: 0x10, b: [1.0, 'x',], }",
  },
  {
    name: 'a new member takes neither the comment nor the comma of the last',
    text: TEXT,
    edits: [{ op: 'set', pointer: '/debug', value: true }],
    result: TEXT.replace('8080 // default\n', '8080, // default\n  debug: true\n'),
  },
  {
    name: 'a member goes with its comments, and its neighbours keep theirs',
    text: TEXT,
    edits: [{ op: 'remove', pointer: '/host' }],
    result: '// head\n{\n  // the port\n  port: 8080 // default\n}\n',
  },
  {
    name: 'the last member goes with the comma before it where the style has none at the end',
    text: TEXT,
    edits: [{ op: 'remove', pointer: '/port' }],
    result: "// head\n{\n  // the host\n  host: 'localhost' // keep\n}\n",
  },
  {
    name: 'comments that belong to nobody stay',
    text: '{\n  // about all\n\n  a: 1,\n  b: 2,\n  // c: 3,\n}\n',
    edits: [
      { op: 'remove', pointer: '/b' },
      { op: 'remove', pointer: '/a' },
    ],
    result: '{\n  // about all\n\n  // c: 3,\n}\n',
  },
  {
    name: 'everything goes',
    text: '{\n  a: 1,\n  b: 2,\n}\n',
    edits: [
      { op: 'remove', pointer: '/a' },
      { op: 'remove', pointer: '/b' },
      { op: 'remove', pointer: '/nope' },
    ],
    result: '{}\n',
  },
  {
    name: 'objects on the way are made',
    text: "{\n    a: 'x',\n}\n",
    edits: [{ op: 'set', pointer: '/b/c-d/e', value: [1, 'it’s', "it's"] }],
    result: "{\n    a: 'x',\n    b: {\n        'c-d': {\n            e: [1, 'it’s', \"it's\"],\n        },\n    },\n}\n",
  },
  {
    name: 'on one line',
    text: '{ a: 1, b: [1, 2, 3], c: {} }',
    edits: [
      { op: 'remove', pointer: '/b/1' },
      { op: 'insert', pointer: '/b/-', value: 9 },
      { op: 'insert', pointer: '/b/0', value: 0 },
      { op: 'set', pointer: '/c/x', value: { y: [1] } },
      { op: 'remove', pointer: '/a' },
      { op: 'set', pointer: '/d', value: null },
    ],
    result: '{ b: [0, 1, 3, 9], c: { x: { y: [1] } }, d: null }',
  },
  {
    name: 'elements with comments',
    text: '[\n  1, // one\n  // two\n  2, // also two\n  3, // three\n]\n',
    edits: [
      { op: 'insert', pointer: '/1', value: 'new' },
      { op: 'remove', pointer: '/2' },
      { op: 'insert', pointer: '/-', value: 4 },
    ],
    result: '[\n  1, // one\n  "new",\n  3, // three\n  4,\n]\n',
  },
  {
    name: 'an object as a whole changes only where it differs',
    text: '{\n  a: { b: 1, /* c */ c: 2 }, // a\n  d: [1, /* two */ 2, 3],\n}\n',
    edits: [{ op: 'set', pointer: '', value: { a: { b: 1, c: 3 }, d: [2, 3], e: {} } }],
    result: '{\n  a: { b: 1, /* c */ c: 3 }, // a\n  d: [/* two */ 2, 3],\n  e: {},\n}\n',
  },
  {
    name: 'tabs and CR LF',
    text: '{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}\r\n',
    edits: [{ op: 'set', pointer: '/a/c', value: { d: 1 } }],
    result: '{\r\n\t"a": {\r\n\t\t"b": 1,\r\n\t\t"c": {\r\n\t\t\t"d": 1\r\n\t\t}\r\n\t}\r\n}\r\n',
  },
  {
    name: 'commas in front',
    text: '{ a: 1\n, b: 2 // b\n, c: 3 }',
    edits: [
      { op: 'remove', pointer: '/b' },
      { op: 'set', pointer: '/d', value: 4 },
    ],
    result: '{ a: 1\n, c: 3, d: 4 }',
  },
  {
    name: 'behind a line comment',
    text: '[1 // one\n]',
    edits: [{ op: 'insert', pointer: '/-', value: 2 }],
    result: '[1, // one\n  2\n]',
  },
  {
    name: 'into an empty container with a comment',
    text: '{\n  // nothing yet\n}\n',
    edits: [{ op: 'set', pointer: '/a', value: 1 }],
    result: '{\n  // nothing yet\n  a: 1,\n}\n',
  },
  {
    name: 'a large integer is written so that it can be read',
    text: '{ a: 1 }',
    edits: [{ op: 'set', pointer: '/a', value: 232849199742180350 }],
    result: '{ a: 232849199742180352 }',
  },
];

describe('edits of JSON5', () => {
  test.each(cases)('$name', ({ text, edits, result }) => {
    expect(edited(text, edits)).toBe(result);
  });

  test('JSON stays JSON', () => {
    expect(edited('{}', [{ op: 'set', pointer: '/a/b-c', value: ['x'] }], 'json')).toBe('{\n  "a": {\n    "b-c": ["x"]\n  }\n}');
  });

  test('what cannot be meant throws', () => {
    expect(() => edited('{ a: ', [{ op: 'set', pointer: '/a', value: 1 }])).toThrow('cannot edit');
    expect(() => edited('{ a: 1 }', [{ op: 'set', pointer: 'a', value: 1 }])).toThrow('not a JSON Pointer');
    expect(() => edited('{ a: 1 }', [{ op: 'set', pointer: '/a/b', value: 1 }])).toThrow('no container');
    expect(() => edited('[1]', [{ op: 'insert', pointer: '/3', value: 1 }])).toThrow('no element can be added');
    expect(() => edited('[1]', [{ op: 'remove', pointer: '' }])).toThrow('cannot be removed');
  });
});
