import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Parsed } from '../documents/parse-document.ts';
import type { DocumentId, DocumentKind } from '../model/document-id.ts';
import type { Source } from '../model/source.ts';

/** A document that was read. `parsed` is undefined where it has errors, which `diagnostics` then hold. */
export interface LoadedDocument {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly source: Source;
  readonly oid: string;
  readonly parsed: Parsed | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
