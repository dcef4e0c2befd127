import { isArray, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { isShared } from '../model/shared-parts.ts';

/** JSON text of one value in UTF-8. Both are views of memory that the next call writes over. */
export interface JsonBytes {
  /** RFC 8785. */
  readonly canonical: Uint8Array;
  /** Like `JSON.stringify(value, null, 2)`; undefined where the layout alone would take more than `largest`. */
  readonly pretty: Uint8Array | undefined;
}

interface Written {
  readonly level: number;
  readonly canonical: Uint8Array;
  readonly pretty: Uint8Array;
}

/** Bytes of texts that are kept at most. */
const room = 4 * 1024 * 1024;
const initial = 64 * 1024;
const kept = 8 * 1024 * 1024;
const largest = 512 * 1024 * 1024;
const [QUOTE, BACKSLASH, COMMA, COLON, NEWLINE, SPACE, DELETE] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a, 0x20, 0x7f];
/** Longer texts are left to the engine. */
const short = 64;

/**
 * Writes a value in both layouts in one walk. Parts that come again and again, which many apps have from the same layers
 * and fragments, are written once and then copied.
 */
class JsonWriter {
  #canonical = Buffer.allocUnsafeSlow(initial);
  #pretty = Buffer.allocUnsafeSlow(initial * 2);
  #end = 0;
  #prettyEnd = 0;
  #overflown = false;
  #storing = false;
  #texts = new WeakMap<JsonObject, Written>();
  #held = 0;

  /** @param level nesting of the line on which the value starts */
  write(value: JsonValue, level: number): JsonBytes {
    if (this.#canonical.length > kept) this.#canonical = Buffer.allocUnsafeSlow(initial);
    if (this.#pretty.length > kept) this.#pretty = Buffer.allocUnsafeSlow(initial * 2);
    this.#end = 0;
    this.#prettyEnd = 0;
    this.#overflown = false;
    this.#storing = false;
    this.#value(value, level);
    const pretty = this.#overflown ? undefined : this.#pretty.subarray(0, this.#prettyEnd);
    return { canonical: this.#canonical.subarray(0, this.#end), pretty };
  }

  #value(value: JsonValue, level: number): void {
    if (typeof value === 'string') this.#string(value);
    else if (typeof value !== 'object' || value === null) this.#ascii(JSON.stringify(value));
    else if (isArray(value)) this.#array(value, level);
    else this.#object(value, level);
  }

  #object(value: JsonObject, level: number): void {
    const keys = Object.keys(value);
    if (keys.length === 0) return this.#ascii('{}');
    if (this.#storing || !isShared(value)) return this.#members(value, keys, level);
    const known = this.#texts.get(value);
    if (known?.level === level) return this.#copy(known.canonical, known.pretty);
    const start = this.#end;
    const prettyStart = this.#prettyEnd;
    this.#storing = true;
    this.#members(value, keys, level);
    this.#storing = false;
    if (this.#overflown) return undefined;
    const canonical = Buffer.from(this.#canonical.subarray(start, this.#end));
    const pretty = Buffer.from(this.#pretty.subarray(prettyStart, this.#prettyEnd));
    return this.#keep(value, { level, canonical, pretty });
  }

  #keep(value: JsonObject, text: Written): void {
    this.#held += text.canonical.length + text.pretty.length;
    if (this.#held > room) {
      this.#texts = new WeakMap();
      this.#held = 0;
    }
    this.#texts.set(value, text);
  }

  #members(value: JsonObject, keys: readonly string[], level: number): void {
    let before = 0x7b;
    for (const key of keys) {
      this.#open(before, level + 1);
      before = COMMA;
      this.#string(key);
      this.#room(1, 2);
      this.#canonical[this.#end++] = COLON;
      this.#pretty[this.#prettyEnd++] = COLON;
      this.#pretty[this.#prettyEnd++] = SPACE;
      this.#value(value[key] as JsonValue, level + 1);
    }
    this.#close(0x7d, level);
  }

  #array(value: JsonArray, level: number): void {
    if (value.length === 0) return this.#ascii('[]');
    let before = 0x5b;
    for (const item of value) {
      this.#open(before, level + 1);
      before = COMMA;
      this.#value(item, level + 1);
    }
    return this.#close(0x5d, level);
  }

  #open(byte: number, level: number): void {
    this.#room(1, level * 2 + 2);
    this.#canonical[this.#end++] = byte;
    this.#pretty[this.#prettyEnd++] = byte;
    this.#line(level);
  }

  #close(byte: number, level: number): void {
    this.#room(1, level * 2 + 2);
    this.#line(level);
    this.#canonical[this.#end++] = byte;
    this.#pretty[this.#prettyEnd++] = byte;
  }

  #line(level: number): void {
    const pretty = this.#pretty;
    let at = this.#prettyEnd;
    pretty[at++] = NEWLINE;
    for (let spaces = level * 2; spaces > 0; spaces--) pretty[at++] = SPACE;
    this.#prettyEnd = at;
  }

  #string(text: string): void {
    const { length } = text;
    if (length > short) return this.#anyString(text);
    this.#room(length + 2, length + 2);
    const canonical = this.#canonical;
    const pretty = this.#pretty;
    let at = this.#end;
    let prettyAt = this.#prettyEnd;
    canonical[at++] = QUOTE;
    pretty[prettyAt++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < SPACE || code >= DELETE || code === QUOTE || code === BACKSLASH) return this.#anyString(text);
      canonical[at++] = code;
      pretty[prettyAt++] = code;
    }
    canonical[at++] = QUOTE;
    pretty[prettyAt++] = QUOTE;
    this.#end = at;
    this.#prettyEnd = prettyAt;
    return undefined;
  }

  #anyString(text: string): void {
    const quoted = JSON.stringify(text);
    // A code unit is three bytes at most.
    this.#room(quoted.length * 3, quoted.length * 3);
    const length = this.#canonical.write(quoted, this.#end);
    this.#pretty.set(this.#canonical.subarray(this.#end, this.#end + length), this.#prettyEnd);
    this.#end += length;
    this.#prettyEnd += length;
  }

  #ascii(text: string): void {
    this.#room(text.length, text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      this.#canonical[this.#end++] = code;
      this.#pretty[this.#prettyEnd++] = code;
    }
  }

  #copy(canonical: Uint8Array, pretty: Uint8Array): void {
    this.#room(canonical.length, pretty.length);
    this.#canonical.set(canonical, this.#end);
    this.#pretty.set(pretty, this.#prettyEnd);
    this.#end += canonical.length;
    this.#prettyEnd += pretty.length;
  }

  #room(canonical: number, pretty: number): void {
    if (this.#end + canonical > this.#canonical.length) this.#canonical = larger(this.#canonical, this.#end, canonical);
    if (this.#prettyEnd + pretty <= this.#pretty.length) return;
    if (this.#prettyEnd + pretty > largest) {
      this.#overflown = true;
      this.#prettyEnd = 0;
      return;
    }
    this.#pretty = larger(this.#pretty, this.#prettyEnd, pretty);
  }
}

function larger(bytes: Buffer, used: number, more: number): Buffer<ArrayBuffer> {
  const grown = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, used + more));
  bytes.copy(grown, 0, 0, used);
  return grown;
}

const writer = new JsonWriter();
let last: { readonly value: JsonValue; readonly level: number; readonly bytes: JsonBytes } | undefined;

/**
 * The last result is kept: the digest of a snapshot needs it, and right afterwards its file.
 *
 * @param value every object has its keys in code-unit order and none is an array index
 * @param level nesting of the line on which the value starts
 */
export function jsonBytes(value: JsonValue, level: number): JsonBytes {
  if (last?.value === value && last.level === level) return last.bytes;
  // A write that fails half-way has spoilt the memory of the last one.
  last = undefined;
  const bytes = writer.write(value, level);
  last = { value, level, bytes };
  return bytes;
}
