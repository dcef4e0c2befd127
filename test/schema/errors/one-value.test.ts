import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { explained } from './explained.ts';

const port = { type: 'integer', minimum: 1, maximum: 65535 };

interface Row {
  readonly schema: JsonObject;
  readonly data: JsonValue;
  readonly says: string;
}

const rows: readonly Row[] = [
  {
    schema: port,
    data: '8080',
    says: 'type : Expected an integer from 1 to 65535, found the string "8080" (Remove the quotes: 8080)',
  },
  {
    schema: port,
    data: ' 80 ',
    says: 'type : Expected an integer from 1 to 65535, found the string " 80 " (Remove the quotes: 80)',
  },
  { schema: port, data: '0x50', says: 'type : Expected an integer from 1 to 65535, found the string "0x50"' },
  {
    schema: port,
    data: 80.4,
    says: 'type : Expected an integer from 1 to 65535, found the number 80.4 (Write a whole number, such as 80)',
  },
  {
    schema: { type: 'boolean' },
    data: 'true',
    says: 'type : Expected true or false, found the string "true" (Write true without quotes)',
  },
  { schema: { type: 'boolean' }, data: 'Off', says: 'type : Expected true or false, found the string "Off" (Write false)' },
  { schema: { type: 'boolean' }, data: 1, says: 'type : Expected true or false, found the number 1 (Write true)' },
  { schema: { type: 'string' }, data: 1.5, says: 'type : Expected a string, found the number 1.5 (Put it in quotes: "1.5")' },
  {
    schema: { type: 'string' },
    data: ['a'],
    says: 'type : Expected a string, found an array of 1 item (Write "a" without the brackets)',
  },
  {
    schema: { type: 'string' },
    data: null,
    says: 'type : Expected a string, found null (Give it a value, or leave the property out)',
  },
  { schema: { type: 'array' }, data: 'a', says: 'type : Expected an array, found the string "a" (Put it in brackets: ["a"])' },
  { schema: { type: 'array' }, data: { a: 1 }, says: 'type : Expected an array, found an object with "a"' },
  { schema: { type: 'object' }, data: [], says: 'type : Expected an object, found an empty array' },
  { schema: { type: ['string', 'null'] }, data: {}, says: 'type : Expected a string or null, found an empty object' },
  {
    schema: { type: 'string', format: 'date' },
    data: 20261120,
    says: 'type : Expected a date, found the number 20261120 (Put it in quotes: "20261120")',
  },

  {
    schema: { enum: ['debug', 'info', 'warn', 'error'] },
    data: 'Warning',
    says: 'enum : Expected "debug", "info", "warn" or "error", found "Warning" (Write "warn")',
  },
  {
    schema: { enum: ['development', 'production'] },
    data: 'prod',
    says: 'enum : Expected "development" or "production", found "prod" (Write "production")',
  },
  {
    schema: { enum: ['prefix-alpha', 'prefix-beta'] },
    data: 'prefix',
    says: 'enum : Expected "prefix-alpha" or "prefix-beta", found "prefix"',
  },
  {
    schema: { enum: ['dev', 'staging', 'prod'] },
    data: 'prdo',
    says: 'enum : Expected "dev", "staging" or "prod", found "prdo" (Write "prod")',
  },
  {
    schema: { enum: ['DEBUG', 'INFO'] },
    data: 'debug',
    says: 'enum : Expected "DEBUG" or "INFO", found "debug" (Write "DEBUG")',
  },
  { schema: { enum: [1, 2] }, data: '2', says: 'enum : Expected 1 or 2, found "2" (Write 2)' },
  { schema: { enum: ['a', 'b'] }, data: 'c', says: 'enum : Expected "a" or "b", found "c"' },
  { schema: { type: 'string', enum: ['a', 'b'] }, data: 5, says: 'enum : Expected "a" or "b", found 5' },
  { schema: { const: 'v1' }, data: 'V1', says: 'const : Expected "v1", found "V1" (Write "v1")' },
  { schema: { enum: [3] }, data: 4, says: 'const : Expected 3, found 4 (Write 3)' },
  {
    schema: { enum: ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'violet', 'black', 'white', 'grey'] },
    data: true,
    says: 'enum : Expected "red", "orange", "yellow", "green", "cyan", "blue", "violet", "black" or 2 more, found true',
  },

  { schema: port, data: 70000, says: 'maximum : 70000 is too large: it has to be at most 65535' },
  {
    schema: { minimum: 100, 'x-confman-unit': 'ms' },
    data: 5,
    says: 'minimum : 5 ms is too small: it has to be at least 100 ms',
  },
  { schema: { exclusiveMinimum: 0 }, data: 0, says: 'minimum : 0 is too small: it has to be above 0' },
  { schema: { exclusiveMaximum: 1 }, data: 1, says: 'maximum : 1 is too large: it has to be below 1' },
  { schema: { multipleOf: 5 }, data: 12, says: 'multiple-of : 12 is not a multiple of 5 (Write 10 or 15)' },
  { schema: { multipleOf: 0.1 }, data: 0.25, says: 'multiple-of : 0.25 is not a multiple of 0.1 (Write 0.2 or 0.3)' },
  {
    schema: { maximum: 9, multipleOf: 5 },
    data: 12,
    says: 'maximum : 12 is too large: it has to be at most 9; it also has to be a multiple of 5',
  },

  { schema: { minLength: 1 }, data: '', says: 'min-length : The string is empty; at least 1 character is needed' },
  { schema: { minLength: 3 }, data: 'é😀', says: 'min-length : "é😀" is 2 characters long; at least 3 are needed' },
  { schema: { maxLength: 1 }, data: 'ab', says: 'max-length : "ab" is 2 characters long; at most 1 is allowed' },
  {
    schema: { minLength: 3, pattern: '^[a-z]+$' },
    data: 'A',
    says: 'min-length : "A" is 1 character long; at least 3 are needed; it also has to match the pattern ^[a-z]+$',
  },
  {
    schema: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    data: 'My Service',
    says: 'pattern : "My Service" does not match the pattern ^[a-z0-9]+(-[a-z0-9]+)*$ (Write "my-service")',
  },
  {
    schema: { pattern: '^v\\d+\\.\\d+$' },
    data: '1.2',
    says: 'pattern : "1.2" does not match the pattern ^v\\d+\\.\\d+$ (Write something like "v1.2")',
  },
  {
    schema: { pattern: '^v\\d+$', examples: ['v12'] },
    data: 'x',
    says: 'pattern : "x" does not match the pattern ^v\\d+$ (Write something like "v12")',
  },
  { schema: { pattern: '^[a-z]+$' }, data: ' a ', says: 'pattern : " a " does not match the pattern ^[a-z]+$ (Write "a")' },
  {
    schema: { format: 'date-time' },
    data: 'now',
    says: 'format : "now" is not a date and time with an offset (Write it like 2026-11-20T16:50:00Z)',
  },
  { schema: { format: 'ipv4' }, data: '1.2.3', says: 'format : "1.2.3" is not an IPv4 address (Write it like 192.0.2.1)' },
  { schema: { not: { const: 'x' } }, data: 'x', says: 'not : "x" is not allowed here' },
  { schema: { not: { enum: ['x', 'y'] } }, data: 'x', says: 'not : "x" or "y" is not allowed here' },
  { schema: { not: { type: 'string' } }, data: 'x', says: 'not : The value must not be a string' },
  { schema: { not: { pattern: '^x' } }, data: 'xy', says: 'not : "xy" must not match the pattern ^x' },
  {
    schema: { pattern: '^[a-z]+$', 'x-confman-message': 'Names are written in lower case' },
    data: 'ABC',
    says: 'custom-message : Names are written in lower case (Write "abc")',
  },
];

test.each(rows)('$says', ({ schema, data, says }) => {
  expect(explained(schema, data)).toEqual([says]);
});

test('a long value is shortened between characters', () => {
  const [says = ''] = explained({ maxLength: 5 }, '😀'.repeat(100));
  expect(says).toBe(`max-length : "${'😀'.repeat(28)}..." is 100 characters long; at most 5 are allowed`);
});
