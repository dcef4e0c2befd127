import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { Draft } from '../../../src/model/schema-world.ts';
import type { Random } from './random.ts';

export const drafts: readonly Draft[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];
export const draftUris: Readonly<Record<Draft, string>> = {
  'draft-04': 'http://json-schema.org/draft-04/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** `common` is what nearly all schemas are made of; `all` is everything that a draft has, and confman's own. */
export type Profile = 'common' | 'all';

type Schema = JsonObject | boolean;
type Make = () => JsonValue | undefined;

const names = ['a', 'b', 'c', 'kind', 'toString'] as const;
const patterns = ['^a', 'b$', '^[a-z]+$', '^x-', 'a|b', '^\\d{2,3}$', '^(?:ab)*$', '.', '^[ab]{1,2}$'] as const;
const formats = ['date', 'date-time', 'uri', 'email', 'ipv4', 'hostname', 'uuid', 'uri-reference', 'int32'] as const;
const scalars: readonly JsonValue[] = [null, true, false, 0, 1, 2, -1, 1.5, 5, '', 'a', 'ab', 'xyz', '12', 'b'];
const types = ['string', 'integer', 'number', 'object', 'array', 'boolean', 'null'] as const;

export function isSince(draft: Draft, first: Draft): boolean {
  return drafts.indexOf(draft) >= drafts.indexOf(first);
}

/** Schemas of one draft with few names and values, so that schemas meet each other and data. */
export class RandomSchemas {
  readonly #random: Random;
  readonly #draft: Draft;
  readonly #profile: Profile;
  /** What a reference may say here. */
  #references: readonly string[] = [];

  constructor(random: Random, draft: Draft, profile: Profile) {
    this.#random = random;
    this.#draft = draft;
    this.#profile = profile;
  }

  /** With definitions that refer to each other: in place only onwards, into parts also back, so that some are recursive. */
  document(): JsonObject {
    const key = isSince(this.#draft, '2019-09') ? '$defs' : 'definitions';
    const to = (name: string): string => `#/${key}/${name}`;
    const e = this.#inside([to('d'), to('e'), '#'], () => this.schema(2));
    this.#references = [to('e')];
    const d = this.schema(2);
    this.#references = [to('d'), to('e')];
    const root = this.schema(3);
    const own = typeof root === 'boolean' ? { allOf: [root ? {} : { not: {} }] } : root;
    const standsAlone = !isSince(this.#draft, '2019-09') && Object.hasOwn(own, '$ref');
    const body = standsAlone ? { allOf: [own] } : own;
    return { $schema: draftUris[this.#draft], ...body, [key]: { d, e } };
  }

  /** Without references, fit for any place of a document. */
  plain(depth: number): Schema {
    const references = this.#references;
    this.#references = [];
    const schema = this.schema(depth);
    this.#references = references;
    return schema;
  }

  /** Recursion goes through members or elements. */
  #inside(references: readonly string[], make: () => Schema): Schema {
    this.#references = [];
    const schema = make();
    if (typeof schema === 'boolean' || !this.#random.chance(0.4)) return schema;
    const $ref = this.#random.pick(references);
    return this.#random.chance(0.5)
      ? { ...schema, properties: { ...(schema['properties'] as JsonObject | undefined), next: { $ref } } }
      : { ...schema, additionalProperties: { $ref } };
  }

  schema(depth: number): Schema {
    const random = this.#random;
    const dice = random.next();
    if (dice < 0.04) return this.#trivial();
    if (dice < 0.1 && this.#references.length > 0) return this.#reference(depth);
    if (dice < 0.2) return this.#values(depth);
    if (dice < 0.36 && depth > 0) return { ...(random.chance(0.5) && this.#typed(depth)), ...this.#combined(depth - 1) };
    return this.#typed(depth);
  }

  #trivial(): Schema {
    if (this.#draft === 'draft-04') return this.#random.pick([{}, { not: {} }]);
    return this.#random.pick<Schema>([true, true, false, {}]);
  }

  #reference(depth: number): JsonObject {
    const $ref = this.#random.pick(this.#references);
    return isSince(this.#draft, '2019-09') && this.#random.chance(0.3) ? { $ref, ...this.#typed(depth) } : { $ref };
  }

  #values(depth: number): JsonObject {
    const value = (): JsonValue =>
      this.#random.chance(0.9) || depth === 0
        ? this.#random.pick(scalars)
        : this.#random.pick<JsonValue>([[], {}, [1], { a: 1 }]);
    if (isSince(this.#draft, 'draft-06') && this.#random.chance(0.4)) return { const: value() };
    const values = Array.from({ length: 1 + this.#random.below(4) }, value);
    return { enum: [...new Map(values.map((each) => [JSON.stringify(each), each])).values()] };
  }

  #typed(depth: number): JsonObject {
    const random = this.#random;
    const type = random.pick(depth > 0 ? [...types, 'object', 'object', 'array'] : types.filter((each) => each !== 'object'));
    const more = random.chance(0.1) ? random.pick(types) : undefined;
    const schema = this.#chosen(this.#keywordsOf(type, depth), random.pick([0, 1, 1, 2, 2, 3, 4]));
    const isNamed = random.chance(0.88);
    if (!isNamed) return schema;
    return { type: more === undefined || more === type ? type : [type, more], ...schema };
  }

  #chosen(keywords: Readonly<Record<string, Make>>, count: number): JsonObject {
    const chosen = this.#random.some(Object.keys(keywords), Math.min(1, count), count);
    const schema: Record<string, JsonValue> = {};
    for (const keyword of chosen) {
      const value = keywords[keyword]?.();
      if (value !== undefined) schema[keyword] = value;
    }
    if (this.#draft === 'draft-04') withPartners(schema);
    return schema;
  }

  #keywordsOf(type: string, depth: number): Record<string, Make> {
    const own = this.#plainKeywords(type, depth - 1);
    return this.#profile === 'all' ? { ...own, ...this.#rareKeywords(type, depth - 1) } : own;
  }

  #plainKeywords(type: string, depth: number): Record<string, Make> {
    const random = this.#random;
    const schema = (): JsonValue => this.schema(Math.max(0, depth));
    const few = (): number => random.below(4);
    switch (type) {
      case 'string':
        return { minLength: few, maxLength: few, pattern: () => random.pick(patterns) };
      case 'integer':
      case 'number':
        return this.#numberKeywords();
      case 'array':
        return {
          items: () => (isSince(this.#draft, '2020-12') || random.chance(0.7) ? schema() : [schema(), schema()]),
          ...(isSince(this.#draft, '2020-12') ? { prefixItems: () => [schema()] } : { additionalItems: schema }),
          minItems: few,
          maxItems: few,
          uniqueItems: () => random.chance(0.7),
        };
      case 'object':
        return {
          properties: () => this.#map(schema, 3),
          required: () => random.some(names, 1, 2),
          additionalProperties: () => (random.chance(0.5) ? false : schema()),
          ...(random.chance(0.2) && { patternProperties: () => ({ [random.pick(patterns)]: schema() }) }),
          ...(random.chance(0.2) && { minProperties: few, maxProperties: few }),
        };
      default:
        return {};
    }
  }

  #numberKeywords(): Record<string, Make> {
    const random = this.#random;
    const bound = (): number => random.pick([-1, 0, 0.5, 1, 2, 5, 10]);
    const edge = (): JsonValue => (this.#draft === 'draft-04' ? random.chance(0.5) : bound());
    return {
      minimum: bound,
      maximum: bound,
      multipleOf: () => random.pick([1, 2, 3, 0.5, 0.1, 6]),
      exclusiveMinimum: edge,
      exclusiveMaximum: edge,
    };
  }

  #rareKeywords(type: string, depth: number): Record<string, Make> {
    const random = this.#random;
    const draft = this.#draft;
    const schema = (): JsonValue => this.schema(Math.max(0, depth));
    const since = (first: Draft, keywords: Record<string, Make>): Record<string, Make> => (isSince(draft, first) ? keywords : {});
    switch (type) {
      case 'string':
        return {
          format: () => random.pick(formats),
          contentEncoding: () => 'base64',
          'x-confman-secret-ref': () => true,
        };
      case 'integer':
      case 'number':
        return { format: () => random.pick(['int32', 'int64']) };
      case 'array':
        return {
          ...since('draft-06', { contains: schema }),
          ...since('2019-09', {
            minContains: () => random.below(3),
            maxContains: () => random.below(3),
            unevaluatedItems: schema,
          }),
        };
      case 'object':
        return {
          dependencies: () => ({ [random.pick(names)]: random.chance(0.5) ? random.some(names, 1, 2) : schema() }),
          patternProperties: () => ({ [random.pick(patterns)]: schema() }),
          minProperties: () => random.below(3),
          maxProperties: () => random.below(4),
          ...since('draft-06', { propertyNames: schema }),
          ...since('2019-09', {
            dependentRequired: () => ({ [random.pick(names)]: random.some(names, 1, 2) }),
            dependentSchemas: () => ({ [random.pick(names)]: schema() }),
            unevaluatedProperties: () => (random.chance(0.5) ? false : schema()),
          }),
          ...(random.chance(0.1) && { 'x-confman-allowed-environments': () => random.some(['dev', 'test', 'prod'], 1, 2) }),
        };
      default:
        return {};
    }
  }

  #combined(depth: number): JsonObject {
    const random = this.#random;
    const schema = (): JsonValue => this.schema(Math.max(0, depth));
    const list = (): JsonValue => Array.from({ length: 1 + random.below(3) }, schema);
    const keyword = random.pick(['allOf', 'anyOf', 'anyOf', 'oneOf', 'not', ...(isSince(this.#draft, 'draft-07') ? ['if'] : [])]);
    if (keyword === 'not') return { not: schema() };
    const isClosing = this.#profile === 'all' && isSince(this.#draft, '2019-09') && random.chance(0.2);
    const closing = isClosing ? { unevaluatedProperties: random.chance(0.6) ? false : schema(), unevaluatedItems: false } : {};
    if (keyword !== 'if') return { [keyword]: list(), ...closing };
    return {
      if: schema(),
      ...(random.chance(0.8) && { then: schema() }),
      ...(random.chance(0.5) && { else: schema() }),
      ...closing,
    };
  }

  #map(schema: () => JsonValue, most: number): JsonObject {
    return Object.fromEntries(this.#random.some(names, 1, most).map((name) => [name, schema()]));
  }
}

/** Draft-04 takes its flags only beside the bounds that they speak of. */
function withPartners(schema: Record<string, JsonValue>): void {
  if ('exclusiveMinimum' in schema) schema['minimum'] ??= 0;
  if ('exclusiveMaximum' in schema) schema['maximum'] ??= 5;
}
