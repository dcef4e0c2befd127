import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Source } from '../model/source.ts';

export type LookedUp =
  | {
      readonly source: Source;
      readonly value: JsonValue;
      /** The identity of the content, such as a blob id; without it the text is hashed. */
      readonly oid?: string | undefined;
    }
  | { readonly missing: true }
  | { readonly broken: true };

/** All that the schema room sees of the workspace; it asks for schema ids only. */
export interface SchemaLookup {
  document(id: DocumentId): LookedUp;
  /** Version names such as `1`, `1.2`, in numeric order; empty where the family does not exist. */
  versions(family: DocumentId): readonly string[];
  /** Schema ids that were probably meant, nearest first. */
  nearest(text: string): readonly string[];
  /** Every schema id; asked only where a reference is a URI that can only be some schema's own identifier. */
  all(): readonly DocumentId[];
  /**
   * The identity of the whole schema tree, of contents and names, where it can be had without reading it. While it stays the
   * same, validators of an earlier run serve, and nothing that compiles has to be loaded.
   */
  fingerprint?(): string;
  /** The id that the file at a path (relative to the repository root) has, or would have; undefined outside the tree. */
  idAt(path: string): DocumentId | undefined;
}
