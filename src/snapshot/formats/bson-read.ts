import type { JsonArray, JsonObject, JsonValue } from '../../model/json.ts';
import { READ_DEPTH } from './read-depth.ts';

/**
 * Reads the element types that snapshots are written with. The package's own reader turns an object with the keys
 * `$ref` and `$id` into a DBRef and loses what it was; here keys are data.
 */
export function readBson(bytes: Uint8Array): JsonObject | undefined {
  const reader = new Reader(bytes);
  try {
    const document = reader.document(READ_DEPTH);
    return reader.at === bytes.length ? document : undefined;
  } catch (error) {
    if (error instanceof Damaged || error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

class Damaged extends Error {}

/** Out of bounds is a RangeError of DataView, invalid UTF-8 a TypeError of TextDecoder. */
class Reader {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  document(depth: number): JsonObject {
    return Object.fromEntries(this.#elements(depth));
  }

  #elements(depth: number): [string, JsonValue][] {
    if (depth === 0) throw new Damaged();
    const end = this.at + this.#int32();
    const elements: [string, JsonValue][] = [];
    for (let type = this.#byte(); type !== 0; type = this.#byte()) elements.push([this.#key(), this.#value(type, depth - 1)]);
    if (this.at !== end) throw new Damaged();
    return elements;
  }

  #array(depth: number): JsonArray {
    return this.#elements(depth).map(([key, item], index) => {
      if (key !== String(index)) throw new Damaged();
      return item;
    });
  }

  #value(type: number, depth: number): JsonValue {
    if (type === 0x01) return this.#double();
    if (type === 0x02) return this.#string();
    if (type === 0x03) return this.document(depth);
    if (type === 0x04) return this.#array(depth);
    if (type === 0x08) return this.#byte() === 1;
    if (type === 0x0a) return null;
    if (type === 0x10) return this.#int32();
    throw new Damaged();
  }

  #byte(): number {
    return this.#view.getUint8(this.at++);
  }

  #int32(): number {
    this.at += 4;
    return this.#view.getInt32(this.at - 4, true);
  }

  #double(): number {
    this.at += 8;
    const value = this.#view.getFloat64(this.at - 8, true);
    if (!Number.isFinite(value)) throw new Damaged();
    return value;
  }

  #key(): string {
    const end = this.#bytes.indexOf(0, this.at);
    if (end < 0) throw new Damaged();
    const key = this.#decoder.decode(this.#bytes.subarray(this.at, end));
    this.at = end + 1;
    return key;
  }

  /** The length counts the closing NUL. */
  #string(): string {
    const length = this.#int32();
    const end = this.at + length;
    if (length < 1 || this.#view.getUint8(end - 1) !== 0) throw new Damaged();
    const text = this.#decoder.decode(this.#bytes.subarray(this.at, end - 1));
    this.at = end;
    return text;
  }
}
