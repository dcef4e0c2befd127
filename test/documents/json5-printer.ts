import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import type { Random } from './random.ts';

const SPACES = [' ', '\t', '\n', '\r\n', '\r', '\v', '\f', '\u00a0', '\ufeff', '\u2028', '\u2029', '\u2003', '\u3000'];
const COMMENTS = ['// line\n', '//\r', '/**/', '/* { "a": [ */', '/* two\nlines */', '// , }\u2028', '/***/'];
const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\0': '\\x00',
};

/** Letters that were letters in every version of Unicode that a reader may know. */
const BARE_KEY = /^[$_a-zA-Zà-öø-ÿа-яА-Я一-龥][$_a-zA-Z0-9à-öø-ÿа-яА-Я一-龥]*$/u;

/** Writes a value as JSON5, using every freedom of the grammar at random. */
export class Json5Printer {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  document(value: JsonValue): string {
    return this.#trivia() + this.#value(value) + this.#trivia();
  }

  #value(value: JsonValue): string {
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'number') return this.#number(value);
    if (isArray(value))
      return this.#list(
        '[',
        value.map((item) => this.#value(item)),
        ']',
      );
    if (!isObject(value)) return String(value);
    const members = Object.entries(value).map(
      ([key, item]) => `${this.#key(key)}${this.#trivia()}:${this.#trivia()}${this.#value(item)}`,
    );
    return this.#list('{', members, '}');
  }

  #list(open: string, entries: readonly string[], close: string): string {
    const inner = entries.map((entry) => this.#trivia() + entry + this.#trivia()).join(',');
    const comma = entries.length > 0 && this.#random.chance(30) ? `,${this.#trivia()}` : '';
    return open + (entries.length === 0 ? this.#trivia() : inner) + comma + close;
  }

  #trivia(): string {
    if (this.#random.chance(50)) return '';
    const spaces = this.#random.chance(80) ? [' ', '\n'] : SPACES;
    return Array.from({ length: 1 + this.#random.below(3) }, () =>
      this.#random.pick(this.#random.chance(85) ? spaces : COMMENTS),
    ).join('');
  }

  #key(key: string): string {
    if (!BARE_KEY.test(key) || this.#random.chance(40)) return this.#string(key);
    if (!this.#random.chance(10)) return key;
    return [...key]
      .map((letter) => (this.#random.chance(30) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter))
      .join('');
  }

  #string(text: string): string {
    const quote = this.#random.pick(['"', "'"]);
    const body = Array.from(text, (letter) => this.#letter(letter, quote)).join('');
    return quote + body + (this.#random.chance(5) ? this.#random.pick(['\\\n', '\\\r\n', '\\\u2028']) : '') + quote;
  }

  #letter(letter: string, quote: string): string {
    const code = letter.codePointAt(0) as number;
    if (letter === quote || letter === '\\') return `\\${letter}`;
    if (letter === '\n' || letter === '\r' || (ESCAPES[letter] !== undefined && this.#random.chance(50)))
      return ESCAPES[letter] as string;
    if (this.#random.chance(4) && code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    if (this.#random.chance(4)) return this.#unicodeEscape(letter);
    return this.#random.chance(4) && /[^0-9bfnrtvux\n\r\u2028\u2029]/u.test(letter) ? `\\${letter}` : letter;
  }

  #unicodeEscape(letter: string): string {
    let escaped = '';
    for (let i = 0; i < letter.length; i++) escaped += `\\u${letter.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  }

  #number(value: number): string {
    const sign = Object.is(value, -0) || value < 0 ? '-' : this.#random.pick(['', '', '+']);
    const shortest = String(Math.abs(value));
    const plain = /^\d+$/.test(shortest) ? BigInt(Math.abs(value)).toString() : shortest;
    const forms = [plain];
    if (Number.isSafeInteger(value))
      forms.push(`0x${Math.abs(value).toString(16)}`, `0X${Math.abs(value).toString(16).toUpperCase()}`);
    if (/^\d+$/.test(plain)) forms.push(`${plain}.`, `${plain}.0`, `${plain}e0`, `${plain}.E+0`);
    if (plain.startsWith('0.')) forms.push(plain.slice(1));
    return sign + this.#random.pick(forms);
  }
}
