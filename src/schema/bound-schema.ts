import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { FieldWords } from './annotations/field-words.ts';
import type { LifecycleMark } from './annotations/lifecycle-marks.ts';
import type { SchemaFinding } from './schema-finding.ts';

/** What a validation may know beside the value. */
export interface ValidationContext {
  /** The variable `environment` of the app; without it no field is allowed that is only for certain environments. */
  readonly environment?: string | undefined;
  /** The value is judged by itself, outside of any app: fields for any environment may be in it. */
  readonly anyEnvironment?: boolean | undefined;
}

export interface MergeStrategyOfSchema {
  /** Tokens; `*` stands for any one segment. */
  readonly pattern: readonly string[];
  readonly strategy: 'replace' | 'append' | 'prepend' | 'union' | { readonly strategy: 'byKey'; readonly key: string };
}

/** A schema ready to judge resolved data. */
export interface BoundSchema {
  readonly id: DocumentId;
  /** `v2` */
  readonly version: string;
  /**
   * Everything that was consulted, also what was missing: document ids, family listings (`schemas/x/*`), and `schemas/**`
   * where any change of any schema document may matter.
   */
  readonly dependencies: readonly string[];
  readonly mergeStrategies: readonly MergeStrategyOfSchema[];
  /** A default's key may be an array index. */
  readonly hasIndexKeys: boolean;
  /** Verdict and defaults depend on the app's environment. */
  readonly needsContext: boolean;
  /** Some field is deprecated. */
  readonly hasDeprecations: boolean;
  /** Some value is immutable or to be rotated. */
  readonly hasLifecycle: boolean;
  /** No error. Without a context the value is judged as in any environment. */
  isValid(data: JsonValue, context?: ValidationContext): boolean;
  /** Valid, and nothing to warn of. */
  isClean(data: JsonValue, context: ValidationContext): boolean;
  /** Every error and warning, in words; takes `prepareFindings`. */
  findings(data: JsonValue, context: ValidationContext): readonly SchemaFinding[];
  /**
   * Shares structure with the input; returns it where nothing was filled. Keys come in code-unit order where any is added.
   * A default for certain environments only is filled in only there.
   */
  fillDefaults(data: JsonValue, onFill?: (pointer: Pointer, schemaSite: Site) => void, context?: ValidationContext): JsonValue;
  /** The values that are immutable or to be rotated, what is around before what is in it. May throw NotPrepared. */
  lifecycleMarks(data: JsonValue): readonly LifecycleMark[];
  /** Whether the schema says that a secret reference belongs at a pointer of the data. */
  isSecretAt(pointer: Pointer): boolean;
  /** What it says about a place to people, as far as that holds whatever the data is. */
  fieldAt(pointer: Pointer): FieldWords;
}
