import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Trace } from '../model/provenance.ts';
import type { BoundSchema } from '../schema/bound-schema.ts';
import type { GovernedPlan } from './governance.ts';

export type ValidationStatus = 'Valid' | 'Invalid' | 'NotValidated';

export interface CompiledApp {
  readonly id: DocumentId;
  readonly status: ValidationStatus;
  /** Undefined where the app could not be put together at all. */
  readonly data: JsonValue | undefined;
  /** Every key is in code-unit order and none is an array index: the engine's own writer yields the canonical form. */
  readonly sorted: boolean;
  readonly schema: BoundSchema | undefined;
  readonly plan: GovernedPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Something is to be said that a compiler without recording cannot say: compile it again with recording. */
  readonly suspect: boolean;
  readonly trace: Trace | undefined;
  /** Every document, and every schema family, that was looked at. */
  readonly dependencies: readonly string[];
  readonly weight: number;
}

export interface LayersBelow {
  /** The app's own document as it is written. */
  readonly own: JsonValue;
  readonly value: JsonValue;
  readonly trace: Trace | undefined;
}
