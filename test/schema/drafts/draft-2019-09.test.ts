import { itJudges } from '../judging-cases.ts';
import { commonCases } from './common-cases.ts';

const node = { $id: 'http://x.test/node', $recursiveAnchor: true, type: 'object', properties: { next: { $recursiveRef: '#' } } };

itJudges('https://json-schema.org/draft/2019-09/schema', [
  ...commonCases,
  ['what stands beside $ref counts', { $ref: '#/$defs/b', maximum: 1, $defs: { b: { type: 'integer' } } }, [0], [5, 's']],
  [
    'dependentRequired and dependentSchemas',
    { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { maxProperties: 1 } } },
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1 }, { c: 1, d: 1 }],
  ],
  [
    'minContains and maxContains',
    { contains: { const: 1 }, minContains: 2, maxContains: 3 },
    [
      [1, 1],
      [1, 2, 1, 1],
    ],
    [[1], [1, 1, 1, 1]],
  ],
  ['minContains of 0', { contains: { const: 1 }, minContains: 0 }, [[], [2]], []],
  ['maxContains alone', { contains: { const: 1 }, maxContains: 1 }, [[1]], [[], [1, 1]]],
  [
    'anchors',
    { properties: { a: { $ref: '#here' } }, $defs: { b: { $anchor: 'here', type: 'integer' } } },
    [{ a: 1 }],
    [{ a: 's' }],
  ],
  [
    'unevaluated properties look through allOf and references',
    {
      allOf: [{ properties: { a: true } }, { $ref: '#/$defs/b' }],
      unevaluatedProperties: false,
      $defs: { b: { properties: { b: true }, patternProperties: { '^x': true } } },
    },
    [{ a: 1, b: 1, x1: 1 }],
    [{ c: 1 }],
  ],
  [
    'unevaluated properties follow the branch that holds',
    {
      anyOf: [
        { properties: { kind: { const: 'a' }, a: true }, required: ['kind'] },
        { properties: { kind: { const: 'b' }, b: true }, required: ['kind'] },
      ],
      unevaluatedProperties: false,
    },
    [
      { kind: 'a', a: 1 },
      { kind: 'b', b: 1 },
    ],
    [{ kind: 'a', b: 1 }],
  ],
  [
    'unevaluated properties follow if',
    {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      then: { properties: { t: true } },
      else: { properties: { e: true } },
      unevaluatedProperties: false,
    },
    [{ a: 1, t: 1 }, { e: 1 }],
    [{ a: 1, e: 1 }, { t: 1 }, { a: 2 }],
  ],
  [
    'unevaluated properties may have a schema',
    { properties: { a: true }, unevaluatedProperties: { type: 'string' } },
    [{ a: 1, b: 's' }],
    [{ b: 1 }],
  ],
  [
    'unevaluated properties inside a branch',
    { allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false },
    [{ a: 1 }],
    [],
  ],
  [
    'a property that is named like an inherited one is not evaluated',
    { anyOf: [{ properties: { a: true } }], unevaluatedProperties: false },
    [{ a: 1 }],
    [{ toString: 1 }, { constructor: 1 }],
  ],
  ['unevaluated items', { items: [{ type: 'string' }], unevaluatedItems: false }, [['a'], []], [['a', 1]]],
  ['unevaluated items after additional ones', { items: [true], additionalItems: true, unevaluatedItems: false }, [[1, 2, 3]], []],
  ['contains evaluates nothing yet', { contains: { const: 1 }, unevaluatedItems: false }, [], [[1]]],
  [
    'recursive references stay where there is no anchor',
    { ...node, $recursiveAnchor: false },
    [{ next: { next: {} } }],
    [{ next: 1 }],
  ],
  [
    'recursive references go to the outermost',
    { $id: 'http://x.test/closed', $recursiveAnchor: true, $ref: 'node', unevaluatedProperties: false, $defs: { node } },
    [{ next: { next: {} } }],
    [{ next: { other: 1 } }, { other: 1 }],
  ],
  [
    'recursive references pass over what has no anchor',
    { $id: 'http://x.test/open', $recursiveAnchor: false, $ref: 'node', unevaluatedProperties: false, $defs: { node } },
    [{ next: { other: 1 } }],
    [{ other: 1 }],
  ],
]);
