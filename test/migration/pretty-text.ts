import { stringify } from 'yaml';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import type { Random } from '../documents/random.ts';

/** A value as people write it: an entry on each line, comments above and behind some of them, each with a number of its own. */
export class PrettyText {
  readonly #random: Random;
  #comments = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  json5(value: JsonValue): string {
    return `${this.#value(value, '')}\n`;
  }

  yaml(value: JsonValue): string {
    const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
    return lines.map((line) => this.#above(/^ */.exec(line)?.[0] ?? '', '#') + line + this.#behind('#')).join('\n') + '\n';
  }

  #value(value: JsonValue, indent: string): string {
    const inner = `${indent}  `;
    const comma = this.#random.chance(80);
    const lines = (entries: readonly string[]) =>
      entries.map(
        (entry, i) =>
          this.#above(inner, '//') + inner + entry + (comma || i < entries.length - 1 ? ',' : '') + this.#behind('//'),
      );
    if (isArray(value) && value.length > 0)
      return `[\n${lines(value.map((item) => this.#value(item, inner))).join('\n')}\n${indent}]`;
    if (!isObject(value) || Object.keys(value).length === 0) return JSON.stringify(value);
    if (this.#random.chance(20)) return JSON.stringify(value).replaceAll(/,(?="[^"]*":)/g, ', ');
    const entries = Object.keys(value).map((key) => `${this.#key(key)}: ${this.#value(value[key] as JsonValue, inner)}`);
    return `{\n${lines(entries).join('\n')}\n${indent}}`;
  }

  #key(key: string): string {
    return /^[a-z]+$/.test(key) && this.#random.chance(80) ? key : JSON.stringify(key);
  }

  #above(indent: string, mark: string): string {
    return this.#random.chance(25) ? `${indent}${mark} c${this.#comments++}.\n` : '';
  }

  #behind(mark: string): string {
    return this.#random.chance(25) ? ` ${mark} c${this.#comments++}.` : '';
  }
}

/** The comments of a text, in order. */
export function commentsOf(text: string): readonly string[] {
  return text.match(/ c\d+\./g) ?? [];
}
