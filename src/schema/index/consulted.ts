import type { DocumentId } from '../../model/document-id.ts';

/** Stands for the whole list of schema documents, and for the identifiers that they state. */
export const everySchema = 'schemas/**';

/**
 * What was looked at to come to an answer, also where nothing was found: document ids, family listings (`schemas/x/*`)
 * and `schemas/**`. Whoever uses the answer depends on all of it.
 */
export class Consulted {
  readonly names = new Set<string>();

  document(id: DocumentId): void {
    this.names.add(id);
  }

  family(id: DocumentId): void {
    this.names.add(`${id}/*`);
  }

  everything(): void {
    this.names.add(everySchema);
  }

  addAll(other: Consulted): void {
    for (const name of other.names) this.names.add(name);
  }
}
