import { itJudges } from '../judging-cases.ts';
import { commonCases } from './common-cases.ts';

itJudges('http://json-schema.org/draft-06/schema#', [
  ...commonCases,
  ['exclusive bounds are numbers', { exclusiveMinimum: 1, exclusiveMaximum: 3 }, [1.1, 2.9], [1, 3]],
  ['const', { const: { a: [1, { b: null }] } }, [{ a: [1, { b: null }] }], [{ a: [1] }, null]],
  ['const tells kinds apart', { const: 0 }, [0, -0], [false, '0', null]],
  ['contains', { contains: { minimum: 5 } }, [[1, 5], 'x'], [[], [1, 2]]],
  [
    'contains anew for each array',
    { items: { contains: { const: 1 } } },
    [[[1], [2, 1]]],
    [
      [[1], []],
      [[1], [2]],
    ],
  ],
  ['property names', { propertyNames: { maxLength: 2 } }, [{}, { ab: 1 }, 5], [{ abc: 1 }]],
  ['boolean schemas', { properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }]],
  [
    '$id may be an anchor',
    { properties: { a: { $ref: '#here' } }, definitions: { b: { $id: '#here', type: 'integer' } } },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    '$id beside $ref is ignored',
    {
      $id: 'http://x.test/base/',
      definitions: { foo: { $id: 'http://x.test/other', $ref: 'leaf' }, leaf: { $id: 'leaf', type: 'integer' } },
      properties: { a: { $ref: '#/definitions/foo' } },
    },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    'identifiers in data are none',
    {
      properties: { a: { $ref: 'real' } },
      enum: [{ $id: 'http://x.test/real', type: 'null' }, { a: 1 }],
      $id: 'http://x.test/root',
      definitions: { r: { $id: 'http://x.test/real', type: 'integer' } },
    },
    [{ a: 1 }],
    [{ a: null }],
  ],
  [
    'keywords of later drafts judge nothing',
    { if: { type: 'string' }, then: { minLength: 9 }, dependentRequired: { a: ['b'] }, unevaluatedProperties: false },
    ['x', { a: 1 }],
    [],
  ],
]);
