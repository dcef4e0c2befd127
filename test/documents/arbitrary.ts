import fc from 'fast-check';
import type { JsonValue } from '../../src/model/json.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** Any characters but halves of surrogate pairs. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom("it's", '"', '\\', '\u2028', '</script>'),
);
const words = fc.constantFrom(
  'a',
  'b',
  'aa',
  'ab',
  'name',
  'port',
  '$ref',
  '$$x',
  '_',
  'é',
  'ключ',
  '1',
  '10',
  '9',
  '01',
  '',
  'a b',
  'a-b',
  'true',
  'null',
);

export const key: fc.Arbitrary<string> = fc.oneof({ weight: 4, arbitrary: words }, text).filter((word) => !FORBIDDEN.has(word));

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 0.1, 1.5, 1e21, 1e-7, 5e-324, Number.MAX_VALUE),
);

/** Values that a document can have. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

export const seed: fc.Arbitrary<number> = fc.integer();
