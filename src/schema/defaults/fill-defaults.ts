import { compareKeys } from '../../model/canonical-json.ts';
import { isArray, isObject, type JsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Site } from '../../model/source.ts';
import type { DefaultEntry, DefaultPlan } from './default-plan.ts';

export type OnFill = (pointer: Pointer, schemaSite: Site) => void;

/** A default with the defaults inside it, the same for every value that lacks it. */
interface FilledDefault {
  readonly value: JsonValue;
  /** What was filled in inside it, as pointers from it. */
  readonly inside: readonly (readonly [Pointer, Site])[];
}

/** Raised for a default that is filled in again inside itself, or that grows beyond the limit. */
export class BadDefault extends Error {
  readonly entry: DefaultEntry;
  readonly isEndless: boolean;

  constructor(entry: DefaultEntry, isEndless: boolean) {
    super(`the default of ${entry.name} cannot be filled in`);
    this.entry = entry;
    this.isEndless = isEndless;
  }
}

/** All defaults of a schema, or all that are filled into one value, may come to so many times what one may. */
const TOTAL_FACTOR = 5;

/** Fills the defaults of one schema into values, for one environment. */
export class DefaultFiller {
  readonly #environment: string | undefined;
  readonly #maxSize: number;
  readonly #filled = new Map<DefaultPlan, Map<string, FilledDefault | 'open'>>();
  readonly #sizes = new WeakMap<object, number>();
  #noted = 0;
  #filledSize = 0;

  constructor(environment: string | undefined, maxSize: number) {
    this.#environment = environment;
    this.#maxSize = maxSize;
  }

  /**
   * Shares structure with the input and returns it where nothing was filled in.
   *
   * @throws BadDefault also where all that is filled into one value is too much
   */
  fillWhole(plan: DefaultPlan, data: JsonValue, onFill: OnFill | undefined): JsonValue {
    this.#filledSize = 0;
    return this.#fill(plan, data, '', onFill);
  }

  #fill(plan: DefaultPlan, data: JsonValue, pointer: Pointer, onFill: OnFill | undefined): JsonValue {
    if (isArray(data)) return this.#array(plan, data, pointer, onFill);
    return isObject(data) ? this.#object(plan, data, pointer, onFill) : data;
  }

  /** A default as it is filled in below `plan`. */
  filledDefault(plan: DefaultPlan, entry: DefaultEntry): FilledDefault {
    const inside = plan.member(entry.name);
    if (inside === undefined) return { value: entry.value, inside: [] };
    const known = this.#knownFor(inside);
    const key = entry.text;
    const before = known.get(key);
    if (before === 'open') throw new BadDefault(entry, true);
    if (before !== undefined) return before;
    known.set(key, 'open');
    try {
      const filled = this.#make(inside, entry);
      known.set(key, filled);
      return filled;
    } finally {
      if (known.get(key) === 'open') known.delete(key);
    }
  }

  /** Equal defaults that are filled in alike are one. */
  #knownFor(plan: DefaultPlan): Map<string, FilledDefault | 'open'> {
    let known = this.#filled.get(plan);
    if (known === undefined) {
      known = new Map();
      this.#filled.set(plan, known);
    }
    return known;
  }

  #make(plan: DefaultPlan, entry: DefaultEntry): FilledDefault {
    const inside: [Pointer, Site][] = [];
    const note: OnFill = (pointer, site) => {
      inside.push([pointer, site]);
      this.#noted += 1;
      if (inside.length > this.#maxSize || this.#noted > TOTAL_FACTOR * this.#maxSize) throw new BadDefault(entry, false);
    };
    // What is made once does not count for the value that happened to come first.
    const before = this.#filledSize;
    const value = this.#fill(plan, entry.value, '', note);
    this.#filledSize = before;
    if (this.#sizeOf(value) > this.#maxSize) throw new BadDefault(entry, false);
    return { value, inside };
  }

  #object(plan: DefaultPlan, data: JsonObject, pointer: Pointer, onFill: OnFill | undefined): JsonValue {
    let changed: Record<string, JsonValue> | undefined;
    for (const key of plan.isOpen ? Object.keys(data) : plan.named) {
      const next = Object.hasOwn(data, key) ? plan.member(key) : undefined;
      if (next === undefined) continue;
      const before = data[key] as JsonValue;
      const after = this.#fill(next, before, onFill === undefined ? '' : childPointer(pointer, key), onFill);
      if (after !== before) (changed ??= { ...data })[key] = after;
    }
    const missing = plan.entries.filter((entry) => !Object.hasOwn(data, entry.name) && this.#isAllowed(entry));
    if (missing.length === 0) return changed ?? data;
    changed ??= { ...data };
    for (const entry of missing) changed[entry.name] = this.#filledIn(plan, entry, pointer, onFill);
    return inOrder(changed);
  }

  #filledIn(plan: DefaultPlan, entry: DefaultEntry, pointer: Pointer, onFill: OnFill | undefined): JsonValue {
    const { value, inside } = this.filledDefault(plan, entry);
    this.#filledSize += this.#sizeOf(value);
    if (this.#filledSize > TOTAL_FACTOR * this.#maxSize) throw new BadDefault(entry, false);
    if (onFill === undefined) return value;
    const at = childPointer(pointer, entry.name);
    onFill(at, entry.site);
    for (const [below, site] of inside) onFill(at + below, site);
    return value;
  }

  #array(plan: DefaultPlan, data: JsonArray, pointer: Pointer, onFill: OnFill | undefined): JsonValue {
    let changed: JsonValue[] | undefined;
    for (let i = 0; i < data.length; i += 1) {
      const next = plan.element(i);
      if (next === undefined) continue;
      const before = data[i] as JsonValue;
      const after = this.#fill(next, before, onFill === undefined ? '' : childPointer(pointer, i), onFill);
      if (after !== before) (changed ??= [...data])[i] = after;
    }
    return changed ?? data;
  }

  #isAllowed({ environments }: DefaultEntry): boolean {
    return environments.every((list) => this.#environment !== undefined && list.includes(this.#environment));
  }

  /** How many values there are, written out. Parts are shared, so that this can be far more than there are objects. */
  #sizeOf(value: JsonValue): number {
    if (typeof value !== 'object' || value === null) return 1;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    const parts = isArray(value) ? value : Object.values(value);
    const size = parts.reduce<number>((sum, part) => sum + this.#sizeOf(part), 1);
    this.#sizes.set(value, size);
    return size;
  }
}

function inOrder(object: JsonObject): JsonObject {
  const ordered: Record<string, JsonValue> = {};
  for (const key of Object.keys(object).sort(compareKeys)) ordered[key] = object[key] as JsonValue;
  return ordered;
}
