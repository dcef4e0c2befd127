import type { JsonObject, JsonValue } from './json.ts';
import type { Pointer } from './pointer.ts';
import type { Site } from './source.ts';

export type Draft = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

export type ReferenceKeyword = '$ref' | '$dynamicRef' | '$recursiveRef';

/** A schema in its place. The same place is always the same object, so that nodes can be compared and used as keys. */
export interface SchemaNode {
  readonly schema: JsonObject | boolean;
  /** Of the resource that it lies in: a document may embed resources of other drafts. */
  readonly draft: Draft;
  /** Identifier of its document; equal in both worlds where both versions hold the same document. */
  readonly document: string;
  /** In its document. */
  readonly pointer: Pointer;
}

/** What a reference leads to. A dynamic one may lead elsewhere, depending on the way that led to it. */
export interface SchemaTarget {
  readonly node: SchemaNode;
  readonly isDynamic: boolean;
}

/** A format that is asserted, of texts or of numbers; values of other types pass. */
export type FormatCheck =
  { readonly of: 'string'; test(text: string): boolean } | { readonly of: 'number'; test(value: number): boolean };

/** What `validate` checks by name, for whoever interprets a schema by itself. */
export interface ValueChecks {
  /** Whether a text matches a `pattern`; undefined where the pattern cannot be used, or the text is too long for it. */
  matches(pattern: string, text: string): boolean | undefined;
  /** Undefined for formats that are not asserted. */
  format(name: string): FormatCheck | undefined;
  /** `contentEncoding: base64` */
  isBase64(text: string): boolean;
  /** `x-confman-secret-ref: true` */
  isSecret(text: string): boolean;
}

/** One version of a schema with all that it refers to, as comparison sees it: read only, complete, never on a network. */
export interface SchemaWorld {
  readonly root: SchemaNode;
  readonly checks: ValueChecks;
  /** The schema at a path of keys from a schema, such as `properties`, `port`; undefined where there is none. */
  child(node: SchemaNode, tokens: readonly string[]): SchemaNode | undefined;
  /** Undefined where the reference is absent, or names nothing. */
  target(node: SchemaNode, keyword: ReferenceKeyword): SchemaTarget | undefined;
  siteOf(node: SchemaNode, tokens?: readonly string[], at?: 'key' | 'value'): Site;
  /**
   * Whether the whole schema accepts a document, as `validate` decides; undefined where it could not be judged (step budget,
   * a schema that is too much for the validator).
   *
   * @param environment the variable of that name; without it a field may belong to any environment
   */
  accepts(document: JsonValue, environment?: string): boolean | undefined;
}
