import type { LoadedDocument } from './loaded-document.ts';

/** Characters of source texts after which those that nobody asked for since are forgotten. */
const mostCharacters = 16 * 1024 * 1024;
/** What a document takes beside its text. */
const documentCharacters = 1024;
/** Documents of single apps: the other side of a comparison asks for the same ones next. */
const mostPassing = 32;

/**
 * Documents that were parsed, by what they are: a content at a place. Revisions share them. Two generations are kept, so that
 * memory does not grow with the number of revisions.
 */
export class ParsedDocuments {
  readonly #passing = new Map<string, LoadedDocument>();
  #young = new Map<string, LoadedDocument>();
  #old = new Map<string, LoadedDocument>();
  #characters = 0;
  #stores = 0;

  /** A store is going to ask. */
  join(): void {
    this.#stores += 1;
  }

  get(key: string): LoadedDocument | undefined {
    const known = this.#young.get(key) ?? this.#passing.get(key);
    if (known !== undefined) return known;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, document: LoadedDocument): void {
    if (this.#young.has(key)) return;
    if (this.#characters > mostCharacters) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    this.#young.set(key, document);
    this.#characters += document.source.text.length + documentCharacters;
  }

  /** One that need not be kept for long, nor at all where nobody else asks: what outlives its app costs the collector. */
  pass(key: string, document: LoadedDocument): void {
    if (this.#stores < 2) return;
    if (this.#passing.size >= mostPassing) this.#passing.delete(this.#passing.keys().next().value as string);
    this.#passing.set(key, document);
  }
}
