import { describe, expect, it } from 'vitest';
import { compare, linesOf } from '../worlds.ts';

const draft04 = 'http://json-schema.org/draft-04/schema#';
const draft07 = 'http://json-schema.org/draft-07/schema#';
const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';
const dialect = 'dialect-changed  ++ info';

describe('the same meaning in another draft', () => {
  it.each([
    [
      'exclusiveMinimum is a flag in draft-04',
      { $schema: draft04, minimum: 0, exclusiveMinimum: true },
      { $schema: draft07, exclusiveMinimum: 0 },
    ],
    [
      'tuples',
      { $schema: draft07, items: [{ type: 'string' }], additionalItems: false },
      { $schema: draft2020, prefixItems: [{ type: 'string' }], items: false },
    ],
    [
      'dependencies',
      { $schema: draft07, dependencies: { a: ['b'], c: { required: ['d'] } } },
      { $schema: draft2019, dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
    ],
    [
      'definitions',
      { $schema: draft07, properties: { a: { $ref: '#/definitions/x' } }, definitions: { x: { type: 'string' } } },
      { $schema: draft2020, properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: { type: 'string' } } },
    ],
  ])('%s', async (_, old, now) => {
    const comparison = await compare(old, now, { mode: 'full' });
    expect(comparison.verdict).toBe('compatible');
    expect(linesOf(comparison).filter((line) => !line.startsWith('ref-retargeted'))).toEqual([dialect]);
  });
});

it('a keyword that the draft does not know is an unknown one', async () => {
  const comparison = await compare({ $schema: draft04, const: 1 }, { $schema: draft07, const: 1 });
  expect(linesOf(comparison)).toEqual(
    [dialect, 'const-added  -+ breaking', 'keyword-unknown-changed  ?? potentially-breaking'].sort(
      (a, b) => Number(b === dialect) - Number(a === dialect),
    ),
  );
});
