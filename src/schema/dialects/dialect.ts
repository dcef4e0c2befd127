import type { Draft, ReferenceKeyword } from '../../model/schema-world.ts';

/** What a keyword's value holds: one schema, a list of them, a map of them, or one of two. */
export type Form = 'schema' | 'list' | 'map' | 'schema-or-list' | 'map-or-names';

/** Which part of the instance the subschemas judge; `nowhere` for definitions, which judge only where they are referenced. */
export type Reach = 'here' | 'member' | 'element' | 'name' | 'nowhere';

export interface Applicator {
  readonly form: Form;
  readonly reach: Reach;
}

/** One draft of JSON Schema, as far as confman has to tell the drafts apart. */
export interface Dialect {
  readonly draft: Draft;
  /** The identifier of its meta-schema, without an empty fragment. */
  readonly uri: string;
  readonly idKeyword: 'id' | '$id';
  /** Up to draft-07 whatever stands beside `$ref` is ignored. */
  readonly referenceStandsAlone: boolean;
  /** Up to draft-07 an identifier that is only a fragment names an anchor. */
  readonly identifierMayBeAnchor: boolean;
  readonly referenceKeywords: readonly ReferenceKeyword[];
  readonly anchorKeywords: readonly ('$anchor' | '$dynamicAnchor')[];
  readonly applicators: ReadonlyMap<string, Applicator>;
  /** Keywords whose value is plain data and that the validator gets as they are. */
  readonly assertions: ReadonlySet<string>;
}
