import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { Random } from './random.ts';

const plain: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  0.5,
  1.5,
  3,
  6,
  '',
  'a',
  'ab',
  'abc',
  'xyz',
  '12',
  'x-a',
  [],
  {},
];
const names = ['a', 'b', 'c', 'kind', 'toString', 'next', 'x-a', 'ab', 'd', '12'];
const texts = ['2020-01-02', '2020-01-02T01:02:03Z', 'http://a.b/c', 'a@b.c', '1.2.3.4', 'vault://a/b', 'aGk=', 'zzzzzz'];

/** Documents that schemas are likely to have an opinion on. */
export class RandomDocuments {
  readonly #random: Random;
  readonly #roots: readonly JsonObject[];
  readonly #values: JsonValue[] = [...plain, ...texts];

  constructor(random: Random, schemas: readonly JsonObject[]) {
    this.#random = random;
    this.#roots = schemas;
    for (const schema of schemas) this.#collect(schema);
  }

  next(): JsonValue {
    const root = this.#random.pick(this.#roots);
    return this.#along(root, root, 4);
  }

  /** Bounds and neighbours, members of lists. */
  #collect(schema: JsonValue): void {
    if (typeof schema === 'number')
      this.#values.push(schema, schema + 1, schema - 1, 'a'.repeat(Math.min(9, Math.max(0, schema))));
    else if (isArray(schema)) for (const each of schema) this.#collect(each);
    else if (isObject(schema)) {
      for (const [keyword, value] of Object.entries(schema)) {
        if (keyword === 'enum' && isArray(value)) this.#values.push(...value);
        else if (keyword === 'const') this.#values.push(value);
        else this.#collect(value);
      }
    }
  }

  #along(root: JsonObject, schema: JsonValue | undefined, depth: number): JsonValue {
    const random = this.#random;
    if (!isObject(schema) || depth <= 0 || random.chance(0.12)) return this.#any(depth);
    const { $ref } = schema;
    if (typeof $ref === 'string' && $ref.startsWith('#')) {
      const target = $ref
        .slice(2)
        .split('/')
        .filter(Boolean)
        .reduce<JsonValue | undefined>((at, token) => (isObject(at) ? at[token] : undefined), root);
      return this.#along(root, target, depth - 1);
    }
    const values = isArray(schema['enum']) ? schema['enum'] : 'const' in schema ? [schema['const']] : undefined;
    if (values !== undefined && values.length > 0 && random.chance(0.7)) return random.pick(values);
    const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (isArray(schema[keyword]) ? schema[keyword] : []));
    for (const keyword of ['if', 'then', 'else', 'not']) if (schema[keyword] !== undefined) branches.push(schema[keyword]);
    const isObjectual = ['properties', 'required', 'additionalProperties', 'patternProperties', 'dependencies'].some(
      (each) => each in schema,
    );
    const type = isArray(schema['type']) ? random.pick(schema['type']) : schema['type'];
    if (branches.length > 0 && random.chance(type === undefined ? 0.8 : 0.4))
      return this.#along(root, random.pick(branches), depth - 1);
    if (type === 'object' || (type === undefined && isObjectual)) return this.#object(root, schema, depth);
    if (type === 'array' || 'items' in schema || 'contains' in schema) return this.#array(root, schema, depth);
    return this.#ofType(type, depth);
  }

  #object(root: JsonObject, schema: JsonObject, depth: number): JsonValue {
    const random = this.#random;
    const { properties, required, additionalProperties } = schema;
    const known = isObject(properties) ? Object.keys(properties) : [];
    const object: Record<string, JsonValue> = {};
    for (const name of known) {
      if (random.chance(0.6)) object[name] = this.#along(root, isObject(properties) ? properties[name] : undefined, depth - 1);
    }
    for (const name of isArray(required) ? required : []) {
      if (typeof name === 'string' && !Object.hasOwn(object, name) && random.chance(0.85)) {
        const own = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
        object[name] = this.#along(root, own, depth - 1);
      }
    }
    if (random.chance(0.25)) object[random.pick(names)] = this.#along(root, additionalProperties, depth - 1);
    return object;
  }

  #array(root: JsonObject, schema: JsonObject, depth: number): JsonValue {
    const { items, prefixItems, contains, minItems } = schema;
    const least = typeof minItems === 'number' ? minItems : 0;
    const length = Math.min(6, this.#random.chance(0.6) ? least + this.#random.below(2) : this.#random.below(4));
    return Array.from({ length }, (_, i) => {
      const list = isArray(prefixItems) ? prefixItems : isArray(items) ? items : [];
      const own = list[i] ?? (this.#random.chance(0.3) ? contains : undefined) ?? items ?? schema['additionalItems'];
      return this.#along(root, own, depth - 1);
    });
  }

  #ofType(type: JsonValue | undefined, depth: number): JsonValue {
    const wanted = type === 'integer' ? 'number' : type;
    const fitting = this.#values.filter(
      (each) => wanted === undefined || typeof each === wanted || (wanted === 'null' && each === null),
    );
    return fitting.length > 0 && this.#random.chance(0.9) ? this.#random.pick(fitting) : this.#any(depth);
  }

  #any(depth: number): JsonValue {
    const random = this.#random;
    if (depth <= 0 || random.chance(0.7)) return random.pick(this.#values);
    if (random.chance(0.5)) return Array.from({ length: random.below(4) }, () => this.#any(depth - 1));
    return Object.fromEntries(random.some(names, 0, 3).map((name) => [name, this.#any(depth - 1)]));
  }
}
