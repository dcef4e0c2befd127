/**
 * Two versions of a schema, and whether the new one accepts every document that the old one accepts, worked out by hand.
 *
 * @import { Pair } from './schema-diff-pairs.d.mts'
 */

const text = { type: 'string' };
const integer = { type: 'integer' };
const number = { type: 'number' };
const draft07 = 'http://json-schema.org/draft-07/schema#';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

/** @param {string} name @param {any} old @param {any} now @returns {Pair} */
const keeps = (name, old, now) => ({ name, old, new: now, accepts: true });
/** @param {string} name @param {any} old @param {any} now @returns {Pair} */
const breaks = (name, old, now) => ({ name, old, new: now, accepts: false });

const object = (properties, more = {}) => ({ type: 'object', properties, ...more });
const closed = (properties, more = {}) => object(properties, { additionalProperties: false, ...more });
const port = (more) => object({ port: { type: 'integer', ...more } });
const list = (more) => object({ targets: { type: 'array', ...more } });
const node = (value) => ({
  $ref: '#/definitions/node',
  definitions: { node: object({ value, next: { $ref: '#/definitions/node' } }) },
});
const base = { definitions: { host: text } };

/** @type {readonly Pair[]} */
export const pairs = [
  breaks('property added, open', object({ host: text }), object({ host: text, port: integer })),
  keeps('property added, closed', closed({ host: text }), closed({ host: text, port: integer })),
  keeps('property removed, open', object({ host: text, port: integer }), object({ host: text })),
  breaks('property removed, closed', closed({ host: text, port: integer }), closed({ host: text })),
  breaks('made required', object({ host: text }), object({ host: text }, { required: ['host'] })),
  keeps('made optional', object({ host: text }, { required: ['host'] }), object({ host: text })),
  keeps('default changed', port({ default: 80 }), port({ default: 443 })),
  keeps('enum value added', { enum: ['fast', 'safe'] }, { enum: ['fast', 'safe', 'auto'] }),
  breaks('enum value removed', { enum: ['fast', 'safe', 'auto'] }, { enum: ['fast', 'safe'] }),
  keeps('enum reordered', { enum: ['fast', 'safe'] }, { enum: ['safe', 'fast'] }),
  breaks('range narrowed', port({ maximum: 65_535 }), port({ maximum: 1024 })),
  keeps('range relaxed', port({ maximum: 1024 }), port({ maximum: 65_535 })),
  keeps('integer to number', object({ ratio: integer }), object({ ratio: number })),
  breaks('number to integer', object({ ratio: number }), object({ ratio: integer })),
  keeps('moved behind $ref', object({ host: text }, base), object({ host: { $ref: '#/definitions/host' } }, base)),
  breaks(
    'target of $ref narrowed',
    object({ host: { $ref: '#/definitions/host' } }, base),
    object({ host: { $ref: '#/definitions/host' } }, { definitions: { host: { type: 'string', maxLength: 9 } } }),
  ),
  keeps('unused definition removed', object({ host: text }, base), object({ host: text })),
  keeps(
    'split into allOf',
    { type: 'integer', minimum: 1, maximum: 9 },
    { allOf: [{ type: 'integer', minimum: 1 }, { maximum: 9 }] },
  ),
  keeps('anyOf branch added', { anyOf: [text] }, { anyOf: [text, integer] }),
  breaks('anyOf branch removed', { anyOf: [text, integer] }, { anyOf: [text] }),
  keeps('anyOf reordered', { anyOf: [text, integer] }, { anyOf: [integer, text] }),
  breaks('oneOf branch added, overlaps', { oneOf: [integer, text] }, { oneOf: [integer, text, { type: 'number', minimum: 0 }] }),
  keeps('additionalProperties opened', closed({ host: text }), object({ host: text }, { additionalProperties: true })),
  breaks('additionalProperties closed', object({ host: text }, { additionalProperties: true }), closed({ host: text })),
  breaks('pattern changed', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string', pattern: '^[a-f]+$' }),
  keeps('pattern generalised', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string', pattern: '^[a-z0-9]+$' }),
  keeps('const to enum', { const: 'http' }, { enum: ['http'] }),
  breaks('const changed', { const: 'http' }, { const: 'https' }),
  breaks(
    'property renamed',
    closed({ size: integer }, { required: ['size'] }),
    closed({ poolSize: integer }, { required: ['poolSize'] }),
  ),
  breaks('items narrowed', list({ items: number }), list({ items: integer })),
  breaks(
    'required added with default',
    object({ host: text }),
    object({ host: text, port: { type: 'integer', default: 443 } }, { required: ['port'] }),
  ),
  breaks(
    'tuple narrowed, draft-07',
    { $schema: draft07, type: 'array', items: [number] },
    { $schema: draft07, type: 'array', items: [integer] },
  ),
  breaks(
    'prefixItems narrowed',
    { $schema: draft2020, type: 'array', prefixItems: [number] },
    { $schema: draft2020, type: 'array', prefixItems: [integer] },
  ),
  breaks(
    'then narrowed',
    { type: 'integer', if: { minimum: 5 }, then: { multipleOf: 2 } },
    { type: 'integer', if: { minimum: 5 }, then: { multipleOf: 4 } },
  ),
  keeps('recursive, the same', node(number), node(number)),
  breaks('recursive, narrowed', node(number), node(integer)),
  breaks('multipleOf changed', { type: 'integer', multipleOf: 4 }, { type: 'integer', multipleOf: 6 }),
  breaks('uniqueItems added', list({ items: text }), list({ items: text, uniqueItems: true })),
  breaks(
    'patternProperties narrowed',
    { type: 'object', patternProperties: { '^max': number } },
    { type: 'object', patternProperties: { '^max': integer } },
  ),
  breaks('undeclared name required', object({ host: text }), object({ host: text }, { required: ['zone'] })),
  breaks('format added', text, { type: 'string', format: 'ipv4' }),
  keeps(
    'documentation changed',
    { type: 'string', title: 'A', description: 'a' },
    { type: 'string', title: 'B', description: 'b' },
  ),
  keeps('description added', text, { type: 'string', description: 'The host' }),
  keeps(
    'definitions to $defs',
    { $schema: draft07, ...object({ host: { $ref: '#/definitions/host' } }, base) },
    { $schema: draft2020, ...object({ host: { $ref: '#/$defs/host' } }, { $defs: base.definitions }) },
  ),
  breaks('minItems added', list({ items: text }), list({ items: text, minItems: 1 })),
  breaks('not widened', { not: { type: 'string' } }, { not: { type: ['string', 'boolean'] } }),
  breaks(
    'dependentRequired added',
    { $schema: draft2020, type: 'object' },
    { $schema: draft2020, type: 'object', dependentRequired: { user: ['password'] } },
  ),
  breaks(
    'sibling of $ref, 2020-12',
    { $schema: draft2020, $ref: '#/$defs/host', $defs: { host: text } },
    { $schema: draft2020, $ref: '#/$defs/host', maxLength: 9, $defs: { host: text } },
  ),
];

/**
 * Two versions of a schema with this many properties, of which every tenth changed.
 *
 * @param {number} count
 */
export function largePair(count) {
  const version = (raise) =>
    object(
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `property${i}`,
          i % 3 === 0
            ? { type: 'integer', minimum: i % 10 === 0 ? raise : 0, description: `The property number ${i}` }
            : i % 3 === 1
              ? { type: 'string', maxLength: i % 10 === 0 ? 40 - raise : 40 }
              : {
                  type: 'array',
                  items: { type: 'object', properties: { name: text, size: i % 10 === 0 && raise > 0 ? integer : number } },
                },
        ]),
      ),
    );
  return { old: version(0), new: version(1) };
}
