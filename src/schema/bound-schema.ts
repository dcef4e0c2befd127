import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';
import type { SchemaFinding } from './schema-finding.ts';

/** What a validation may know beside the value. */
export interface ValidationContext {
  /** The variable `environment` of the app. */
  readonly environment?: string | undefined;
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
  /** Every document id and family listing (`schemas/x/*`) that was consulted, also the missing ones. */
  readonly dependencies: readonly string[];
  readonly mergeStrategies: readonly MergeStrategyOfSchema[];
  /** A default's key may be an array index. */
  readonly hasIndexKeys: boolean;
  isValid(data: JsonValue): boolean;
  /** Valid, and nothing to warn of. */
  isClean(data: JsonValue, context: ValidationContext): boolean;
  findings(data: JsonValue, context: ValidationContext): readonly SchemaFinding[];
  /** Shares structure with the input; returns it where nothing was filled. */
  fillDefaults(data: JsonValue, onFill?: (pointer: Pointer, schemaSite: Site) => void): JsonValue;
  /** Whether the schema says that a secret reference belongs at a pointer of the data. */
  isSecretAt(pointer: Pointer): boolean;
}
