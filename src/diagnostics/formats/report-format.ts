import type { Report } from '../finding.ts';

export interface RenderOptions {
  readonly colour: boolean;
  /** Columns of the terminal; code frames keep within it, sentences are left to the terminal to wrap. */
  readonly width: number;
  /** When the report was made, `2026-05-13T16:50:00`, UTC; only junit says it. */
  readonly time?: string;
  /** Where the pages of the codes stand: `<base>/<code>.md`. Without it nothing links to them. */
  readonly docs?: string;
}

export interface ReportFormat {
  /** One line for `--help`. */
  readonly summary: string;
  /** Pure: the same report and options give the same text, which ends with a line break. */
  readonly render: (report: Report, options: RenderOptions) => string;
}
