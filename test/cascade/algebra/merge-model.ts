import type { ArrayStrategy } from '../../../src/cascade/merge-rules.ts';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import { isArray, isObject, type JsonArray, type JsonObject, type JsonValue } from '../../../src/model/json.ts';

/** A mistake of the layers: what comes out then is nobody's business. */
export class LayerMistake extends Error {}

export type Merge = Readonly<Record<string, ArrayStrategy>>;

/**
 * What the specification says of merging, word for word and without any cleverness: no sharing, no provenance, no order
 * of keys. The oracle of the property tests.
 */
export class MergeModel {
  readonly #merge: Merge;

  constructor(merge: Merge) {
    this.#merge = merge;
  }

  fold(layers: readonly JsonObject[]): JsonObject {
    return layers.reduce<JsonValue>((base, layer) => this.#objects(isObject(base) ? base : {}, layer, []), {}) as JsonObject;
  }

  /**
   * Keys beside a reference: what meets something in the target is merged into it, what does not stays as it is and so do
   * the directives of the target, with what comes after them.
   */
  beside(target: JsonObject, over: JsonObject): JsonObject {
    const members = new Map<string, JsonValue>(Object.entries(target));
    for (const [key, value] of Object.entries(over)) {
      const before = members.get(key);
      const composed = before === undefined ? value : this.#composed(before, value);
      if (composed === undefined) members.delete(key);
      else members.set(key, composed);
    }
    return Object.fromEntries(members);
  }

  #composed(before: JsonValue, over: JsonValue): JsonValue | undefined {
    if (!isDirective(before))
      return isObject(before) && isObject(over) && !isDirective(over)
        ? this.beside(before, over)
        : this.#merged(before, over, []);
    const [first, rest] =
      isObject(before) && isArray(before['$then']) ? (before['$then'] as [JsonValue, JsonValue]) : [before, undefined];
    return { $then: [first, rest === undefined ? over : (this.#composed(rest, over) ?? { $unset: true })] };
  }

  /** @param base undefined where nothing is inherited; @returns undefined where the value is removed */
  #merged(base: JsonValue | undefined, over: JsonValue, path: readonly string[]): JsonValue | undefined {
    if (isArray(over)) return this.#arrays(base, over, path);
    if (!isObject(over)) return over;
    const directive = directiveOf(over);
    if (directive === undefined) return this.#objects(isObject(base) ? base : {}, over, path);
    if (Object.keys(over).length > 1) throw new LayerMistake();
    return this.#directive(base, directive, over[directive] as JsonValue, path);
  }

  #objects(base: JsonObject, over: JsonObject, path: readonly string[]): JsonObject {
    const members = new Map<string, JsonValue>(Object.entries(base));
    for (const [key, value] of Object.entries(over)) {
      const merged = this.#merged(members.get(key), value, [...path, key]);
      if (merged === undefined) members.delete(key);
      else members.set(key, merged);
    }
    return Object.fromEntries(members);
  }

  #directive(base: JsonValue | undefined, name: string, operand: JsonValue, path: readonly string[]): JsonValue | undefined {
    if (name === '$unset') return undefined;
    if (name === '$then') {
      const [first, then] = operand as [JsonValue, JsonValue];
      return this.#merged(this.#merged(base, first, path), then, path);
    }
    if (name === '$replace') return this.#merged(undefined, operand, path);
    const added = this.#merged(undefined, operand, path);
    if (!isArray(added) || (base !== undefined && !isArray(base))) throw new LayerMistake();
    const joined = this.#joined(base ?? [], added, name.slice(1));
    this.#requireKeys(joined, path);
    return joined;
  }

  #joined(base: JsonArray, over: JsonArray, how: string): JsonArray {
    if (how === 'append') return [...base, ...over];
    if (how === 'prepend') return [...over, ...base];
    const all = [...base];
    for (const item of over) if (!all.some((each) => same(each, item))) all.push(item);
    return all;
  }

  #arrays(base: JsonValue | undefined, over: JsonArray, path: readonly string[]): JsonArray {
    const strategy = this.#strategyAt(path);
    if (typeof strategy === 'object') return this.#byKey(isArray(base) ? base : [], over, strategy.key, path);
    const items = over.map((item, i) => {
      if (isObject(item) && Object.hasOwn(item, '$unset')) throw new LayerMistake();
      return this.#merged(undefined, item, [...path, String(i)]) as JsonValue;
    });
    return isArray(base) && strategy !== 'replace' ? this.#joined(base, items, strategy) : items;
  }

  #byKey(base: JsonArray, over: JsonArray, key: string, path: readonly string[]): JsonArray {
    let elements = [...base];
    const seen: JsonValue[] = [];
    for (const [i, item] of over.entries()) {
      if (!isObject(item) || !Object.hasOwn(item, key)) throw new LayerMistake();
      const { $unset: removed, ...value } = item;
      const name = value[key] as JsonValue;
      if (typeof name === 'object' || seen.includes(name)) throw new LayerMistake();
      seen.push(name);
      const at = elements.findIndex((each) => isObject(each) && each[key] === name);
      if (removed === true) elements = elements.filter((_, j) => j !== at);
      else {
        const merged = this.#merged(elements[at], value, [...path, String(i)]) as JsonValue;
        if (at < 0) elements.push(merged);
        else elements[at] = merged;
      }
    }
    return elements;
  }

  #requireKeys(items: JsonArray, path: readonly string[]): void {
    const strategy = this.#strategyAt(path);
    if (typeof strategy !== 'object') return;
    const names = items.map((item) => (isObject(item) && Object.hasOwn(item, strategy.key) ? item[strategy.key] : {}));
    if (names.some((name, i) => typeof name === 'object' || names.indexOf(name) !== i)) throw new LayerMistake();
  }

  /** The rule whose first segment that differs from the others' is a literal one. */
  #strategyAt(path: readonly string[]): ArrayStrategy {
    const fitting = Object.keys(this.#merge).filter((pointer) => {
      const pattern = pointer.split('/').slice(1);
      return pattern.length === path.length && pattern.every((token, i) => token === '*' || token === path[i]);
    });
    const rank = (pointer: string): string => pointer.replaceAll('*', '\uffff');
    const best = fitting.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
    return best === undefined ? 'replace' : (this.#merge[best] as ArrayStrategy);
  }
}

function directiveOf(object: JsonObject): string | undefined {
  return Object.keys(object).find((key) => key.startsWith('$') && !key.startsWith('$$'));
}

export function isDirective(value: JsonValue): boolean {
  return isObject(value) && directiveOf(value) !== undefined;
}

function same(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
