import { isArray, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ReferenceKeyword, SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { spokenKeywords } from '../../model/spoken-keywords.ts';
import {
  anyValue,
  bothFacts,
  eitherFacts,
  fitted,
  noValue,
  type BoundKind,
  type Bounds,
  type FactType,
  type ValueFacts,
} from './value-facts.ts';

/** References and combinators nested deeper add nothing: what is not known is left open. */
const MAX_DEPTH = 200;

export const referenceKeywords: readonly ReferenceKeyword[] = ['$ref', '$dynamicRef', '$recursiveRef'];

/** What schemas of one world say of the value itself, not of its parts. Each schema is looked at once. */
export class FactReader {
  readonly #world: SchemaWorld;
  readonly #known = new Map<SchemaNode, ValueFacts>();
  #depth = 0;

  constructor(world: SchemaWorld) {
    this.#world = world;
  }

  of(node: SchemaNode): ValueFacts {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#depth >= MAX_DEPTH) return anyValue;
    this.#known.set(node, anyValue);
    this.#depth += 1;
    const facts = this.#read(node);
    this.#depth -= 1;
    this.#known.set(node, facts);
    return facts;
  }

  #read(node: SchemaNode): ValueFacts {
    if (node.schema === false) return noValue;
    const schema = spokenKeywords(node);
    let facts = ownFacts(schema, node.draft);
    for (const keyword of referenceKeywords) {
      const target = this.#world.target(node, keyword);
      if (target !== undefined && !target.isDynamic) facts = bothFacts(facts, this.of(target.node));
    }
    for (const branch of this.#branches(node, schema, 'allOf')) facts = bothFacts(facts, this.of(branch));
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = this.#branches(node, schema, keyword);
      if (branches.length > 0) facts = bothFacts(facts, eitherFacts(branches.map((each) => this.of(each))));
    }
    return facts;
  }

  #branches(node: SchemaNode, schema: JsonObject, keyword: string): SchemaNode[] {
    const list = member(schema, keyword);
    if (!isArray(list)) return [];
    return list.flatMap((_, i) => this.#world.child(node, [keyword, String(i)]) ?? []);
  }
}

function ownFacts(schema: JsonObject, draft: SchemaNode['draft']): ValueFacts {
  const isSecret = member(schema, 'x-confman-secret-ref') === true;
  const types = isSecret ? new Set<FactType>(['string']) : typesOf(member(schema, 'type'));
  const facts: ValueFacts = {
    types,
    values: valuesOf(schema, draft),
    bounds: boundsOf(schema),
    format: textOf(schema, 'format'),
    pattern: textOf(schema, 'pattern'),
    isSecret,
    isBinary: member(schema, 'contentEncoding') === 'base64',
  };
  return fitted(facts);
}

function typesOf(type: JsonValue | undefined): ReadonlySet<FactType> {
  const names = isArray(type) ? type : type === undefined ? undefined : [type];
  if (names === undefined) return anyValue.types;
  return new Set(names.flatMap((name) => (name === 'number' ? ['integer', 'fraction'] : [name])) as FactType[]);
}

function valuesOf(schema: JsonObject, draft: SchemaNode['draft']): readonly JsonValue[] | undefined {
  const list = member(schema, 'enum');
  if (isArray(list)) return list;
  const constant = draft === 'draft-04' ? undefined : member(schema, 'const');
  return constant === undefined ? undefined : [constant];
}

function textOf(schema: JsonObject, keyword: string): string | undefined {
  const text = member(schema, keyword);
  return typeof text === 'string' ? text : undefined;
}

const countKeywords: readonly (readonly [BoundKind, string, string])[] = [
  ['string', 'minLength', 'maxLength'],
  ['array', 'minItems', 'maxItems'],
  ['object', 'minProperties', 'maxProperties'],
];

function boundsOf(schema: JsonObject): ValueFacts['bounds'] {
  const bounds: Partial<Record<BoundKind, Bounds>> = {};
  for (const [kind, least, most] of countKeywords) {
    const [min, max] = [numberOf(schema, least), numberOf(schema, most)];
    if (min !== undefined || max !== undefined) bounds[kind] = { min, max };
  }
  const least = numberBound(schema, 'minimum', 'exclusiveMinimum', Math.max);
  const most = numberBound(schema, 'maximum', 'exclusiveMaximum', Math.min);
  if (least.bound === undefined && most.bound === undefined) return bounds;
  bounds.number = { min: least.bound, exclusiveMin: least.exclusive, max: most.bound, exclusiveMax: most.exclusive };
  return bounds;
}

/** In draft-04 `exclusiveMinimum` is a flag, later a bound of its own. */
function numberBound(
  schema: JsonObject,
  keyword: string,
  exclusiveKeyword: string,
  narrower: (a: number, b: number) => number,
): { bound: number | undefined; exclusive: boolean | undefined } {
  const bound = numberOf(schema, keyword);
  const open = member(schema, exclusiveKeyword);
  if (typeof open !== 'number') return { bound, exclusive: open === true && bound !== undefined ? true : undefined };
  const wins = bound === undefined || narrower(bound, open) === open;
  return { bound: wins ? open : bound, exclusive: wins ? true : undefined };
}

function numberOf(schema: JsonObject, keyword: string): number | undefined {
  const value = member(schema, keyword);
  return typeof value === 'number' ? value : undefined;
}
