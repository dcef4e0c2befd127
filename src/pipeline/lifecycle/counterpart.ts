import type { ArrayKeys } from '../../effective-diff/array-keys.ts';
import { elementNames } from '../../effective-diff/element-names.ts';
import { isArray, isObject, member, type JsonArray, type JsonValue } from '../../model/json.ts';
import { childPointer, step } from '../../model/pointer.ts';

export interface Counterpart {
  readonly tokens: readonly string[];
  readonly value: JsonValue;
  /** As people are told it: `/targets[name=eu]/port`. */
  readonly path: string;
  /** From the place on. */
  readonly keys: ArrayKeys;
}

/** Which step of the way leads nowhere any more. */
export interface NoCounterpart {
  readonly missing: number;
  readonly path: string;
}

type Names = ReadonlyMap<string, number>;

/**
 * Where the values of one version of an app are in another: members have the same names, elements of arrays that merge by
 * key the same key, elements of other arrays the same place.
 */
export class Counterparts {
  readonly #from: JsonValue;
  readonly #to: JsonValue;
  readonly #keys: ArrayKeys;
  readonly #names = new Map<JsonArray, Names | undefined>();
  readonly #labels = new Map<Names, readonly string[]>();

  constructor(from: JsonValue, to: JsonValue, keys: ArrayKeys) {
    this.#from = from;
    this.#to = to;
    this.#keys = keys;
  }

  /** @param tokens of a value that is in the first version */
  of(tokens: readonly string[]): Counterpart | NoCounterpart {
    let [from, to, keys, path]: [JsonValue, JsonValue | undefined, ArrayKeys, string] = [this.#from, this.#to, this.#keys, ''];
    const found: string[] = [];
    for (const token of tokens) {
      const next = this.#step(from, to, token, keys.key);
      path += next.label;
      if (next.to !== undefined) found.push(next.token);
      from = step(from, token) as JsonValue;
      to = next.to;
      keys = keys.child(token);
    }
    return to === undefined ? { missing: found.length, path } : { tokens: found, value: to, path, keys };
  }

  /** `to` and the token that leads there; undefined where nothing is there any more, or nothing was before. */
  #step(from: JsonValue, to: JsonValue | undefined, token: string, key: string | undefined): Step {
    const label = childPointer('', token);
    if (!isArray(from)) return { label, token, to: isObject(to) ? member(to, token) : undefined };
    const names = key === undefined ? undefined : this.#namesOf(from, key);
    const others = key === undefined || !isArray(to) ? undefined : this.#namesOf(to, key);
    const name = names && this.#labelsOf(names)[Number(token)];
    if (name === undefined || (isArray(to) && others === undefined))
      return { label, token, to: isArray(to) ? to[Number(token)] : undefined };
    const at = others?.get(name);
    return { label: name, token: String(at), to: at === undefined ? undefined : (to as JsonArray)[at] };
  }

  #namesOf(elements: JsonArray, key: string): Names | undefined {
    if (!this.#names.has(elements)) this.#names.set(elements, elementNames(elements, key));
    return this.#names.get(elements);
  }

  /** By place. */
  #labelsOf(names: Names): readonly string[] {
    const known = this.#labels.get(names) ?? [...names.keys()];
    this.#labels.set(names, known);
    return known;
  }
}

interface Step {
  readonly label: string;
  readonly token: string;
  readonly to: JsonValue | undefined;
}
