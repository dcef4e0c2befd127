import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { locate } from '../../src/documents/locate.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { childPointer } from '../../src/model/pointer.ts';
import type { Source, SourceFormat } from '../../src/model/source.ts';
import { jsonValue, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { Random } from './random.ts';

function sourceOf(text: string, format: SourceFormat = 'json5'): Source {
  return { path: 'a', format, text };
}

/** The place as `line:column-line:column text`. */
function placed(source: Source, pointer: string, at: 'key' | 'value' = 'value'): string {
  const { start, end } = locate({ source, pointer, at });
  return `${start.line}:${start.column}-${end.line}:${end.column} ${source.text.slice(start.offset, end.offset)}`;
}

const TEXT = `// head
{
  a: 1, "b/c": [true, {
    'd~': 'x', // é
  }],\r\n  é: "😀", f: null }
`;

describe('the place of a key or value', () => {
  const source = sourceOf(TEXT);
  test.each([
    ['/a', 'key', '3:3-3:4 a'],
    ['/a', 'value', '3:6-3:7 1'],
    ['/b~1c', 'key', '3:9-3:14 "b/c"'],
    ['/b~1c/0', 'value', '3:17-3:21 true'],
    ['/b~1c/1', 'value', "3:23-5:4 {\n    'd~': 'x', // é\n  }"],
    ['/b~1c/1/d~0', 'key', "4:5-4:9 'd~'"],
    ['/b~1c/1/d~0', 'value', "4:11-4:14 'x'"],
    ['/é', 'value', '6:6-6:10 "😀"'],
    ['/f', 'value', '6:15-6:19 null'],
    ['', 'value', `2:1-6:21 ${TEXT.slice(8, -1)}`],
  ] as const)('%s, %s', (pointer, at, expected) => {
    expect(placed(source, pointer, at)).toBe(expected);
  });

  test('what does not exist gives the nearest that does', () => {
    expect(placed(source, '/a/b/c', 'key')).toBe('3:3-3:4 a');
    expect(placed(source, '/b~1c/0/x')).toBe('3:17-3:21 true');
    expect(placed(source, '/b~1c/7')).toMatch(/^3:16-5:5 \[/);
    expect(placed(source, '/b~1c/01')).toMatch(/^3:16-5:5 \[/);
    expect(placed(source, '/nope')).toMatch(/^2:1-6:21 \{/);
    expect(placed(source, 'no pointer')).toMatch(/^2:1-6:21 \{/);
    expect(placed(source, '/b~1c/0', 'key')).toBe('3:17-3:21 true');
  });

  test('a span is taken as it is, within the text', () => {
    const { start, end } = locate({ source, pointer: '', at: { start: 8, end: 9999 } });
    expect([start.line, start.column, end.line, end.column]).toEqual([2, 1, 7, 1]);
  });

  test('lines end with LF, CR LF or CR, and with nothing else', () => {
    const text = '1\r\n2\r3\n4\u20285\v6';
    const lines = [...text].map(
      (_, offset) => locate({ source: sourceOf(text), pointer: '', at: { start: offset, end: offset } }).start.line,
    );
    expect(lines).toEqual([1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4]);
  });

  test('of duplicate keys the last counts', () => {
    expect(placed(sourceOf('{ a: 1, a: 2 }'), '/a')).toBe('1:12-1:13 2');
    const many = Array.from({ length: 40 }, (_, i) => `k${i % 39}: ${i}`).join();
    expect(placed(sourceOf(`{${many}}`), '/k0')).toMatch(/ 39$/);
  });

  test('it works in broken texts', () => {
    const broken = sourceOf('{ a: { b: 1, c }, d: [1 2, "x],\n e: { f: 1');
    expect(placed(broken, '/a/b')).toBe('1:11-1:12 1');
    expect(placed(broken, '/d/1')).toBe('1:25-1:26 2');
    expect(placed(broken, '/e/f')).toBe('2:10-2:11 1');
    expect(placed(sourceOf(''), '/a/b', 'key')).toBe('1:1-1:1 ');
  });

  test('every value of a document is found where it is written', () => {
    fc.assert(
      fc.property(jsonValue, seed, (value, style) => {
        const source = sourceOf(new Json5Printer(new Random(style)).document(value));
        for (const [pointer, expected] of valuesOf(value, '')) {
          const { start, end } = locate({ source, pointer, at: 'value' });
          const again = parseDocument(sourceOf(source.text.slice(start.offset, end.offset)), defaultDocumentLimits);
          expect(JSON.stringify(again.value?.value)).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function sortedText(value: JsonValue): string {
  const again = parseDocument(sourceOf(new Json5Printer(new Random(1)).document(value)), defaultDocumentLimits);
  return JSON.stringify(again.value?.value);
}

function* valuesOf(value: JsonValue, pointer: string): Generator<readonly [string, string]> {
  yield [pointer, sortedText(value)];
  if (isArray(value)) for (const [i, item] of value.entries()) yield* valuesOf(item, childPointer(pointer, i));
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* valuesOf(item, childPointer(pointer, key));
}

describe('in YAML', () => {
  const source = sourceOf('base: &b\n  p: 1\n  q: [x, "y"]\nc: *b\nd:\n  <<: *b\n  p: 2\n', 'yaml');
  test.each([
    ['/base/p', 'key', '2:3-2:4 p'],
    ['/base/q/1', 'value', '3:10-3:13 "y"'],
    ['/c', 'value', '4:4-4:6 *b'],
    ['/c/p', 'value', '2:6-2:7 1'],
    ['/d/p', 'value', '7:6-7:7 2'],
    ['/d/q', 'key', '3:3-3:4 q'],
    ['/d/nope', 'key', '5:1-5:2 d'],
  ] as const)('%s, %s', (pointer, at, expected) => {
    expect(placed(source, pointer, at)).toBe(expected);
  });

  test('it works in broken texts', () => {
    expect(placed(sourceOf('a: 1\nb: [1, 2\nc: 3\n', 'yaml'), '/a')).toBe('1:4-1:5 1');
    expect(placed(sourceOf('a: [', 'yaml'), '/a/0/b')).toMatch(/^1:4-/);
  });
});
