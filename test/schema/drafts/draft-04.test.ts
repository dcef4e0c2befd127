import { itJudges } from '../judging-cases.ts';
import { commonCases } from './common-cases.ts';

itJudges('http://json-schema.org/draft-04/schema#', [
  ...commonCases,
  ['exclusive bounds are flags', { minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true }, [1.1, 2], [1, 3]],
  [
    'a list of items',
    { items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
    [[], ['a'], ['a', 1]],
    [[1], ['a', 'b']],
  ],
  [
    'id names a schema',
    { id: 'http://x.test/a', properties: { a: { $ref: 'b' } }, definitions: { b: { id: 'b', type: 'integer' } } },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    'id may be an anchor',
    { properties: { a: { $ref: '#here' } }, definitions: { b: { id: '#here', type: 'integer' } } },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    '$id means nothing',
    {
      properties: { a: { $ref: '#/definitions/b/definitions/c' } },
      definitions: { b: { $id: 'http://x.test/y', definitions: { c: { type: 'integer' } } } },
    },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    'what stands beside $ref is ignored',
    { properties: { a: { $ref: '#/definitions/b', maximum: 1 } }, definitions: { b: { type: 'integer' } } },
    [{ a: 5 }],
    [{ a: 's' }],
  ],
  [
    'keywords of later drafts judge nothing',
    {
      const: 1,
      contains: { type: 'string' },
      propertyNames: { maxLength: 1 },
      if: { type: 'string' },
      then: { minLength: 9 },
      dependentRequired: { a: ['b'] },
    },
    ['x', [1], { aa: 1, a: 1 }],
    [],
  ],
]);
