import { isArray, isObject, member, type JsonObject, type JsonValue } from '../model/json.ts';
import { childPointer, parsePointer, valueAt, type Pointer } from '../model/pointer.ts';
import type { Source, Span } from '../model/source.ts';
import { deepestNesting, defaultDocumentLimits } from './limits.ts';
import { locate } from './locate.ts';
import { parseDocument } from './parse-document.ts';

/** Keywords whose values are data. */
const dataKeywords = ['default', 'const', 'enum', 'examples'] as const;
/** What these hold stands at the place of the schema itself. */
const inPlace: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);
/** Maps from names to schemas. */
const named: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);
/** Schemas within schemas, and references to references. */
const MAX_HOPS = 500;
const LIMITS = { ...defaultDocumentLimits, depth: deepestNesting, fileBytes: Number.MAX_SAFE_INTEGER };

/**
 * Where the text of a schema, or of a schema tree, holds what may stand in the place of a secret: defaults, listed values,
 * examples. As its form shows it, without following references to other documents; rather too much than too little.
 */
export function schemaSecrets(source: Source): Span[] {
  if (!source.text.includes('secret-ref')) return [];
  const { value: parsed } = parseDocument(source, LIMITS);
  if (parsed === undefined) return [];
  const found: Pointer[] = [];
  collect({ root: parsed.value, found, known: new Map() }, parsed.value, '', false);
  return found.map((pointer) => {
    const { start, end } = locate({ source, pointer, at: 'value' });
    return { start: start.offset, end: end.offset };
  });
}

interface Search {
  readonly root: JsonValue;
  readonly found: Pointer[];
  readonly known: Map<JsonObject, boolean>;
}

function collect(search: Search, schema: JsonValue, at: Pointer, isWithin: boolean): void {
  if (isArray(schema)) return schema.forEach((each, i) => collect(search, each, childPointer(at, String(i)), isWithin));
  if (!isObject(schema)) return;
  const isSecret = isWithin || isSecretSchema(search, schema, MAX_HOPS);
  for (const key of Object.keys(schema)) {
    const value = schema[key] as JsonValue;
    const pointer = childPointer(at, key);
    if (isData(key)) {
      if (isSecret || holdsObject(value)) search.found.push(pointer);
    } else if (
      key === 'DefaultValue' ? isSecretLeaf(member(schema, 'Schema')) : key === 'AllowedValues' && isSecretLeaf(schema)
    ) {
      search.found.push(pointer);
    } else if (named.has(key) && isObject(value)) {
      for (const name of Object.keys(value)) collect(search, value[name] as JsonValue, childPointer(pointer, name), false);
    } else collect(search, value, pointer, isSecret && inPlace.has(key));
  }
}

function isData(key: string): boolean {
  return dataKeywords.some((each) => each === key);
}

/** Of an object some member may be a secret. */
function holdsObject(value: JsonValue): boolean {
  return isArray(value) ? value.some(holdsObject) : isObject(value);
}

function isSecretSchema(search: Search, schema: JsonObject, hops: number): boolean {
  const known = search.known.get(schema);
  if (known !== undefined) return known;
  // Whoever comes back here on the way learns nothing new.
  search.known.set(schema, false);
  const isSecret =
    hops === 0 ||
    member(schema, 'x-confman-secret-ref') === true ||
    isSecretLeaf(schema) ||
    besides(search, schema).some((each) => isSecretSchema(search, each, hops - 1));
  search.known.set(schema, isSecret);
  return isSecret;
}

/** Schemas that speak of the same place. */
function besides({ root }: Search, schema: JsonObject): JsonObject[] {
  const reference = member(schema, '$ref');
  const tokens =
    typeof reference === 'string' && reference.startsWith('#') ? parsePointer(decoded(reference.slice(1))) : undefined;
  const branches = [...inPlace].flatMap((keyword) => member(schema, keyword) ?? []);
  return [...branches, tokens && valueAt(root, tokens)].filter(isObject);
}

/** In a schema tree. */
function isSecretLeaf(schema: JsonValue | undefined): boolean {
  return isObject(schema) && member(schema, 'Format') === 'secret-ref';
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
