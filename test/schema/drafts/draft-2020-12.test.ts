import { itJudges } from '../judging-cases.ts';
import { commonCases } from './common-cases.ts';

const list = { $id: 'http://x.test/list', $defs: { element: { $dynamicAnchor: 'element' } }, items: { $dynamicRef: '#element' } };

itJudges('https://json-schema.org/draft/2020-12/schema', [
  ...commonCases,
  ['prefixItems', { prefixItems: [{ type: 'string' }], items: { type: 'integer' } }, [[], ['a'], ['a', 1]], [[1], ['a', 'b']]],
  ['items of false after prefixItems', { prefixItems: [true], items: false }, [[], [1]], [[1, 2]]],
  ['contains beside prefixItems', { prefixItems: [{ type: 'string' }], contains: { const: 'x' } }, [['x']], [[], ['a']]],
  ['contains evaluates what it accepts', { contains: { const: 1 }, unevaluatedItems: { type: 'string' } }, [[1, 'a']], [[1, 2]]],
  [
    'unevaluated items look through references',
    { $ref: '#/$defs/p', unevaluatedItems: false, $defs: { p: { prefixItems: [true] } } },
    [[1]],
    [[1, 2]],
  ],
  [
    'unevaluated items follow the branch that holds',
    {
      prefixItems: [{ const: 'a' }],
      anyOf: [{ prefixItems: [true, { const: 'b' }] }, { prefixItems: [true, true, { const: 'c' }] }],
      unevaluatedItems: false,
    },
    [
      ['a', 'b'],
      ['a', 'x', 'c'],
    ],
    [
      ['a', 'b', 'd'],
      ['a', 'x', 'd'],
    ],
  ],
  [
    'dependentSchemas evaluate where they apply',
    { properties: { a: true }, dependentSchemas: { a: { properties: { b: true } } }, unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ b: 1 }],
  ],
  ['not evaluates nothing', { not: { not: { properties: { a: true } } }, unevaluatedProperties: false }, [{}], [{ a: 1 }]],
  [
    'oneOf evaluates what holds',
    {
      oneOf: [
        { properties: { a: { type: 'string' } }, required: ['a'] },
        { properties: { b: true }, required: ['b'] },
      ],
      unevaluatedProperties: false,
    },
    [{ a: 's' }, { b: 1 }],
    [{ a: 's', c: 1 }],
  ],
  ['dynamic references take what they name where nothing is outside', list, [['x', 1]], []],
  [
    'dynamic references take the outermost anchor',
    { $id: 'http://x.test/strings', $ref: 'list', $defs: { own: { $dynamicAnchor: 'element', type: 'string' }, list } },
    [['x']],
    [[1]],
  ],
  [
    'a plain anchor takes no part',
    { $id: 'http://x.test/plain', $ref: 'list', $defs: { own: { $anchor: 'element', type: 'string' }, list } },
    [[1]],
    [],
  ],
  [
    'dynamic references to a plain anchor are plain',
    { $dynamicRef: '#here', $defs: { a: { $anchor: 'here', type: 'string' } } },
    ['x'],
    [1],
  ],
  [
    'a tree that is made strict',
    {
      $id: 'http://x.test/strict',
      $dynamicAnchor: 'node',
      $ref: 'tree',
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: 'http://x.test/tree',
          $dynamicAnchor: 'node',
          type: 'object',
          properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
        },
      },
    },
    [{ children: [{ data: 1 }] }],
    [{ children: [{ daat: 1 }] }],
  ],
  [
    'an embedded schema has its own base',
    {
      $id: 'http://x.test/root',
      $defs: { a: { $id: 'nested/', $defs: { b: { $id: 'leaf', type: 'integer' } } } },
      $ref: 'nested/leaf',
    },
    [1],
    ['s'],
  ],
  [
    'URNs name schemas',
    {
      $id: 'urn:uuid:deadbeef-1234-0000-0000-4321feebdaed',
      properties: { a: { $ref: 'urn:uuid:deadbeef-1234-0000-0000-4321feebdaed#/$defs/b' } },
      $defs: { b: { type: 'string' } },
    },
    [{ a: 's' }],
    [{ a: 1 }],
  ],
]);
