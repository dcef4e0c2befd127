import fc, { type Arbitrary } from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

export type OracleDraft = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

type Keywords = Record<string, Arbitrary<JsonValue>>;

/** Few names and values, so that schemas and data meet. One of the names is one that every object inherits. */
const names = fc.constantFrom('a', 'b', 'c', 'toString');
const scalars = fc.constantFrom<JsonValue>(null, true, false, 0, 1, 2, -1, 1.5, '', 'a', 'ab', 'xyz');

export const values: Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

function isNewer(draft: OracleDraft, than: OracleDraft): boolean {
  const order: readonly OracleDraft[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];
  return order.indexOf(draft) > order.indexOf(than);
}

const bounds: Keywords = {
  type: fc.constantFrom<JsonValue>(
    'string',
    'integer',
    'number',
    'object',
    'array',
    'null',
    ['object', 'array'],
    ['string', 'null'],
  ),
  enum: fc.uniqueArray(values, { minLength: 1, maxLength: 4, selector: (each) => JSON.stringify(each) }),
  minimum: fc.constantFrom(0, 1),
  maximum: fc.constantFrom(1, 2),
  multipleOf: fc.constantFrom(1, 0.5, 2),
  minLength: fc.constantFrom(0, 1, 2),
  maxLength: fc.constantFrom(0, 1, 2),
  pattern: fc.constantFrom('a', '^x', 'b$'),
  minItems: fc.constantFrom(0, 1, 2),
  maxItems: fc.constantFrom(0, 1, 2),
  uniqueItems: fc.boolean(),
  minProperties: fc.constantFrom(1, 2),
  maxProperties: fc.constantFrom(1, 2),
  required: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
};

function applicators(schema: Arbitrary<JsonValue>): Keywords {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  return {
    properties: fc.dictionary(names, schema, { maxKeys: 3, noNullPrototype: true }),
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c', '.'), schema, { maxKeys: 2, noNullPrototype: true }),
    additionalProperties: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
  };
}

/** The keywords that came with a draft, or went with the next. */
function keywordsOf(draft: OracleDraft, schema: Arbitrary<JsonValue>): Keywords {
  const list = fc.array(schema, { minLength: 1, maxLength: 2 });
  const map = fc.dictionary(names, schema, { maxKeys: 2, noNullPrototype: true });
  const listed = fc.dictionary(names, fc.uniqueArray(names, { minLength: 1, maxLength: 2 }), {
    maxKeys: 2,
    noNullPrototype: true,
  });
  const since06 = { const: values, contains: schema, propertyNames: schema, exclusiveMinimum: fc.constantFrom(0, 1) };
  const conditions = fc.constantFrom('if', 'then', 'else');
  const since2019 = {
    dependentSchemas: map,
    dependentRequired: listed,
    unevaluatedProperties: schema,
    minContains: fc.constantFrom(0, 1, 2),
    maxContains: fc.constantFrom(1, 2),
  };
  const isModern = isNewer(draft, 'draft-07');
  return {
    ...bounds,
    ...applicators(schema),
    ...(isNewer(draft, 'draft-04') && since06),
    ...(isNewer(draft, 'draft-06') && { if: conditions.chain(() => schema), then: schema, else: schema }),
    ...(isModern ? since2019 : { dependencies: fc.oneof(map, listed) }),
    // In 2019-09 implementations differ on whether `contains` evaluates; it is left out where that would show.
    ...(draft === '2020-12'
      ? { items: schema, prefixItems: list, unevaluatedItems: schema }
      : { items: fc.oneof(schema, list), additionalItems: schema }),
  };
}

/** @param references what a `$ref` may say, always beside nothing */
function schemas(draft: OracleDraft, references: readonly JsonObject[]): Arbitrary<JsonValue> {
  const simple: readonly JsonValue[] = draft === 'draft-04' ? [{}, { not: {} }] : [true, false, {}];
  return fc.letrec<{ schema: JsonValue }>((tie) => {
    const keywords = keywordsOf(draft, tie('schema'));
    const some = fc.subarray(Object.keys(keywords), { maxLength: 4 });
    const object = some.chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((key) => [key, keywords[key] as Arbitrary<JsonValue>]))),
    );
    const reference = fc.constantFrom<JsonValue>(...references, {});
    return {
      schema: fc.oneof({ maxDepth: 4, depthSize: 'small' }, fc.constantFrom(...simple), reference, {
        weight: 4,
        arbitrary: object,
      }),
    };
  }).schema;
}

/** A schema with definitions that refer to each other: in place only onwards, into parts also back. */
export function schemaDocuments(draft: OracleDraft, uri: string): Arbitrary<JsonObject> {
  const id = draft === 'draft-04' ? 'id' : '$id';
  const to = (...targets: readonly string[]): JsonObject[] =>
    targets.map((each) => ({ $ref: `http://x.test/root#/definitions/${each}` }));
  const dynamic: Readonly<Partial<Record<OracleDraft, readonly JsonObject[]>>> = {
    '2019-09': [{ $recursiveRef: '#' }],
    '2020-12': [{ $dynamicRef: '#node' }, { $dynamicRef: '#other' }],
  };
  const inside = fc.record({
    properties: fc.dictionary(names, fc.constantFrom(...to('d', 'e'), ...(dynamic[draft] ?? []), { $ref: '#' }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  });
  return fc
    .record({ root: schemas(draft, to('d', 'e')), d: schemas(draft, to('e')), e: schemas(draft, []), inside, flag: fc.boolean() })
    .map(({ root, d, e, inside: within, flag }) => {
      const anchor = draft === '2020-12' ? { $dynamicAnchor: 'node' } : draft === '2019-09' ? { $recursiveAnchor: flag } : {};
      const embedded = {
        ...within,
        ...anchor,
        [id]: 'http://x.test/embedded',
        definitions: { o: { ...(draft === '2020-12' && { $dynamicAnchor: 'other' }) } },
      };
      const wrapped: JsonObject = { allOf: [root, { $ref: 'http://x.test/embedded' }] };
      const own =
        draft === '2020-12' && flag ? { $dynamicAnchor: 'node' } : draft === '2019-09' ? { $recursiveAnchor: flag } : {};
      return { $schema: uri, [id]: 'http://x.test/root', ...wrapped, ...own, definitions: { d, e, embedded } };
    });
}
