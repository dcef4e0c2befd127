import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { Draft } from '../../../src/model/schema-world.ts';
import type { Random } from './random.ts';
import { isSince } from './random-schema.ts';
import { schemaPlaces, valueAtPath, withValueAt, type Path } from './schema-places.ts';

type Rewrite = (schema: JsonObject, random: Random, draft: Draft) => JsonObject | undefined;

/** Ways to say the same otherwise, in one schema; undefined where there is nothing to rewrite. */
const rewrites: Readonly<Record<string, Rewrite>> = {
  'one-branch allOf': (schema) => ({ allOf: [schema] }),
  'const and enum': (schema, _, draft) => {
    if (!isSince(draft, 'draft-06')) return undefined;
    const { const: constant, enum: values, ...rest } = schema;
    if (constant !== undefined && values === undefined) return { ...rest, enum: [constant] };
    return constant === undefined && isArray(values) && values.length === 1
      ? { ...rest, const: values[0] as JsonValue }
      : undefined;
  },
  'list of one type': (schema) => {
    const { type } = schema;
    if (typeof type === 'string') return { ...schema, type: [type] };
    return isArray(type) && type.length === 1 ? { ...schema, type: type[0] as JsonValue } : undefined;
  },
  'order of keywords': (schema, random) => Object.fromEntries(random.shuffled(Object.entries(schema))),
  'order of lists': (schema, random) => {
    const keyword = random.pick(['required', 'enum', 'anyOf', 'oneOf', 'allOf', 'type']);
    const list = schema[keyword];
    return isArray(list) && list.length > 1 ? { ...schema, [keyword]: random.shuffled(list) } : undefined;
  },
  'order of properties': (schema, random) => {
    const { properties } = schema;
    return isObject(properties)
      ? { ...schema, properties: Object.fromEntries(random.shuffled(Object.entries(properties))) }
      : undefined;
  },
  annotations: (schema, random) => ({ ...schema, ...random.pick([{ title: 'T' }, { description: 'd' }, { 'x-unknown': 1 }]) }),
  'implied bounds': (schema, random) => impliedBound(schema, random),
};

function impliedBound(schema: JsonObject, random: Random): JsonObject | undefined {
  const { type, minimum, maximum } = schema;
  if (type === 'string' && schema['minLength'] === undefined) return { ...schema, minLength: 0 };
  if (type === 'array' && schema['minItems'] === undefined) return { ...schema, minItems: 0 };
  if (typeof minimum === 'number') return { allOf: [schema, { minimum: minimum - 1 }] };
  if (typeof maximum === 'number') return { allOf: [schema, { maximum: maximum + random.below(9) }] };
  return type === 'object' && schema['minProperties'] === undefined ? { ...schema, minProperties: 0 } : undefined;
}

export interface Rewritten {
  readonly schema: JsonObject;
  readonly rewrite: string;
}

/** The same document said otherwise in one place. */
export function rewriteSchema(document: JsonObject, draft: Draft, random: Random): Rewritten {
  for (;;) {
    const path = random.pick(schemaPlaces(document));
    const rewrite = random.pick([...Object.keys(rewrites), 'behind a reference', 'definitions renamed']);
    const schema = rewritten(document, path, rewrite, draft, random);
    if (schema !== undefined) return { schema, rewrite };
  }
}

function rewritten(document: JsonObject, path: Path, rewrite: string, draft: Draft, random: Random): JsonObject | undefined {
  if (rewrite === 'definitions renamed') return renamed(document);
  const schema = valueAtPath(document, path);
  if (rewrite === 'behind a reference') return behindReference(document, path, schema, draft);
  if (!isObject(schema)) return undefined;
  const { $schema, $defs, definitions, ...body } = schema;
  const changed = rewrites[rewrite]?.(body, random, draft);
  if (changed === undefined) return undefined;
  const outer = {
    ...($schema !== undefined && { $schema }),
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
  };
  return withValueAt(document, path, { ...outer, ...changed }) as JsonObject;
}

function definitionsKey(draft: Draft): '$defs' | 'definitions' {
  return isSince(draft, '2019-09') ? '$defs' : 'definitions';
}

function behindReference(document: JsonObject, path: Path, schema: JsonValue, draft: Draft): JsonObject | undefined {
  const key = definitionsKey(draft);
  if (path.length === 0) return undefined;
  const name = `moved${Object.keys((document[key] as JsonObject | undefined) ?? {}).length}`;
  const moved = withValueAt(document, path, { $ref: `#/${key}/${name}` }) as JsonObject;
  return { ...moved, [key]: { ...(moved[key] as JsonObject | undefined), [name]: schema } };
}

function renamed(document: JsonObject): JsonObject {
  const text = JSON.stringify(document);
  return JSON.parse(
    text
      .replaceAll('#/definitions/d"', '#/definitions/renamed"')
      .replaceAll('#/$defs/d"', '#/$defs/renamed"')
      .replace(/("(?:definitions|\$defs)":\{)"d":/, '$1"renamed":'),
  ) as JsonObject;
}
