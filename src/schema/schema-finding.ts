import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Args, Severity } from '../diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Site } from '../model/source.ts';

/** What a schema says about a value. It is turned into a diagnostic at the layer that set what `pointer` names. */
export interface SchemaFinding {
  readonly code: DiagnosticCode;
  readonly args: Args;
  readonly severity: Severity;
  /** In the instance: the offending value or key; for a missing property the object that lacks it. */
  readonly pointer: Pointer;
  /** `key` where the name itself is at fault, as for a property that the schema does not know. */
  readonly at: 'key' | 'value';
  readonly hint?: string | undefined;
  /** The value at `pointer` is one that must never be shown, or holds one. */
  readonly secret: boolean;
  /** Where the schema says so: the keyword. */
  readonly schemaSite?: Site | undefined;
}

/** One keyword that a value did not meet, as the validator reports it, before it is put into words. */
export interface SchemaFailure {
  /** As written in the schema; `false schema` where the subschema is the boolean `false`. */
  readonly keyword: string;
  /** As ajv gives them: `{missingProperty}`, `{additionalProperty}`, `{type}`, `{allowedValues}`, `{comparison, limit}`, .. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The value that the keyword judged; for `required` and `additionalProperties` the object. */
  readonly pointer: Pointer;
  /** Set below `propertyNames`: the key under judgement, a member of the object at `pointer`. */
  readonly propertyName?: string | undefined;
  readonly value: JsonValue;
  /** The keyword's value in the schema; undefined for `false schema`. */
  readonly expected: JsonValue | undefined;
  /** The subschema that holds the keyword, as written (`{}` for `false schema`). */
  readonly schema: JsonObject;
  readonly schemaSite: Site;
  /** For `anyOf` and `oneOf`: the failures of each branch in its order; empty for a branch that was met. */
  readonly branches?: readonly (readonly SchemaFailure[])[] | undefined;
  /** For `additionalProperties` and `unevaluatedProperties`: the names that the schema does know here, sorted. */
  readonly knownProperties?: readonly string[] | undefined;
  /** The `x-confman-message` that covers this failure; it takes the place of the sentence. */
  readonly message?: string | undefined;
  /** The value must never be shown, nor a part of it: the schema says that a secret belongs there or below. */
  readonly secret: boolean;
  /** Set for keywords whose own file found the words already. */
  readonly words?: Pick<SchemaFinding, 'code' | 'args' | 'hint'> | undefined;
}

export interface ExplainInput {
  /** In the order in which the validator met them. */
  readonly failures: readonly SchemaFailure[];
  /** The whole instance. */
  readonly data: JsonValue;
  /** Whether a secret belongs at a pointer, also one where nothing stands: a misspelt key may hold one. */
  readonly isSecretAt?: ((pointer: Pointer) => boolean) | undefined;
}
