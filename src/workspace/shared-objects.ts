import { ObjectContents } from './object-contents.ts';
import { ParsedDocuments } from './parsed-documents.ts';
import type { Limits } from './settings.ts';

/**
 * What revisions of one repository have in common: contents are read once, and documents parsed once, whichever of the
 * revisions has them. A content is known by its object name, and what is made of it also by the settings that count for it.
 */
export class SharedObjects {
  readonly #repository: string;
  readonly #contents = new Map<number, ObjectContents>();
  readonly #documents = new Map<string, ParsedDocuments>();

  constructor(repository: string) {
    this.#repository = repository;
  }

  contents(fileBytes: number): ObjectContents {
    const known = this.#contents.get(fileBytes) ?? new ObjectContents(this.#repository, fileBytes);
    this.#contents.set(fileBytes, known);
    return known;
  }

  documents(limits: Limits): ParsedDocuments {
    const key = JSON.stringify(limits);
    const known = this.#documents.get(key) ?? new ParsedDocuments();
    this.#documents.set(key, known);
    return known;
  }
}
