import type { JsonValue } from '../../src/model/json.ts';

export interface TypeCase {
  readonly schema: JsonValue;
  readonly fits: readonly JsonValue[];
  readonly others: readonly JsonValue[];
}

const closed = { type: 'object', additionalProperties: false } as const;
const secret = { type: 'string', 'x-confman-secret-ref': true } as const;

/** By what they are about. The values are valid, or not, by the schema too, but where the name says that defaults were filled in. */
export const typeCases: Readonly<Record<string, TypeCase>> = {
  scalars: {
    schema: {
      ...closed,
      properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' }, d: { type: 'null' }, e: true },
    },
    fits: [{}, { a: '', b: 1, c: true, d: null, e: [1] }],
    others: [{ a: 1 }, { b: '1' }, { c: 0 }, { d: 1 }, { f: 1 }, 5],
  },
  nullable: {
    schema: {
      ...closed,
      required: ['a', 'b'],
      properties: { a: { type: ['string', 'null'] }, b: { anyOf: [{ type: 'number' }, { type: 'null' }] } },
    },
    fits: [
      { a: null, b: null },
      { a: 'x', b: 2 },
    ],
    others: [{ a: 1, b: 1 }, { a: null }, { a: 'x', b: 'x' }],
  },
  'closed tuples': {
    schema: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 1 },
    fits: [['a'], ['a', 1]],
    others: [[], [1], ['a', 'b'], ['a', 1, 2]],
  },
  'open tuples': {
    schema: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, minItems: 2 },
    fits: [['a', 1, 2]],
    others: [['a', 'b'], [1]],
  },
  'tuples of draft-07': {
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'array',
      items: [{ type: 'string' }],
      additionalItems: { type: 'null' },
    },
    fits: [[], ['a'], ['a', null]],
    others: [[1], ['a', 'b']],
  },
  'tuples that say nothing of the rest': {
    schema: { $schema: 'http://json-schema.org/draft-04/schema#', type: 'array', items: [{ type: 'string' }], minItems: 1 },
    fits: [['a'], ['a', 1, null]],
    others: [[]],
  },
  'arrays that are not empty': {
    schema: { type: 'array', items: { type: 'string' }, minItems: 2 },
    fits: [
      ['a', 'b'],
      ['a', 'b', 'c'],
    ],
    others: [['a'], []],
  },
  'empty arrays': { schema: { type: 'array', maxItems: 0 }, fits: [[]], others: [[1]] },
  'open objects': {
    schema: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    fits: [{ a: 'x' }, { a: 'x', b: 1, c: null }],
    others: [{}, { a: 1 }],
  },
  'other properties beside known ones': {
    schema: { type: 'object', properties: { a: { type: 'number' } }, additionalProperties: { type: 'string' } },
    fits: [{ a: 1, b: 'x' }, { b: 'x' }],
    others: [{ b: true }, { a: 'x' }],
  },
  'properties by pattern': {
    schema: { ...closed, properties: { a: { type: 'number' } }, patternProperties: { '^x-': { type: 'string' } } },
    fits: [{ a: 1, 'x-b': 'x' }],
    others: [{ 'x-b': 1 }, { y: 'x' }],
  },
  'properties by patterns that overlap': {
    schema: {
      ...closed,
      properties: { xa: { type: 'number' } },
      patternProperties: { '^x': { type: 'number' }, a$: { type: ['number', 'null'] } },
    },
    fits: [{ xa: 1, xb: 2, ba: null }],
    others: [{ xb: 'x' }],
  },
  'no properties at all': { schema: closed, fits: [{}], others: [{ a: 1 }] },
  'required and not described': {
    schema: { type: 'object', required: ['a'], additionalProperties: { type: 'number' } },
    fits: [{ a: 1 }],
    others: [{}, { a: 'x' }],
  },
  'a property that must not be there': {
    schema: { type: 'object', properties: { a: false, b: { type: 'string' } } },
    fits: [{ b: 'x', c: 1 }],
    others: [{ a: 1 }],
  },
  enumerations: {
    schema: {
      ...closed,
      properties: {
        a: { enum: ['x', 1, null, { k: [1, 'y'] }, -0.5] },
        b: { const: 'only' },
        c: { type: 'string', enum: ['s', 5] },
      },
    },
    fits: [{ a: 'x', b: 'only', c: 's' }, { a: 1 }, { a: null }, { a: { k: [1, 'y'] } }, { a: -0.5 }],
    others: [{ a: 'y' }, { b: 'other' }, { c: 5 }, { a: { k: [1, 'z'] } }],
  },
  'secret references': {
    schema: { ...closed, required: ['a'], properties: { a: secret, b: { ...secret, enum: ['vault://x'] } } },
    fits: [{ a: 'vault://team/db' }, { a: 'env://X', b: 'vault://x' }],
    others: [{ a: 'hunter2' }, { a: 'http://x' }],
  },
  'references to secrets that are constants': {
    schema: { ...closed, properties: { a: { const: 'vault://team/db', default: 'vault://team/db' } } },
    fits: [{ a: 'vault://team/db' }],
    others: [{ a: 'hunter2' }],
  },
  'defaults that are filled in': {
    schema: {
      ...closed,
      properties: { a: { type: 'number', default: 1 }, b: { $ref: '#/$defs/d' }, c: { allOf: [{ default: {} }], ...closed } },
      $defs: { d: { type: 'string', default: 'x' } },
    },
    fits: [{ a: 1, b: 'x', c: {} }],
    others: [{ a: 1 }, { a: 1, b: 'x' }, { b: 'x', c: {} }],
  },
  'defaults that are not filled in': {
    schema: {
      ...closed,
      properties: {
        choice: { anyOf: [{ ...closed, properties: { a: { type: 'number', default: 1 } } }, { $ref: '#/$defs/d' }] },
        env: { type: 'string', default: 'x', 'x-confman-allowed-environments': ['prod'] },
        plain: { $ref: '#/$defs/d' },
      },
      $defs: { d: { ...closed, required: ['k'], properties: { k: { type: 'string' }, n: { type: 'number', default: 2 } } } },
    },
    fits: [{}, { choice: {} }, { choice: { k: 'x' } }, { plain: { k: 'x', n: 2 } }],
    others: [{ plain: { k: 'x' } }],
  },
  'all of several': {
    schema: {
      allOf: [{ type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, { $ref: '#/$defs/b' }],
      $defs: { b: { type: 'object', required: ['b'], properties: { b: { type: 'number' } } } },
    },
    fits: [{ a: 'x', b: 1 }],
    others: [{ a: 'x' }, { b: 1 }, { a: 1, b: 1 }],
  },
  'a reference with more beside it': {
    schema: {
      $ref: '#/$defs/b',
      type: 'object',
      required: ['c'],
      properties: { c: { type: 'string' } },
      $defs: { b: { type: 'object', properties: { b: { type: 'number' } } } },
    },
    fits: [{ c: 'x', b: 1 }],
    others: [{ b: 1 }, { c: 'x', b: 'x' }],
  },
  'a reference that stands alone': {
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...closed,
      properties: { p: { $ref: '#/definitions/b', default: 1 } },
      definitions: { b: { type: 'number' } },
    },
    fits: [{}, { p: 1 }],
    others: [{ p: 'x' }],
  },
  'closed over references': {
    schema: {
      type: 'object',
      allOf: [{ $ref: '#/$defs/base' }],
      properties: { own: { type: 'string' } },
      unevaluatedProperties: false,
      $defs: { base: { type: 'object', required: ['id'], properties: { id: { type: 'number' } } } },
    },
    fits: [{ id: 1, own: 'x' }],
    others: [{ id: 1, other: 1 }, { own: 'x' }],
  },
  'one of several, told apart': {
    schema: {
      oneOf: [
        { ...closed, required: ['kind', 'port'], properties: { kind: { const: 'tcp' }, port: { type: 'number' } } },
        { ...closed, required: ['kind', 'path'], properties: { kind: { const: 'unix' }, path: { type: 'string' } } },
      ],
    },
    fits: [
      { kind: 'tcp', port: 1 },
      { kind: 'unix', path: '/' },
    ],
    others: [{ kind: 'tcp', path: '/' }, { kind: 'udp' }],
  },
  'conditions with both branches': {
    schema: { type: 'object', if: { properties: { a: { const: 1 } } }, then: { required: ['b'] }, else: { required: ['c'] } },
    fits: [
      { a: 1, b: 0 },
      { a: 2, c: 0 },
    ],
    others: [{ a: 1 }],
  },
  recursion: {
    schema: {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          ...closed,
          required: ['v'],
          properties: { v: { type: 'number' }, kids: { type: 'array', items: { $ref: '#/$defs/node' } }, root: { $ref: '#' } },
        },
      },
    },
    fits: [{ v: 1, kids: [{ v: 2, kids: [] }], root: { v: 3 } }],
    others: [
      { v: 1, kids: [{}] },
      { v: 1, root: {} },
    ],
  },
  'names that are none of the language': {
    schema: {
      ...closed,
      properties: {
        'a-b': { type: 'string' },
        '1': { type: 'number' },
        'x"y\\z': true,
        class: { $ref: '#/$defs/a%20b' },
        '': { $ref: '#/$defs/2nd' },
      },
      $defs: { 'a b': { type: 'string' }, '2nd': { type: 'null' }, 'a-b': { type: 'number' } },
    },
    fits: [{ 'a-b': 'x', '1': 1, 'x"y\\z': 0, class: 'x', '': null }],
    others: [{ class: 1 }, { '': 1 }],
  },
  'names that collide': {
    schema: {
      ...closed,
      properties: {
        a: { $ref: '#/$defs/port' },
        b: { $ref: '#/definitions/Port' },
        c: { $ref: '#/$defs/root' },
        d: { $ref: '#/$defs/SecretReference' },
        e: secret,
      },
      $defs: { port: { type: 'string' }, root: { type: 'number' }, SecretReference: { type: 'boolean' } },
      definitions: { Port: { type: 'null' } },
    },
    fits: [{ a: 'x', b: null, c: 1, d: true, e: 'env://x' }],
    others: [{ a: null }, { b: 'x' }, { c: {} }, { d: 'x' }],
  },
  'text that would end a comment': {
    schema: {
      ...closed,
      description: 'a */ export const hurt = 1; /* b\u2028c',
      properties: {
        a: { type: 'string', title: '*/ }', 'x-confman-deprecated': '*/ hurt()', 'x-confman-unit': '/**', default: '*/' },
      },
    },
    fits: [{ a: 'x' }],
    others: [{ hurt: 1 }],
  },
  'a whole that is no object': {
    schema: { type: ['string', 'array'], items: { type: 'number' } },
    fits: ['x', [1]],
    others: [1, ['x']],
  },
  trees: {
    schema: {
      Type: 'Object',
      Properties: [
        { Name: 'a', IsRequired: true, Schema: { Type: 'Leaf', Format: 'int' } },
        { Name: 'b', DefaultValue: 'x', Schema: { Type: 'Leaf' } },
        { Name: 'n', Schema: { $ref: '#/' } },
      ],
    },
    fits: [{ a: 1, b: true, n: { a: 2, b: 'x' } }],
    others: [{ a: 1 }, { a: '1', b: 'x' }],
  },
};
