import type { JsonPrimitive } from '../model/json.ts';
import type { Outcome as GenericOutcome } from '../model/outcome.ts';
import type { Site } from '../model/source.ts';
import { codes, type CodeRow, type DiagnosticCode } from './codes.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Args = Readonly<Record<string, JsonPrimitive | readonly string[]>>;

export interface Related {
  readonly site: Site;
  readonly message: string;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly args: Args;
  readonly site?: Site | undefined;
  readonly related: readonly Related[];
  /** Starts with a verb: what the reader can do now. */
  readonly hint?: string | undefined;
  /** Values that must never be shown, also not in a code frame (a secret, or what stands where one belongs). */
  readonly secrets?: readonly Site[] | undefined;
  /** Objects and arrays somewhere in which such a value stands: of what is in them only the keys are shown. */
  readonly holders?: readonly Site[] | undefined;
}

export type Outcome<T> = GenericOutcome<T, Diagnostic>;

type ArgsOf<C extends DiagnosticCode> = (typeof codes)[C] extends CodeRow<infer A> ? A : never;

export interface Where {
  readonly site?: Site | undefined;
  readonly related?: readonly Related[];
  readonly hint?: string | undefined;
  readonly severity?: Severity;
  readonly secrets?: readonly Site[];
}

export function diagnostic<C extends DiagnosticCode>(code: C, args: ArgsOf<C>, where: Where = {}): Diagnostic {
  const { site, related = [], hint, severity = codes[code].severity, secrets } = where;
  return { code, severity, args: args as Args, site, related, hint, secrets };
}

/** The sentence of a diagnostic, made when it is printed. */
export function messageOf(finding: Pick<Diagnostic, 'code' | 'args'>): string {
  const row = codes[finding.code] as CodeRow<Args>;
  return row.message(finding.args);
}
