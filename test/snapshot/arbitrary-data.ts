import * as fc from 'fast-check';
import { compareKeys, isIndexKey } from '../../src/model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** Texts that some reader of some format takes for something else. */
const TRAPS = [
  '',
  ' ',
  ' lead',
  'trail ',
  '~',
  'null',
  'Null',
  'no',
  'NO',
  'y',
  'off',
  'true',
  '1e3',
  'E0',
  'e12_3',
  '1.0',
  '0o7',
  '017',
  '0x1F',
  '0b1',
  '1_000',
  '12:30:00',
  '190:20:30',
  '.inf',
  '-.INF',
  '.nan',
  '2001-12-14',
  '2001-12-14t21:59:43.10-05:00',
  '=',
  '<<',
  '---',
  '...',
  '- x',
  '-',
  '? x',
  '?',
  ': x',
  ':',
  'a: b',
  'a:',
  'a #b',
  '#b',
  '&a',
  '*a',
  '!t',
  '%x',
  '@x',
  '`x',
  '[x',
  '{x',
  'x]',
  'x}',
  ',x',
  "'x",
  '"x',
  '|',
  '>',
  'line one\nline two',
  'line one\nline two\n',
  'line\n\n',
  '\nline',
  'a\n  indented\nb',
  'a \nb',
  'a\n \nb',
  'a\r\nb',
  'tab\there',
  '\u0085',
  'a\u2028b\u2029c',
  '\u007f\u0080\u009f',
  '\ufeffx',
  '\ufffe\uffff',
  '\u0000',
  '\u001b[31m',
  '\u00e9\u6f22\ud83d\ude00',
  '_bsontype',
  'toBSON',
  '$ref',
  '$id',
  '$db',
  'a.b',
  '__proto__',
  'constructor',
  '0',
  '10',
  '9',
  '-0',
  'x'.repeat(1100),
] as const;

const wellFormed = fc.string({ unit: 'binary' });
const text = fc.oneof(fc.constantFrom(...TRAPS), wellFormed, fc.string({ unit: 'grapheme-ascii' }));
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, -1e300, 5e-324, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), 2 ** 53 - 1, 1e20, 0.1),
);

/** Data of a snapshot: any keys, any depth, no lone surrogates. */
export function arbitraryData(key: fc.Arbitrary<string> = text): fc.Arbitrary<JsonObject> {
  const { object } = fc.letrec<{ object: JsonObject; value: JsonValue }>((tie) => ({
    object: fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 6 }).map(fromEntries),
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.oneof(text, number, fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
  }));
  return object;
}

function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

/** The same data with keys in code-unit order, as the documents room hands it over; undefined where an index key prevents that. */
export function sortedData(data: JsonObject): JsonObject | undefined {
  return sort(data) as JsonObject | undefined;
}

function sort(value: JsonValue): JsonValue | undefined {
  if (isArray(value)) {
    const items = value.map(sort);
    return items.includes(undefined) ? undefined : (items as JsonValue[]);
  }
  if (!isObject(value)) return value;
  const entries = Object.keys(value)
    .sort(compareKeys)
    .map((key) => [key, sort(value[key] as JsonValue)] as const);
  if (entries.some(([key, item]) => item === undefined || isIndexKey(key))) return undefined;
  return Object.fromEntries(entries) as JsonObject;
}
