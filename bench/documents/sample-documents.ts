/** Numbers that look random and are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS =
  'timeout retries endpoint host port enabled level format region cluster database pool replicas certificate interval bucket queue topic feature window threshold latency budget owner contact schedule storage quota balance gateway cache prefix';
const words = WORDS.split(' ');

/** Documents as people write them, 2 to 6 KB each: comments, bare keys, single quotes, trailing commas, nesting. */
export function sampleDocuments(count: number): string[] {
  const random = randomNumbers(20260513);
  return Array.from({ length: count }, () => new Writer(random).document(2000 + random() * 4000));
}

class Writer {
  readonly #random: () => number;
  #text = '';

  constructor(random: () => number) {
    this.#random = random;
  }

  document(size: number): string {
    this.#text = '// Settings of one part of the platform. Owned by the team that runs it.\n{\n';
    for (let i = 1; this.#text.length < size; i++) {
      this.#text += `\n  // ${this.#word()} and ${this.#word()}\n  section${i}: `;
      this.#object(1);
      this.#text += ',\n';
    }
    return `${this.#text}}\n`;
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  #word(): string {
    return this.#pick(words);
  }

  #member(name: string, depth: number): void {
    const indent = '  '.repeat(depth);
    if (this.#random() < 0.15) this.#text += `${indent}// ${this.#word()} of the ${this.#word()}, see the ${this.#word()} page\n`;
    const key = this.#random() < 0.1 ? `'${name}-${this.#word()}'` : name;
    this.#text += `${indent}${key}: `;
    this.#value(depth);
    this.#text += this.#random() < 0.08 ? `, // was ${Math.floor(this.#random() * 100)}\n` : ',\n';
  }

  #value(depth: number): void {
    const choice = this.#random();
    if (choice < 0.18 && depth < 5) this.#object(depth);
    else if (choice < 0.26) this.#text += `['${this.#word()}', '${this.#word()}', '${this.#word()}-${this.#word()}']`;
    else if (choice < 0.55) this.#text += `'${this.#word()}.${this.#word()}.svc.example.com'`;
    else if (choice < 0.65) this.#text += `"${this.#word()} ${this.#word()}"`;
    else if (choice < 0.85) this.#text += String(Math.floor(this.#random() * 10000));
    else if (choice < 0.9) this.#text += (this.#random() * 10).toFixed(2);
    else this.#text += this.#pick(['true', 'false', 'null']);
  }

  #object(depth: number): void {
    this.#text += '{\n';
    const names = new Set(Array.from({ length: 3 + Math.floor(this.#random() * 9) }, () => this.#word()));
    for (const name of names) this.#member(name, depth + 1);
    this.#text += `${'  '.repeat(depth)}}`;
  }
}
