import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { Site, Source } from '../../model/source.ts';
import type { ReferenceKeyword } from '../../model/schema-world.ts';
import type { Dialect } from '../dialects/dialect.ts';

/** A schema that a URI can name as a whole: a document's root, or a subschema with an identifier of its own. */
export interface Resource {
  readonly document: SchemaDocument;
  /** Absolute, without a fragment. */
  readonly uri: string;
  /** In its document. */
  readonly pointer: Pointer;
  readonly dialect: Dialect;
  /** Plain-name fragments and what they name, as pointers in the document. */
  readonly anchors: ReadonlyMap<string, Pointer>;
  /** Those of the anchors that a `$dynamicRef` may choose; the empty name stands for `$recursiveAnchor: true`. */
  readonly dynamicAnchors: ReadonlyMap<string, Pointer>;
}

export interface ReferenceUse {
  readonly keyword: ReferenceKeyword;
  readonly text: string;
  /** The schema that holds the keyword. */
  readonly pointer: Pointer;
  readonly resource: Resource;
}

export interface SchemaTraits {
  /** Some name that every object inherits (`toString`) occurs as a property. */
  readonly inheritedNames: boolean;
  /** References whose target depends on the way that led to them. */
  readonly dynamic: boolean;
  /** The verdict depends on the variable `environment`. */
  readonly environments: boolean;
  /** Some value is to be a reference to a secret. */
  readonly secrets: boolean;
  readonly defaults: boolean;
  readonly deprecations: boolean;
  /** Something is held against the history of a value: immutable, or to be rotated. */
  readonly lifecycles: boolean;
  readonly merges: boolean;
}

/** A schema document with everything in it that has an address. */
export interface SchemaDocument {
  /** `confman:/schemas/apps/billing/v2`; a meta-schema's own identifier. */
  readonly uri: string;
  /** Undefined for meta-schemas and for confman's own schemas. */
  readonly id: DocumentId | undefined;
  readonly source: Source;
  readonly value: JsonValue;
  /** The document's own resource comes first. */
  readonly resources: readonly Resource[];
  readonly whole: SchemaPart;
  siteOf(pointer: Pointer, at?: 'key' | 'value'): Site;
}

/** What was scanned in one go: a whole document, or a stray: a schema that lies outside of all known keywords of one. */
export interface SchemaPart {
  readonly document: SchemaDocument;
  readonly pointer: Pointer;
  /** Every schema in it, by its place. */
  readonly schemas: ReadonlySet<Pointer>;
  /** Those of them that refer to others or annotate something, themselves or further in. */
  readonly telling: ReadonlySet<Pointer>;
  readonly references: readonly ReferenceUse[];
  readonly patterns: readonly PatternUse[];
  readonly traits: SchemaTraits;
  /** Found without compiling anything: bad identifiers, unknown keywords of confman's own, .. */
  readonly problems: readonly Diagnostic[];
}

export interface PatternUse {
  readonly pattern: string;
  readonly pointer: Pointer;
  readonly at: 'key' | 'value';
}
