/**
 * A map told by another one and the few entries that it has otherwise. Looking something up costs what it costs there; only
 * who goes through all of it pays for all of it.
 */
export class PatchedMap<K, V> implements ReadonlyMap<K, V> {
  readonly flat: ReadonlyMap<K, V>;
  /** Undefined for an entry that is gone. */
  readonly patch: ReadonlyMap<K, V | undefined>;
  readonly size: number;
  readonly #compare: (a: V, b: V) => number;
  #whole: ReadonlyMap<K, V> | undefined;

  /** @param compare the order of the values, which is that of the flat map */
  constructor(flat: ReadonlyMap<K, V>, patch: ReadonlyMap<K, V | undefined>, compare: (a: V, b: V) => number) {
    this.flat = flat;
    this.patch = patch;
    this.#compare = compare;
    let { size } = flat;
    for (const [key, value] of patch) size += Number(value !== undefined) - Number(flat.has(key));
    this.size = size;
  }

  /** The same as a map of its own. */
  get whole(): ReadonlyMap<K, V> {
    return (this.#whole ??= this.#flattened());
  }

  get(key: K): V | undefined {
    return this.patch.has(key) ? this.patch.get(key) : this.flat.get(key);
  }

  has(key: K): boolean {
    return this.patch.has(key) ? this.patch.get(key) !== undefined : this.flat.has(key);
  }

  entries(): MapIterator<[K, V]> {
    return this.whole.entries();
  }

  keys(): MapIterator<K> {
    return this.whole.keys();
  }

  values(): MapIterator<V> {
    return this.whole.values();
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.whole) each(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.whole.entries();
  }

  #flattened(): Map<K, V> {
    const all: [K, V][] = [];
    for (const entry of this.flat) if (!this.patch.has(entry[0])) all.push(entry);
    for (const [key, value] of this.patch) if (value !== undefined) all.push([key, value]);
    return new Map(all.sort(([, a], [, b]) => this.#compare(a, b)));
  }
}
