import type { JsonValue } from '../../../src/model/json.ts';
import type { RuleId } from '../../../src/schema-diff/rules.ts';

/** A pair of schemas that shows a rule. */
export interface RuleExample {
  readonly old: JsonValue;
  readonly new: JsonValue;
  /** Backward and forward where this case is another one than the rule in general: `+` safe, `-` breaks, `?` unknown. */
  readonly signs?: string;
  /** Where the level follows from that. */
  readonly level?: string;
  /** Rules of other changes that belong to it. */
  readonly beside?: readonly RuleId[];
}

type Schema = Readonly<Record<string, JsonValue>>;

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const integer = { type: 'integer' } as const;

function pair(old: JsonValue, now: JsonValue, more: Partial<RuleExample> = {}): RuleExample {
  return { old, new: now, ...more };
}

/** Objects with these properties, and what is said beside them. */
function objects(old: Schema, now: Schema, both: Schema = {}): RuleExample {
  return pair({ type: 'object', properties: old, ...both }, { type: 'object', properties: now, ...both });
}

/** An object whose other keywords differ. */
function object(
  old: Schema,
  now: Schema,
  both: Schema = { properties: { host: text } },
  more: Partial<RuleExample> = {},
): RuleExample {
  return pair({ type: 'object', ...both, ...old }, { type: 'object', ...both, ...now }, more);
}

/** One property with two schemas. */
function property(name: string, old: JsonValue, now: JsonValue, more: Partial<RuleExample> = {}): RuleExample {
  return { ...objects({ [name]: old }, { [name]: now }), ...more };
}

function list(old: Schema, now: Schema, more: Partial<RuleExample> = {}): RuleExample {
  return property('targets', { type: 'array', ...old }, { type: 'array', ...now }, more);
}

const closed = { additionalProperties: false } as const;
const tree = (value: JsonValue): JsonValue => ({
  $ref: '#/$defs/node',
  $defs: { node: { type: 'object', properties: { value, next: { $ref: '#/$defs/node' } } } },
});

/** One for each rule that a comparison of two schemas can give. */
export const ruleExamples: Readonly<Partial<Record<RuleId, RuleExample>>> = {
  'schema-opened': property('extra', text, true),
  'schema-closed': pair({ type: 'object' }, false),
  'dialect-changed': pair(
    { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: { port: integer } },
    { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { port: integer } },
  ),
  'definition-removed': pair({ type: 'object', $defs: { host: text } }, { type: 'object' }),
  'ref-retargeted': objects(
    { host: { $ref: '#/$defs/name' } },
    { host: { $ref: '#/$defs/host' } },
    { $defs: { name: text, host: text } },
  ),
  'type-changed': property('port', text, integer),
  'type-widened': property('ratio', integer, number),
  'type-narrowed': property('port', { type: ['string', 'integer'] }, integer),
  'type-added': property('port', {}, integer),
  'type-removed': property('port', integer, {}),
  'nullable-added': property('owner', text, { type: ['string', 'null'] }),
  'nullable-removed': property('owner', { type: ['string', 'null'] }, text),
  'property-added-closed': objects({ host: text }, { host: text, port: integer }, closed),
  'property-added-open': objects({ host: text }, { host: text, port: integer }),
  'property-added-covered': objects({ host: text }, { host: text, port: integer }, { additionalProperties: integer }),
  'property-added-conflicting': objects({ host: text }, { host: text, zone: text }, { additionalProperties: integer }),
  'property-added-required': pair(
    { type: 'object', properties: { host: text } },
    { type: 'object', properties: { host: text, port: integer }, required: ['port'] },
    { signs: '-+' },
  ),
  'property-added-required-default': pair(
    { type: 'object', properties: { host: text } },
    { type: 'object', properties: { host: text, port: { type: 'integer', default: 443 } }, required: ['port'] },
    { signs: '-+' },
  ),
  'property-removed-closed': objects({ host: text, port: integer }, { host: text }, closed),
  'property-removed-open': objects({ host: text, port: integer }, { host: text }),
  'property-removed-deprecated': objects(
    { host: text, port: { type: 'integer', 'x-confman-deprecated': 'use url' } },
    { host: text },
    closed,
  ),
  'property-renamed': objects(
    { poolSize: integer },
    { connections: { type: 'integer', 'x-confman-renamed-from': 'poolSize' } },
    closed,
  ),
  'property-moved': {
    ...objects(
      { poolSize: integer },
      {
        pool: {
          type: 'object',
          properties: { size: { type: 'integer', 'x-confman-renamed-from': 'poolSize' } },
          additionalProperties: false,
        },
      },
      closed,
    ),
    beside: ['property-added-closed'],
  },
  'property-forbidden': property('legacy', text, false),
  'property-deprecated': property('legacy', text, { type: 'string', 'x-confman-deprecated': 'use url' }),
  'property-undeprecated': property('url', { type: 'string', deprecated: true }, text),
  'read-only-changed': property('createdAt', text, { type: 'string', readOnly: true }),
  'required-added': object({}, { required: ['host'] }),
  'required-added-default': object({}, { required: ['port'] }, { properties: { port: { type: 'integer', default: 443 } } }),
  'required-removed': object({ required: ['host'] }, {}),
  'required-undeclared-added': object({}, { required: ['prot'] }),
  'additional-properties-closed': object({}, closed),
  'additional-properties-opened': object(closed, {}),
  'additional-properties-narrowed': object({ additionalProperties: number }, { additionalProperties: integer }),
  'additional-properties-widened': object({ additionalProperties: integer }, { additionalProperties: number }),
  'additional-properties-changed': object({ additionalProperties: text }, { additionalProperties: integer }),
  'unevaluated-properties-closed': object({}, { unevaluatedProperties: false }, { allOf: [{ properties: { host: text } }] }),
  'unevaluated-properties-opened': object({ unevaluatedProperties: false }, {}, { allOf: [{ properties: { host: text } }] }),
  'pattern-property-added': object({}, { patternProperties: { '^max': integer } }),
  'pattern-property-removed': object({ patternProperties: { '^max': integer } }, {}),
  'pattern-property-narrowed': object({ patternProperties: { '^max': number } }, { patternProperties: { '^max': integer } }),
  'pattern-property-widened': object({ patternProperties: { '^max': integer } }, { patternProperties: { '^max': number } }),
  'pattern-property-key-changed': object(
    { patternProperties: { '^max': integer } },
    { patternProperties: { '^min': integer } },
    { properties: { host: text } },
    { signs: '--', level: 'breaking' },
  ),
  'property-names-narrowed': object({}, { propertyNames: { maxLength: 8 } }),
  'property-names-widened': object({ propertyNames: { maxLength: 8 } }, { propertyNames: { maxLength: 16 } }),
  'min-properties-raised': object({ minProperties: 1 }, { minProperties: 2 }),
  'min-properties-lowered': object({ minProperties: 2 }, {}),
  'max-properties-lowered': object({}, { maxProperties: 10 }),
  'max-properties-raised': object({ maxProperties: 10 }, { maxProperties: 20 }),
  'dependent-required-added': object({}, { dependentRequired: { user: ['password'] } }),
  'dependent-required-removed': object({ dependentRequired: { user: ['password'] } }, {}),
  'dependent-schema-narrowed': object({}, { dependentSchemas: { tls: { required: ['certificate'] } } }),
  'dependent-schema-widened': object({ dependentSchemas: { tls: { required: ['certificate'] } } }, {}),
  'enum-value-added': property('mode', { enum: ['fast', 'safe'] }, { enum: ['fast', 'safe', 'auto'] }),
  'enum-value-removed': property('mode', { enum: ['fast', 'safe', 'auto'] }, { enum: ['fast', 'safe'] }),
  'enum-added': property('mode', text, { type: 'string', enum: ['fast', 'safe'] }),
  'enum-removed': property('mode', { type: 'string', enum: ['fast', 'safe'] }, text),
  'enum-reordered': property('mode', { enum: ['fast', 'safe'] }, { enum: ['safe', 'fast'] }),
  'const-added': property('kind', text, { type: 'string', const: 'http' }),
  'const-removed': property('kind', { type: 'string', const: 'http' }, text),
  'const-changed': property('kind', { const: 'http' }, { const: 'https' }),
  'const-to-enum': property('kind', { const: 'http' }, { enum: ['http'] }),
  'default-added': property('retries', integer, { type: 'integer', default: 3 }),
  'default-changed': property('retries', { type: 'integer', default: 3 }, { type: 'integer', default: 5 }),
  'default-removed': property('retries', { type: 'integer', default: 3 }, integer),
  'default-invalid': property('retries', { type: 'integer', default: 3 }, { type: 'integer', default: '3' }),
  'minimum-raised': property('port', { type: 'integer', minimum: 1 }, { type: 'integer', minimum: 1024 }),
  'minimum-lowered': property('port', { type: 'integer', minimum: 1024 }, { type: 'integer', minimum: 1 }),
  'maximum-lowered': property('port', { type: 'integer', maximum: 65_535 }, { type: 'integer', maximum: 1024 }),
  'maximum-raised': property('port', { type: 'integer', maximum: 1024 }, { type: 'integer', maximum: 65_535 }),
  'bound-made-exclusive': property('ratio', { type: 'number', minimum: 0 }, { type: 'number', exclusiveMinimum: 0 }),
  'bound-made-inclusive': property('ratio', { type: 'number', exclusiveMaximum: 1 }, { type: 'number', maximum: 1 }),
  'range-shifted': property(
    'port',
    { type: 'integer', minimum: 0, maximum: 1023 },
    { type: 'integer', minimum: 512, maximum: 2047 },
  ),
  'multiple-of-coarsened': property('memory', { type: 'integer', multipleOf: 64 }, { type: 'integer', multipleOf: 128 }),
  'multiple-of-refined': property('price', { type: 'number', multipleOf: 0.1 }, { type: 'number', multipleOf: 0.01 }),
  'multiple-of-changed': property('memory', { type: 'integer', multipleOf: 4 }, { type: 'integer', multipleOf: 6 }),
  'min-length-raised': property('name', text, { type: 'string', minLength: 3 }),
  'min-length-lowered': property('name', { type: 'string', minLength: 3 }, { type: 'string', minLength: 1 }),
  'max-length-lowered': property('name', { type: 'string', maxLength: 80 }, { type: 'string', maxLength: 40 }),
  'max-length-raised': property('name', { type: 'string', maxLength: 40 }, { type: 'string', maxLength: 80 }),
  'pattern-added': property('name', text, { type: 'string', pattern: '^[a-z]+$' }),
  'pattern-removed': property('name', { type: 'string', pattern: '^[a-z]+$' }, text),
  'pattern-changed': property(
    'name',
    { type: 'string', pattern: '^[a-z]+$' },
    { type: 'string', pattern: '^[a-f]+$' },
    { signs: '-+', level: 'breaking' },
  ),
  'pattern-generalised': property('name', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string', pattern: '^[a-z0-9]+$' }),
  'format-added': property('url', text, { type: 'string', format: 'uri' }),
  'format-removed': property('url', { type: 'string', format: 'uri' }, text),
  'format-changed': property('address', { type: 'string', format: 'ipv4' }, { type: 'string', format: 'ipv6' }),
  'content-changed': property(
    'logo',
    { type: 'string', contentMediaType: 'image/gif' },
    { type: 'string', contentMediaType: 'image/png' },
  ),
  'items-narrowed': list({ items: number }, { items: integer }),
  'items-widened': list({ items: integer }, { items: number }),
  'items-changed': list({ items: text, minItems: 1 }, { items: integer, minItems: 1 }),
  'tuple-item-added-open': list({ prefixItems: [text] }, { prefixItems: [text, integer] }),
  'tuple-item-added-closed': list({ prefixItems: [text], items: false }, { prefixItems: [text, integer], items: false }),
  'tuple-item-removed-open': list({ prefixItems: [text, integer] }, { prefixItems: [text] }),
  'tuple-item-removed-closed': list({ prefixItems: [text, integer], items: false }, { prefixItems: [text], items: false }),
  'tuple-closed': list({ prefixItems: [text] }, { prefixItems: [text], items: false }),
  'tuple-opened': list({ prefixItems: [text], items: false }, { prefixItems: [text] }),
  'unevaluated-items-closed': list(
    { allOf: [{ prefixItems: [text] }] },
    { allOf: [{ prefixItems: [text] }], unevaluatedItems: false },
  ),
  'unevaluated-items-opened': list(
    { allOf: [{ prefixItems: [text] }], unevaluatedItems: false },
    { allOf: [{ prefixItems: [text] }] },
  ),
  'min-items-raised': list({}, { minItems: 1 }),
  'min-items-lowered': list({ minItems: 2 }, { minItems: 1 }),
  'max-items-lowered': list({ maxItems: 10 }, { maxItems: 5 }),
  'max-items-raised': list({ maxItems: 5 }, {}),
  'unique-items-added': list({}, { uniqueItems: true }),
  'unique-items-removed': list({ uniqueItems: true }, {}),
  'contains-narrowed': list({ contains: number }, { contains: integer }),
  'contains-widened': list({ contains: integer }, { contains: number }),
  'contains-changed-bounded': list({ contains: integer, maxContains: 1 }, { contains: number, maxContains: 1 }),
  'min-contains-raised': list({ contains: integer }, { contains: integer, minContains: 2 }),
  'min-contains-lowered': list({ contains: integer, minContains: 2 }, { contains: integer }),
  'max-contains-lowered': list({ contains: integer }, { contains: integer, maxContains: 1 }),
  'max-contains-raised': list({ contains: integer, maxContains: 1 }, { contains: integer }),
  'all-of-branch-added': property('name', { allOf: [text] }, { allOf: [text, { maxLength: 40 }] }),
  'all-of-branch-removed': property('name', { allOf: [text, { maxLength: 40 }] }, { allOf: [text] }),
  'any-of-branch-added': property('port', { anyOf: [integer] }, { anyOf: [integer, text] }),
  'any-of-branch-removed': property('port', { anyOf: [integer, text] }, { anyOf: [integer] }),
  'any-of-branch-narrowed': property('port', { anyOf: [text, number] }, { anyOf: [text, integer] }),
  'any-of-branch-widened': property('port', { anyOf: [text, integer] }, { anyOf: [text, number] }),
  'one-of-branch-added-disjoint': property('port', { oneOf: [integer] }, { oneOf: [integer, text] }),
  'one-of-branch-added-overlap': property(
    'port',
    { oneOf: [integer, text] },
    { oneOf: [integer, text, { type: 'number', minimum: 0 }] },
    { signs: '--' },
  ),
  'one-of-branch-removed': property('port', { oneOf: [integer, text] }, { oneOf: [integer] }),
  'one-of-branch-changed': property(
    'name',
    { oneOf: [text, { maxLength: 5 }] },
    { oneOf: [text, { maxLength: 10 }] },
    { signs: '-+', level: 'breaking' },
  ),
  'not-widened': property('name', { not: { const: 'root' } }, { not: { enum: ['root', 'admin'] } }),
  'not-narrowed': property('name', { not: { enum: ['root', 'admin'] } }, { not: { const: 'root' } }),
  'if-changed': property(
    'size',
    { type: 'integer', if: { minimum: 5 }, then: { multipleOf: 2 } },
    { type: 'integer', if: { minimum: 7 }, then: { multipleOf: 2 } },
    { signs: '+-', level: 'non-breaking' },
  ),
  'then-narrowed': property(
    'size',
    { type: 'integer', if: { minimum: 5 }, then: { multipleOf: 2 } },
    { type: 'integer', if: { minimum: 5 }, then: { multipleOf: 4 } },
  ),
  'then-widened': property(
    'size',
    { type: 'integer', if: { minimum: 5 }, else: { multipleOf: 2 } },
    { type: 'integer', if: { minimum: 5 } },
  ),
  'combinator-rewritten': property(
    'port',
    { anyOf: [integer, text] },
    { oneOf: [integer, text] },
    { signs: '++', level: 'info' },
  ),
  'recursion-changed': pair(tree(number), tree(integer), { signs: '-+', level: 'breaking', beside: ['type-narrowed'] }),
  'keyword-unknown-changed': property(
    'size',
    { type: 'integer', 'x-widget': 'slider' },
    { type: 'integer', 'x-widget': 'field' },
  ),
  'unit-changed': property('timeout', { type: 'integer', 'x-confman-unit': 'ms' }, { type: 'integer', 'x-confman-unit': 's' }),
  'unit-added': property('timeout', integer, { type: 'integer', 'x-confman-unit': 'ms' }),
  'documentation-changed': property(
    'timeout',
    { type: 'integer', description: 'How long' },
    { type: 'integer', description: 'How long to wait' },
  ),
  'id-changed': pair({ $id: 'https://example.com/shop-1' }, { $id: 'https://example.com/shop-2' }),
};

/** Rules that no pair of plain schemas shows, and the test that shows them. */
export const shownElsewhere: Readonly<Partial<Record<RuleId, string>>> = {
  'analysis-incomplete': 'test/schema-diff/hostile.test.ts',
  'ref-unresolved': 'test/schema-diff/walk/references.test.ts',
  'schema-version-removed': 'test/schema-diff/retention',
};
