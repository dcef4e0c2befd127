import { deepEqual, isArray, isObject, member, setMember, type JsonObject, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import { defaultSecretSchemes, isSecretReference } from '../../model/secret-reference.ts';

type Open = Record<string, JsonValue>;

const lists = ['allOf', 'anyOf', 'oneOf'] as const;
const alone = ['if', 'then', 'else', 'not'] as const;
const withheld = '(withheld)';
/** Schemas that speak of one place; of more nothing is looked for. */
const MAX_SPEAKERS = 1_000;

/**
 * Takes what stands in the place of a secret, and is no reference to one, out of a bundle, in its own objects. A default or an
 * example goes; an allowed value, which no document could have, is replaced.
 *
 * @param schemas of the bundle, which are all its own
 */
export function withholdSecrets(
  bundle: JsonValue,
  schemas: Iterable<JsonValue>,
  isReference: (text: string) => boolean = isDefaultReference,
): void {
  const all = [...schemas].filter(isOpen);
  if (!all.some((schema) => member(schema, 'x-confman-secret-ref') === true)) return;
  const outer = new Map<JsonObject, JsonObject>();
  for (const schema of all) for (const each of branches(schema)) outer.set(each, schema);
  for (const schema of all) {
    const around = [schema];
    for (let at = outer.get(schema); at !== undefined && around.length < MAX_SPEAKERS; at = outer.get(at)) around.push(at);
    clean(schema, (value) => shown(value, { bundle, isReference }, around));
  }
}

/** Bundles are made of objects of their own. */
function isOpen(value: JsonValue): value is Open {
  return isObject(value);
}

function isDefaultReference(text: string): boolean {
  return isSecretReference(text, defaultSecretSchemes);
}

interface Showing {
  readonly bundle: JsonValue;
  readonly isReference: (text: string) => boolean;
}

function clean(schema: Open, show: (value: JsonValue) => JsonValue): void {
  const isClean = (value: JsonValue): boolean => deepEqual(show(value), value);
  const [inDefault, examples, values, constant] = [schema['default'], schema['examples'], schema['enum'], schema['const']];
  if (Object.hasOwn(schema, 'default') && inDefault !== undefined && !isClean(inDefault)) delete schema['default'];
  if (isArray(examples) && !examples.every(isClean)) schema['examples'] = examples.filter(isClean);
  if (isArray(values) && !values.every(isClean)) schema['enum'] = unique(values.map(show));
  if (Object.hasOwn(schema, 'const') && constant !== undefined && !isClean(constant)) schema['const'] = show(constant);
}

function unique(values: readonly JsonValue[]): JsonValue[] {
  return values.filter((value, i) => values.findIndex((each) => deepEqual(each, value)) === i);
}

function shown(value: JsonValue, showing: Showing, speakers: readonly JsonObject[]): JsonValue {
  if (speakers.length === 0) return value;
  const all = [...new Set(speakers)];
  for (const schema of all) {
    if (member(schema, 'x-confman-secret-ref') === true)
      return typeof value === 'string' && showing.isReference(value) ? value : withheld;
    if (all.length < MAX_SPEAKERS)
      for (const each of [...branches(schema), ...target(schema, showing)]) if (!all.includes(each)) all.push(each);
  }
  if (isArray(value))
    return value.map((each, i) =>
      shown(
        each,
        showing,
        all.flatMap((schema) => itemsOf(schema, i)),
      ),
    );
  if (!isObject(value)) return value;
  const clean: Open = {};
  for (const key of Object.keys(value))
    setMember(
      clean,
      key,
      shown(
        value[key] as JsonValue,
        showing,
        all.flatMap((schema) => membersOf(schema, key)),
      ),
    );
  return clean;
}

function branches(schema: JsonObject): JsonObject[] {
  const listed = lists.flatMap((keyword) => {
    const list = member(schema, keyword);
    return isArray(list) ? list : [];
  });
  return [...listed, ...alone.map((keyword) => member(schema, keyword))].filter(isObject);
}

function target(schema: JsonObject, { bundle }: Showing): JsonObject[] {
  const reference = member(schema, '$ref');
  const tokens = typeof reference === 'string' ? parsePointer(decodeURIComponent(reference.slice(1))) : undefined;
  return [tokens && valueAt(bundle, tokens)].filter(isObject);
}

function membersOf(schema: JsonObject, key: string): JsonObject[] {
  const [properties, patterns] = [member(schema, 'properties'), member(schema, 'patternProperties')];
  const named = isObject(properties) ? member(properties, key) : undefined;
  return [named, ...(isObject(patterns) ? Object.values(patterns) : []), member(schema, 'additionalProperties')].filter(isObject);
}

function itemsOf(schema: JsonObject, index: number): JsonObject[] {
  return ['items', 'prefixItems', 'additionalItems'].flatMap((keyword) => {
    const value = member(schema, keyword);
    return (isArray(value) ? [value[index]] : [value]).filter(isObject);
  });
}
