import type { Pointer } from '../model/pointer.ts';
import type { Span } from '../model/source.ts';
import type { DiagnosticCode } from './codes.ts';
import type { Severity } from './diagnostic.ts';

/** A located place. Lines and columns count from 1, end exclusive; columns are UTF-16 code units. */
export interface Place {
  /** Relative to the repository root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The whole text of the file, for code frames; undefined where it could not be read. */
  readonly text?: string | undefined;
  /** Parts of the text that must not be shown. */
  readonly masked: readonly Span[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** What a finding is about, more exactly than its code says; scanners filter and dismiss findings by it. */
export interface FindingRule {
  /** As a code: `stage/kebab-name`. */
  readonly id: string;
  readonly title: string;
  /** Sentences: why, and what to do instead. */
  readonly help: string;
  /** As it usually is. */
  readonly severity: Severity;
}

/** A diagnostic ready to be printed: located, counted, and one per cause. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly rule?: FindingRule | undefined;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
  readonly pointer: Pointer;
  /** The ids of all apps that the finding affects, sorted. Empty for findings about a file itself. */
  readonly apps: readonly string[];
  readonly related: readonly RelatedPlace[];
}

export interface AppCounts {
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  readonly rebuilt: number;
  readonly unchanged: number;
}

/** What every output format prints. */
export interface Report {
  readonly command: string;
  readonly ok: boolean;
  readonly apps: AppCounts;
  /** In the total order of `order.ts`. */
  readonly findings: readonly Finding[];
  /** Findings left out because of --max-diagnostics. */
  readonly omitted: number;
  /** The findings that were left out: they are counted, and not shown. */
  readonly hidden?: readonly Finding[] | undefined;
  readonly version: string;
  /** Nothing was written, only decided. */
  readonly dry?: boolean | undefined;
  /** What a program is told beside the findings, by names that no other field has. */
  readonly facts?: Readonly<Record<string, object | null>> | undefined;
}
