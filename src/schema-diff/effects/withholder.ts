import { isArray, isObject, setMember, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { appliedSchemas } from '../flatten/applied-schemas.ts';
import { eitherView } from '../flatten/either-view.ts';
import { SecretPaths } from '../flatten/secret-paths.ts';
import { withholdSecrets, type SecretView } from '../flatten/withhold-secrets.ts';
import type { Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';

/** Keywords whose values are data, which may be a secret or hold one. */
const dataKeywords: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples']);
/** What a branch states stands at the place of the whole. */
const inPlace: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);
/** Steps of the search for secrets around one value; what is not searched to the end is withheld. */
const MAX_STEPS = 50_000;
/** Deeper parts of a schema are not told. */
const MAX_DEPTH = 200;
const withheld = '(withheld)';

/** Where secrets stand as one version or the other has it. */
interface Searched {
  readonly view: SecretView | undefined;
  /** The search was too long: there may be more. */
  isCut(): boolean;
}

/** A value within what a fact shows. */
interface Within {
  readonly world: SchemaWorld;
  readonly node: SchemaNode;
  readonly tokens: readonly string[];
  /** Of what else speaks of the place of `node`. */
  readonly around: Searched | undefined;
  readonly depth: number;
}

/** Takes what stands where secrets belong out of the values of facts: defaults, constants, and whole schemas that hold such. */
export class Withholder {
  readonly #schemas = new Map<SchemaNode, JsonValue>();
  /** Some are summed up in several others. */
  readonly #facts = new Map<Found, Found>();
  readonly #places = new Map<Place, Searched>();

  /** The fact without them, and marked where there were any. */
  clean(fact: Found): Found {
    const known = this.#facts.get(fact);
    if (known !== undefined) return known;
    const clean = this.#cleaned(fact);
    this.#facts.set(fact, clean);
    return clean;
  }

  #cleaned(fact: Found): Found {
    const [old, now] = [this.#value(fact, 'old'), this.#value(fact, 'new')];
    const details = fact.details?.map((each) => this.clean(each));
    const isSame = old === fact.old.value && now === fact.new.value;
    const secret = !isSame || details?.some((each) => each.secret === true) === true ? true : fact.secret;
    if (isSame) return secret === fact.secret && details === undefined ? fact : { ...fact, details, secret };
    const note = dataKeywords.has(fact.newOrigin?.tokens[0] ?? fact.oldOrigin?.tokens[0] ?? '') ? undefined : fact.note;
    return { ...fact, details, old: { ...fact.old, value: old }, new: { ...fact.new, value: now }, secret, note };
  }

  #value(fact: Found, which: 'old' | 'new'): JsonValue | undefined {
    const { value } = fact[which];
    const origin = which === 'old' ? fact.oldOrigin : fact.newOrigin;
    if (value === undefined || origin === undefined) return value;
    const { world } = fact.place[which];
    const [keyword = ''] = origin.tokens;
    const around = fact.path === fact.place.path ? this.#around(fact.place) : search(world, [origin.node]);
    if (dataKeywords.has(keyword)) return dataOf(around, keyword, value);
    if (typeof value !== 'object' || value === null) return value;
    return this.#at({ world, ...origin, around, depth: 0 }, value);
  }

  /** What one schema says is a secret, another that applies to the same place may state, and another version. */
  #around(place: Place): Searched {
    const known = this.#places.get(place);
    if (known !== undefined) return known;
    const sides = [place.old, place.new].map(({ world, starts }) => search(world, starts));
    const around = {
      view: eitherView(sides.flatMap(({ view }) => view ?? [])),
      isCut: () => sides.some((each) => each.isCut()),
    };
    this.#places.set(place, around);
    return around;
  }

  #at(within: Within, value: JsonValue): JsonValue {
    if (typeof value !== 'object' || value === null) return value;
    const { world, node, tokens, depth } = within;
    if (depth > MAX_DEPTH) return withheld;
    const child = tokens.length === 0 ? node : world.child(node, tokens);
    if (child?.schema === value) {
      const isThere = tokens.length === 0 || inPlace.has(tokens[0] as string);
      return this.#schema({ ...within, node: child, around: isThere ? within.around : undefined });
    }
    const deeper = (token: string, each: JsonValue) =>
      this.#at({ ...within, tokens: [...tokens, token], depth: depth + 1 }, each);
    if (isArray(value))
      return sameArray(
        value,
        value.map((each, i) => deeper(String(i), each)),
      );
    return sameObject(value, (key) => deeper(key, value[key] as JsonValue));
  }

  #schema(within: Within): JsonValue {
    const { world, node, depth, around } = within;
    const { schema } = node;
    if (!isObject(schema)) return schema;
    const known = around === undefined ? this.#schemas.get(node) : undefined;
    if (known !== undefined) return known;
    const whole = around ?? searchLater(world, node);
    const clean = sameObject(schema, (keyword) => {
      const value = schema[keyword] as JsonValue;
      if (dataKeywords.has(keyword)) return dataOf(whole, keyword, dataOf(search(world, [node]), keyword, value));
      return this.#at({ world, node, tokens: [keyword], around: whole, depth: depth + 1 }, value);
    });
    if (around === undefined) this.#schemas.set(node, clean);
    return clean;
  }
}

function search(world: SchemaWorld, nodes: readonly SchemaNode[]): Searched {
  let left = MAX_STEPS;
  const spend = (): boolean => (left -= 1) >= 0;
  const start = nodes.map((node) => ({ node, when: undefined }));
  return { view: new SecretPaths(world, spend).of(appliedSchemas(world, start, spend)), isCut: () => left < 0 };
}

/** Most schemas hold no data. */
function searchLater(world: SchemaWorld, node: SchemaNode): Searched {
  let made: Searched | undefined;
  const searched = (): Searched => (made ??= search(world, [node]));
  return {
    get view() {
      return searched().view;
    },
    isCut: () => searched().isCut(),
  };
}

function dataOf({ view, isCut }: Searched, keyword: string, value: JsonValue): JsonValue {
  const clean = isArray(value) && keyword !== 'const' && keyword !== 'default' ? cleanAll(value, view) : cleanOne(value, view);
  return isCut() ? withheld : clean;
}

function cleanAll(values: readonly JsonValue[], view: SecretView | undefined): JsonValue {
  return sameArray(
    values,
    values.map((each) => cleanOne(each, view)),
  );
}

/** The very same value where there was nothing to withhold. */
function cleanOne(value: JsonValue, view: SecretView | undefined): JsonValue {
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
