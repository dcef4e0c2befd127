/** A set of characters that is asked for one after the other; never more than one pass over a text. */
export class Characters {
  readonly #ascii = new Uint8Array(128);
  readonly #beyondAscii: boolean;

  /** @param members `a-z` is a range, everything else stands for itself */
  constructor(members: string, beyondAscii = false) {
    this.#beyondAscii = beyondAscii;
    for (let i = 0; i < members.length; i += 1) {
      const isRange = members[i + 1] === '-' && i + 2 < members.length;
      const last = isRange ? members.charCodeAt(i + 2) : members.charCodeAt(i);
      for (let code = members.charCodeAt(i); code <= last; code += 1) this.#ascii[code] = 1;
      if (isRange) i += 2;
    }
  }

  has(code: number): boolean {
    return code < 128 ? this.#ascii[code] === 1 : this.#beyondAscii;
  }

  /** Whether all of `text` between two offsets is in the set. */
  cover(text: string, from = 0, to = text.length): boolean {
    for (let i = from; i < to; i += 1) if (!this.has(text.charCodeAt(i))) return false;
    return true;
  }
}

const hexadecimal = new Characters('0-9a-fA-F');

/** Like `cover`, where `%` and two hexadecimal digits count as well. */
export function coverEscaped(set: Characters, text: string, from = 0, to = text.length): boolean {
  for (let i = from; i < to; i += 1) {
    if (text[i] !== '%') {
      if (!set.has(text.charCodeAt(i))) return false;
    } else {
      if (i + 2 >= to || !hexadecimal.cover(text, i + 1, i + 3)) return false;
      i += 2;
    }
  }
  return true;
}
