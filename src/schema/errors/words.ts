import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import { diagnostic, type Args, type Severity } from '../../diagnostics/diagnostic.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { CompiledPattern } from '../../patterns/compile-pattern.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import type { Suggester } from './suggester.ts';

/** What is said of a failure. */
export interface Words {
  readonly code: DiagnosticCode;
  readonly args: Args;
  readonly severity: Severity;
  readonly hint?: string | undefined;
  /** Where, when it is not at the value that the keyword judged. */
  readonly pointer?: Pointer | undefined;
  readonly at?: 'key' | 'value' | undefined;
  /** What stands there may be a secret, although it is not where one belongs. */
  readonly secret?: boolean | undefined;
}

/** What an explainer may know beside its failure. */
export interface ExplainContext {
  /** What the same value is also asked to do, from other failures: "match the pattern ^a". */
  readonly also: readonly string[];
  /** Why the keyword applies: `"kind" is "web"`; empty when it always does. */
  readonly because: string;
  /** Whether the schema says that a secret reference belongs at a pointer of the data. */
  readonly isSecretAt: (pointer: Pointer) => boolean;
  readonly patternOf: (pattern: string) => CompiledPattern;
  /** A text that probably matches a pattern. */
  readonly exampleFor: (pattern: string) => string | undefined;
  readonly suggest: Suggester;
}

/** The words for one keyword; undefined where the failure says nothing that others do not say better. */
export type Explainer = (failure: SchemaFailure, context: ExplainContext) => Words | undefined;

type Extras = Pick<Words, 'hint' | 'pointer' | 'at' | 'secret'>;

/** Checks the arguments against the code, as `diagnostic` does. */
export function words<C extends DiagnosticCode>(code: C, args: Parameters<typeof diagnostic<C>>[1], extras: Extras = {}): Words {
  const { severity, args: checked } = diagnostic(code, args);
  return { ...extras, code, severity, args: checked };
}
