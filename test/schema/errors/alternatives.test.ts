import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { explained } from './explained.ts';

const http = {
  properties: { kind: { const: 'http' }, port: { type: 'integer' }, path: { type: 'string' } },
  required: ['kind', 'port'],
  additionalProperties: false,
};
const tcp = {
  properties: { kind: { const: 'tcp' }, address: { type: 'string' } },
  required: ['kind', 'address'],
  additionalProperties: false,
};
const inline = { oneOf: [http, tcp] };
const behindReferences = {
  $defs: { http, tcp },
  oneOf: [{ $ref: '#/$defs/http' }, { $ref: '#/$defs/tcp' }],
};
const withEnums = {
  anyOf: [
    { ...http, properties: { ...http.properties, kind: { enum: ['http', 'https'] } } },
    { ...tcp, properties: { ...tcp.properties, kind: { enum: ['tcp', 'udp'] } } },
  ],
};

describe('the tag shows which branch was meant', () => {
  test.each([
    ['inline', inline],
    ['behind references', behindReferences],
    ['with enums', withEnums],
  ])('%s', (_name, schema: JsonObject) => {
    expect(explained(schema, { kind: 'http', prt: 80 })).toEqual([
      'misspelt-property ^/prt: There is no property "prt" here, and the required "port" is missing (Rename it to "port")',
    ]);
    expect(explained(schema, { kind: 'tcp' })).toEqual([
      'required : The property "address" is missing; it is required where "kind" is "tcp" (Add "address", a string)',
    ]);
    expect(explained(schema, { kind: 'http', port: '80' })).toEqual([
      'type /port: Expected an integer, found the string "80" (Remove the quotes: 80)',
    ]);
  });

  test('a wrong tag is the one thing that is wrong', () => {
    expect(explained(inline, { kind: 'htpp', port: 80 })).toEqual([
      'enum /kind: Expected "http" or "tcp", found "htpp" (Write "http")',
    ]);
    expect(explained(withEnums, { kind: 'upd', address: 'x' })).toEqual([
      'enum /kind: Expected "http", "https", "tcp" or "udp", found "upd" (Write "udp")',
    ]);
  });

  test('a missing tag', () => {
    expect(explained(inline, {})).toEqual(['required : The property "kind" is missing (Add "kind", "http" or "tcp")']);
    expect(explained(inline, { port: 80 })).toEqual(['required : The property "kind" is missing (Add "kind": "http")']);
  });

  test('an enum that only one branch has is no tag', () => {
    const schema = {
      anyOf: [
        { properties: { mode: { enum: ['a', 'b'] } }, required: ['mode'] },
        { properties: { size: { type: 'integer' } }, required: ['size'] },
      ],
    };
    expect(explained(schema, { mode: 'c' })).toEqual(['enum /mode: Expected "a" or "b", found "c"']);
  });
});

describe('the type shows which branch was meant', () => {
  test.each([
    {
      schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      data: ['a', 1],
      says: ['type /1: Expected a string, found the number 1 (Put it in quotes: "1")'],
    },
    {
      schema: { anyOf: [{ type: 'null' }, tcp] },
      data: { kind: 'tcp' },
      says: ['required : The property "address" is missing (Add "address", a string)'],
    },
    {
      schema: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'number' }] },
      data: 'ab',
      says: ['max-length : "ab" is 2 characters long; at most 1 is allowed'],
    },
    {
      schema: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      data: [],
      says: ['type : Expected a string or a number, found an empty array'],
    },
    {
      schema: {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'string', enum: ['auto'] },
        ],
      },
      data: [],
      says: ['type : Expected an integer of at least 1 or "auto", found an empty array'],
    },
  ])('$says', ({ schema, data, says }) => {
    expect(explained(schema, data)).toEqual(says);
  });
});

describe('likeness shows which branch was meant', () => {
  test('the branch whose properties are there', () => {
    const schema = {
      anyOf: [
        { properties: { host: {}, port: {} }, required: ['host', 'port'], additionalProperties: false },
        { properties: { socket: {} }, required: ['socket'], additionalProperties: false },
      ],
    };
    expect(explained(schema, { host: 'a' })).toEqual(['required : The property "port" is missing (Add "port")']);
    expect(explained(schema, { sokcet: 'a' })).toEqual([
      'misspelt-property ^/sokcet: There is no property "sokcet" here, and the required "socket" is missing (Rename it to "socket")',
    ]);
  });

  test('a failure further down beats one at the value itself', () => {
    const schema = {
      anyOf: [
        { properties: { config: { properties: { path: { type: 'string' } } } }, required: ['config'] },
        { required: ['inline'] },
      ],
    };
    expect(explained(schema, { config: { path: true } })).toEqual([
      'type /config/path: Expected a string, found true (Put it in quotes: "true")',
    ]);
  });

  test('nested alternatives', () => {
    const schema = {
      anyOf: [
        { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, required: ['a'] },
        { type: 'null' },
      ],
    };
    expect(explained(schema, { a: 5 })).toEqual([
      'type /a: Expected a string or null, found the number 5 (Put it in quotes: "5")',
    ]);
  });
});

describe('where nothing shows it, the alternatives are listed', () => {
  test.each([
    {
      schema: { oneOf: [{ required: ['sql'] }, { required: ['target'] }] },
      data: {},
      says: ['no-alternative : Expected an object with "sql" or an object with "target", found an empty object'],
    },
    {
      schema: {
        anyOf: [
          { type: 'string', format: 'ipv4' },
          { type: 'string', format: 'hostname' },
        ],
      },
      data: '_',
      says: ['no-alternative : Expected an IPv4 address or a host name, found "_"'],
    },
    {
      schema: { anyOf: [{ const: 'auto' }, { enum: ['a', 'b'] }] },
      data: 'x',
      says: ['enum : Expected "auto", "a" or "b", found "x"'],
    },
    {
      schema: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      data: { a: 1, b: 2 },
      says: ['several-alternatives : Only one alternative may fit here, and 2 do: an object with "a"; an object with "b"'],
    },
    {
      schema: {
        $defs: { disk: { required: ['path'] }, bucket: { required: ['name'] } },
        anyOf: [{ $ref: '#/$defs/disk' }, { $ref: '#/$defs/bucket' }],
      },
      data: {},
      says: ['no-alternative : Expected a value of "disk" or a value of "bucket", found an empty object'],
    },
    {
      schema: {
        anyOf: [
          { title: 'a port', minimum: 1 },
          { title: 'a pid', minimum: 2 },
        ],
      },
      data: 0,
      says: ['no-alternative : Expected a port or a pid, found 0'],
    },
  ])('$says', ({ schema, data, says }) => {
    expect(explained(schema, data)).toEqual(says);
  });
});

test('a message of the schema author stands for all branches', () => {
  const schema = { oneOf: [{ required: ['a'] }, { required: ['b'] }], 'x-confman-message': 'Say either a or b' };
  expect(explained(schema, {})).toEqual(['custom-message : Say either a or b']);
});

test('a branch that wants one of some texts is not meant by a value of another type', () => {
  const timeout = { anyOf: [{ type: 'integer' }, { const: 'never' }] };
  expect(explained(timeout, true)).toEqual(['no-alternative : Expected an integer or "never", found true']);
  expect(explained(timeout, 'nevr')).toEqual(['const : Expected "never", found "nevr" (Write "never")']);
});
