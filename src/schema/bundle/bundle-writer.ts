import { compareKeys } from '../../model/canonical-json.ts';
import { isObject, member, setMember, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { Draft } from '../../model/schema-world.ts';
import { dialects } from '../dialects/dialects.ts';
import type { SchemaLibrary } from '../index/library.ts';
import { subschemasOf } from '../index/subschemas.ts';
import { childPlace, isBareReference, placeKey, referencedPlaces, type Place } from '../lowering/place.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import { BundleNames } from './bundle-names.ts';
import { addRule, toLatest } from './to-latest.ts';

type Open = Record<string, JsonValue>;

/** Subschemas, those that are written several times counted as often. */
const MAX_SCHEMAS = 100_000;

/** Nothing refers to these any more; what they held stands in the definitions of the bundle. */
const addresses: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'id',
  '_id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$defs',
  'definitions',
]);

/** Told by editors although the draft ignores what stands beside a reference. */
const besideReference: ReadonlySet<string> = new Set(['title', 'description', '$comment']);

/** Copies schemas so that each thing that a reference names is a definition of the bundle. */
export class BundleWriter {
  readonly #library: SchemaLibrary;
  readonly #root: Place;
  readonly #draft: Draft;
  readonly #names = new BundleNames();
  readonly #named = new Map<string, string>();
  /** Where the schemas of the bundle come from. */
  readonly origins = new Map<JsonValue, Place>();
  readonly #waiting: (readonly [name: string, place: Place])[] = [];
  #schemas = 0;

  /** @param draft of the bundle: that of all places, or 2020-12 */
  constructor(library: SchemaLibrary, root: Place, draft: Draft) {
    this.#library = library;
    this.#root = root;
    this.#draft = draft;
    this.#named.set(placeKey(root), '');
  }

  /** @throws TooComplex */
  write(): JsonValue {
    const root = this.#copy(this.#root);
    const definitions: [string, JsonValue][] = [];
    for (const [name, place] of this.#waiting) definitions.push([name, this.#copy(place)]);
    if (!isObject(root)) return root;
    const { uri, idKeyword } = dialects[this.#draft];
    const hash = dialects[this.#draft].referenceStandsAlone ? '#' : '';
    const identifier = isObject(this.#root.value) ? member(this.#root.value, this.#root.resource.dialect.idKeyword) : undefined;
    const isNamed = typeof identifier === 'string' && !identifier.startsWith('#') && !isBareReference(this.#root);
    const bundle = {
      $schema: uri + hash,
      ...(isNamed ? { [idKeyword]: identifier } : {}),
      ...this.#callable(root),
      ...(definitions.length === 0
        ? {}
        : { [this.#container]: Object.fromEntries(definitions.sort(([a], [b]) => compareKeys(a, b))) }),
    };
    this.origins.set(bundle, this.#root);
    return bundle;
  }

  /** Up to draft-07 nothing beside `$ref` counts, not even the definitions that it leads to. */
  #callable(root: JsonObject): JsonObject {
    if (!dialects[this.#draft].referenceStandsAlone || !Object.hasOwn(root, '$ref')) return root;
    const { $ref, ...rest } = root;
    return { ...rest, allOf: [{ $ref: $ref as string }] };
  }

  get #container(): string {
    return dialects[this.#draft].referenceStandsAlone ? 'definitions' : '$defs';
  }

  #copy(place: Place): JsonValue {
    this.#schemas += 1;
    if (this.#schemas > MAX_SCHEMAS) throw new TooComplex(`its bundle has more than ${MAX_SCHEMAS} parts`);
    const { value, resource } = place;
    if (!isObject(value)) return this.#draft === 'draft-04' && value === false ? { not: {} } : value;
    const isAlone = isBareReference(place);
    const copy: Open = {};
    for (const keyword of Object.keys(value)) {
      if (!addresses.has(keyword) && (!isAlone || besideReference.has(keyword)))
        setMember(copy, keyword, value[keyword] as JsonValue);
    }
    if (!isAlone) this.#copyParts(place, value, copy);
    const whole = this.#draft === resource.dialect.draft ? copy : { ...toLatest(copy, resource.dialect) };
    this.#refer(place, whole);
    this.origins.set(whole, place);
    return whole;
  }

  #copyParts(place: Place, value: JsonObject, copy: Open): void {
    const { dialect } = place.resource;
    for (const { keyword, tokens, value: part } of subschemasOf(value, dialect)) {
      if (addresses.has(keyword)) continue;
      const child = this.#copy(childPlace(place, tokens, part));
      const [, key] = tokens;
      if (key === undefined) copy[keyword] = child;
      else copy[keyword] = withPart(copy[keyword] as JsonValue, value[keyword] as JsonValue, key, child);
    }
  }

  #refer(place: Place, copy: Open): void {
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) delete copy[keyword];
    for (const target of referencedPlaces(place, this.#library)) addRule(copy, '$ref', this.#addressOf(target));
  }

  #addressOf(place: Place): string {
    const key = placeKey(place);
    let name = this.#named.get(key);
    if (name === undefined) {
      name = this.#names.give(place);
      this.#named.set(key, name);
      this.#waiting.push([name, place]);
    }
    return name === '' ? '#' : `#${childPointer(`/${this.#container}`, name)}`;
  }
}

/** The list or map with one part replaced; the first time it is still the one that was copied from. */
function withPart(now: JsonValue, from: JsonValue, key: string, part: JsonValue): JsonValue {
  if (Array.isArray(from)) {
    const list = now === from ? [...from] : (now as JsonValue[]);
    list[Number(key)] = part;
    return list;
  }
  const map: Open = now === from ? { ...(from as JsonObject) } : (now as Open);
  setMember(map, key, part);
  return map;
}
