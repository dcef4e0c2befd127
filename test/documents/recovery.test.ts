import { describe, expect, test } from 'vitest';
import { read } from './read.ts';

interface Broken {
  readonly name: string;
  readonly text: string;
  readonly findings: readonly string[];
}

const cases: readonly Broken[] = [
  {
    name: 'several mistakes in one file, each reported once',
    text: `{\n  host: localhost,\n  port 8080,\n  tags: ['a' 'b'],\n  rate: 1.2.3,\n  last: 'x'\n  next: 1,\n}\n`,
    findings: [
      '2:9-18 unquoted-value /host',
      '3:8-12 syntax /port',
      '4:13-13 missing-comma /tags',
      '5:9-14 bad-number /rate',
      '6:12-12 missing-comma',
    ],
  },
  { name: 'nothing at all', text: '', findings: ['1:1-1 syntax'] },
  { name: 'only a comment', text: '// nothing\n', findings: ['2:1-1 syntax'] },
  { name: 'an object that is not closed', text: '{\n  a: 1,\n', findings: ['3:1-1 unclosed (1:1-2)'] },
  {
    name: 'a brace that is missing inside, found by its indentation',
    text: '{\n  a: {\n    b: {\n      c: 1,\n    d: 2,\n  },\n}\n',
    findings: ['8:1-1 unclosed (3:8-9)'],
  },
  {
    name: 'an array that is not closed, in an object that goes on',
    text: "{\n  a: ['x', 'y',\n  b: { c: 1 },\n  d: 2\n}\n",
    findings: ['3:3-4 unclosed /a (2:6-7)'],
  },
  {
    name: 'arrays in arrays that are not closed',
    text: '{\n  a: [[1, [2,\n  b: 1,\n}\n',
    findings: ['3:3-4 unclosed /a/0/1 (2:11-12)'],
  },
  {
    name: 'an object that is not closed, in an array that goes on',
    text: '[\n  { a: 1,\n  { b: 2 },\n]\n',
    findings: ['3:3-4 unclosed /0 (2:3-4)'],
  },
  {
    name: 'a bracket too many, and nothing that follows from it',
    text: '{\n  a: { x: 1 ] ,\n    y: 2 },\n  b: 1\n}\n',
    findings: ['2:13-14 unclosed /a (2:6-7)'],
  },
  {
    name: 'a bracket too many on a line of its own',
    text: '{\n  a: 1,\n      ]\n  b: 2\n}\n',
    findings: ['3:7-8 unclosed (1:1-2)'],
  },
  {
    name: 'a bracket inside of a key, and no duplicates that follow from it',
    text: '{\n  a: {\n    h}ost: 1,\n    b: 2,\n  },\n  b: 3,\n}\n',
    findings: ['3:6-7 syntax /a/h', '3:7-7 missing-comma'],
  },
  { name: 'a number sign that is no comment', text: "['x'#, 'a', 1#]", findings: ['1:5-6 syntax /1', '1:13-15 bad-number /2'] },
  { name: 'only the innermost of three that are not closed', text: '{ a: [ {', findings: ['1:9-9 unclosed /a/0 (1:8-9)'] },
  { name: 'a brace closed by a bracket', text: '[{ a: 1 ]', findings: ['1:9-10 unclosed /0 (1:2-3)'] },
  { name: 'a bracket closed by a brace', text: '{ a: [1, 2 }', findings: ['1:12-13 unclosed /a (1:6-7)'] },
  { name: 'the wrong closing bracket', text: '{ a: 1 ]', findings: ['1:8-9 unclosed (1:1-2)'] },
  { name: 'one bracket too many', text: '{ a: 1 }}', findings: ['1:9-10 syntax'] },
  { name: 'a second value', text: '{ a: 1 }\n{ b: 2 }', findings: ['2:1-2 syntax'] },
  { name: 'a key without a value before the next line', text: '{\n  a\n  b: 1\n}', findings: ['2:4-4 syntax /a'] },
  { name: 'a key without a value before another', text: '{ a b: 1 }', findings: ['1:5-6 syntax /a'] },
  { name: 'an equals sign for a colon', text: '{ a = 1, b => 2 }', findings: ['1:5-6 syntax /a', '1:12-13 syntax /b'] },
  { name: 'a semicolon for a comma', text: '{ a: 1; b: 2 }', findings: ['1:7-8 syntax'] },
  { name: 'too many commas', text: '{ a: 1,,, b: [1,,2] }', findings: ['1:8-9 syntax', '1:17-18 syntax /b/1'] },
  { name: 'two colons', text: '{ a:: 1 }', findings: ['1:5-6 syntax /a'] },
  { name: 'a pair where a value belongs', text: '{ a: b: 1, c: 2 }', findings: ['1:6-7 unquoted-value /a'] },
  { name: 'an object where a key belongs', text: '{ { a: 1 }, b: 2 }', findings: ['1:3-4 syntax'] },
  { name: 'a quote that is forgotten', text: "{\n  a: 'x,\n  b: 1,\n}", findings: ['2:6-8 unterminated-string /a'] },
  { name: 'a quote that is forgotten before a brace', text: '{ a: "x }', findings: ['1:6-8 unterminated-string /a'] },
  { name: 'a text of two lines', text: '{\n  a: "x\n  y",\n  b: 1\n}', findings: ['2:6-8 unterminated-string /a'] },
  { name: 'a quote inside a string', text: '{ a: "x"y" }\n', findings: ['1:9-10 syntax'] },
  { name: 'a comment that does not end', text: '{ a: 1, /* b: 2 }', findings: ['1:9-11 unterminated-comment'] },
  {
    name: 'comments of YAML',
    text: '# a\n{\n  b: 1, # c\n  d: 2 # e\n}',
    findings: ['1:1-2 syntax', '3:9-10 syntax', '4:8-9 syntax'],
  },
  {
    name: 'keys that need quotes',
    text: '{ a-b: 1, 1c: 2, d.e: 3 }',
    findings: ['1:3-6 unquoted-key', '1:11-13 unquoted-key', '1:18-21 unquoted-key'],
  },
  { name: 'an address without quotes', text: '{ a: http://x.y:80/z?q=1, b: 1 }', findings: ['1:6-25 unquoted-value /a'] },
  { name: 'a sentence without quotes', text: '{ a: hello world // c\n}', findings: ['1:6-17 unquoted-value /a'] },
  {
    name: 'bad escapes',
    text: '["\\x1", "\\u12g4", "\\8"]',
    findings: ['1:3-6 bad-escape /0', '1:10-14 bad-escape /1', '1:20-22 bad-escape /2'],
  },
  {
    name: 'numbers of other languages',
    text: '[010, 1_000, 0b1, 1e, 2024-01-01]',
    findings: [
      '1:2-5 bad-number /0',
      '1:7-12 bad-number /1',
      '1:14-17 bad-number /2',
      '1:19-21 bad-number /3',
      '1:23-33 bad-number /4',
    ],
  },
];

describe('after a mistake the reader goes on', () => {
  test.each(cases)('$name', ({ text, findings }) => {
    const { value, findings: found } = read(text);
    expect(found).toEqual(findings);
    expect(value).toBeUndefined();
  });

  test('hints say what to type', () => {
    expect(read('{ a: True }').hints).toEqual(['Write true, or quote it if it is text']);
    expect(read('{ a: hello }').hints).toEqual(['Quote it: "hello"']);
    expect(read('{ a-b: 1 }').hints).toEqual(['Quote the key: "a-b"']);
    expect(read('{ a: 007 }').hints).toEqual(['Remove the leading zeros, or quote it']);
    expect(read('{ a: "x').hints).toEqual(['Close the string with "']);
    expect(read('[ 1').hints).toEqual(['Insert "]"']);
  });

  test('the number of findings is bounded, and the last says so', () => {
    const { findings } = read(`[${'@ ,'.repeat(50)}]`, 'json5', { diagnostics: 3 });
    expect(findings).toHaveLength(4);
    expect(findings[3]).toContain('too-many-errors');
  });
});
