import { isArray, isObject, setMember, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { appliedSchemas } from '../flatten/applied-schemas.ts';
import { SecretPaths } from '../flatten/secret-paths.ts';
import { withholdSecrets, type SecretView } from '../flatten/withhold-secrets.ts';
import type { Found, Origin } from '../view/found.ts';
import type { Side } from '../view/side.ts';

/** Keywords whose values are data, which may be a secret or hold one. */
const dataKeywords: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples']);
/** Steps of the search for secrets around one value; what is not searched to the end is withheld. */
const MAX_STEPS = 20_000;
/** Deeper parts of a schema are not told. */
const MAX_DEPTH = 200;
const withheld = '(withheld)';

/** Takes what stands where secrets belong out of the values of facts: defaults, constants, and whole schemas that hold such. */
export class Withholder {
  readonly #schemas = new Map<SchemaNode, JsonValue>();

  /** The fact without them, and marked where there were any. */
  clean(fact: Found): Found {
    const [old, now] = [this.#value(fact, 'old'), this.#value(fact, 'new')];
    const isSame = old === fact.old.value && now === fact.new.value;
    const details = fact.details?.map((each) => this.clean(each));
    if (isSame) return details === undefined ? fact : { ...fact, details };
    const note = dataKeywords.has(fact.newOrigin?.tokens[0] ?? fact.oldOrigin?.tokens[0] ?? '') ? undefined : fact.note;
    return { ...fact, details, old: { ...fact.old, value: old }, new: { ...fact.new, value: now }, secret: true, note };
  }

  #value(fact: Found, which: 'old' | 'new'): JsonValue | undefined {
    const { value } = fact[which];
    const origin = which === 'old' ? fact.oldOrigin : fact.newOrigin;
    if (value === undefined || origin === undefined) return value;
    const side = fact.place[which];
    const [keyword = ''] = origin.tokens;
    if (dataKeywords.has(keyword)) return this.#data(side.world, this.#speakersOf(fact, side, origin), keyword, value);
    return typeof value === 'object' && value !== null ? this.#at(side.world, origin.node, origin.tokens, value, 0) : value;
  }

  /** What one schema says is a secret, another that applies to the same place may state. */
  #speakersOf({ path, place }: Found, { starts }: Side, { node }: Origin): readonly SchemaNode[] {
    return path === place.path ? starts : [node];
  }

  #data(world: SchemaWorld, nodes: readonly SchemaNode[], keyword: string, value: JsonValue): JsonValue {
    let left = MAX_STEPS;
    const spend = (): boolean => (left -= 1) >= 0;
    const start = nodes.map((node) => ({ node, when: undefined }));
    const view = new SecretPaths(world, spend).of(appliedSchemas(world, start, spend));
    const clean = isArray(value) && keyword !== 'const' && keyword !== 'default' ? cleanAll(value, view) : cleanOne(value, view);
    return left < 0 ? withheld : clean;
  }

  #at(world: SchemaWorld, node: SchemaNode, tokens: readonly string[], value: JsonValue, depth: number): JsonValue {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_DEPTH) return withheld;
    const child = tokens.length === 0 ? node : world.child(node, tokens);
    if (child?.schema === value) return this.#schema(world, child, depth);
    if (isArray(value))
      return sameArray(
        value,
        value.map((each, i) => this.#at(world, node, [...tokens, String(i)], each, depth + 1)),
      );
    return sameObject(value, (key) => this.#at(world, node, [...tokens, key], value[key] as JsonValue, depth + 1));
  }

  #schema(world: SchemaWorld, node: SchemaNode, depth: number): JsonValue {
    const { schema } = node;
    if (!isObject(schema)) return schema;
    const known = this.#schemas.get(node);
    if (known !== undefined) return known;
    const clean = sameObject(schema, (keyword) => {
      const value = schema[keyword] as JsonValue;
      if (dataKeywords.has(keyword)) return this.#data(world, [node], keyword, value);
      return this.#at(world, node, [keyword], value, depth + 1);
    });
    this.#schemas.set(node, clean);
    return clean;
  }
}

function cleanAll(values: readonly JsonValue[], view: SecretView): JsonValue {
  return sameArray(
    values,
    values.map((each) => cleanOne(each, view)),
  );
}

/** The very same value where there was nothing to withhold. */
function cleanOne(value: JsonValue, view: SecretView): JsonValue {
  const clean = withholdSecrets(value, view);
  return JSON.stringify(clean) === JSON.stringify(value) ? value : clean;
}

function sameArray(values: readonly JsonValue[], clean: readonly JsonValue[]): readonly JsonValue[] {
  return clean.every((each, i) => each === values[i]) ? values : clean;
}

function sameObject(object: JsonObject, cleanOf: (key: string) => JsonValue): JsonObject {
  const clean: Record<string, JsonValue> = {};
  let isSame = true;
  for (const key of Object.keys(object)) {
    const value = cleanOf(key);
    isSame &&= value === object[key];
    setMember(clean, key, value);
  }
  return isSame ? object : clean;
}
