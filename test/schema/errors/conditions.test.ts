import { expect, test } from 'vitest';
import { conditional } from './conditional.ts';
import { explained } from './explained.ts';

const web = { properties: { kind: { const: 'web' } }, required: ['kind'] };

test.each([
  {
    schema: conditional(web, { required: ['hosts'] }),
    data: { kind: 'web' },
    says: ['required : The property "hosts" is missing; it is required where "kind" is "web" (Add "hosts")'],
  },
  {
    schema: conditional(web, {}, { required: ['command'] }),
    data: { kind: 'job' },
    says: ['required : The property "command" is missing; it is required where "kind" is not "web" (Add "command")'],
  },
  {
    schema: conditional({ required: ['tls'] }, { required: ['cert'] }),
    data: { tls: 1 },
    says: ['required : The property "cert" is missing; it is required where "tls" is present (Add "cert")'],
  },
  {
    schema: conditional({ properties: { a: { const: 1 }, b: { enum: [1, 2] } } }, { required: ['c'] }),
    data: { a: 1, b: 2 },
    says: ['required : The property "c" is missing; it is required where "a" is 1 and "b" is 1 or 2 (Add "c")'],
  },
  {
    schema: conditional({ minProperties: 1 }, { required: ['c'] }),
    data: { a: 1 },
    says: ['required : The property "c" is missing (Add "c")'],
  },
  {
    schema: conditional(web, { properties: { port: { maximum: 80 } } }),
    data: { kind: 'web', port: 81 },
    says: ['maximum /port: 81 is too large: it has to be at most 80'],
  },
  {
    schema: conditional(web, { $ref: '#/$defs/extra' }, undefined, { $defs: { extra: { required: ['hosts'] } } }),
    data: { kind: 'web' },
    says: ['required : The property "hosts" is missing (Add "hosts")'],
  },
  {
    schema: { dependentSchemas: { tls: { required: ['cert'] } } },
    data: { tls: 1 },
    says: ['required : The property "cert" is missing; it is required where "tls" is present (Add "cert")'],
  },
  {
    schema: { dependentSchemas: { 'a/b': { properties: { port: { minimum: 444 } } } } },
    data: { 'a/b': 1, port: 443 },
    says: ['minimum /port: 443 is too small: it has to be at least 444 (Correct it, or remove "a/b", which asks for that)'],
  },
  {
    schema: { properties: { dependentSchemas: { properties: { x: { required: ['y'] } } } } },
    data: { dependentSchemas: { x: {} } },
    says: ['required /dependentSchemas/x: The property "y" is missing (Add "y")'],
  },
])('$says', ({ schema, data, says }) => {
  expect(explained(schema, data)).toEqual(says);
});

test('a condition whose value is secret is not told', () => {
  const schema = conditional({ properties: { key: { const: 'hunter2' } } }, { required: ['b'] });
  expect(explained(schema, { key: 'hunter2' }, ['/key'])).toEqual(['required : The property "b" is missing (Add "b")']);
});
