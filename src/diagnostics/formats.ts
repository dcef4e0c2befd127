import type { Report } from './finding.ts';
import { github } from './formats/github.ts';
import { gitlab } from './formats/gitlab.ts';
import { json } from './formats/json.ts';
import { junit } from './formats/junit.ts';
import { markdown } from './formats/markdown.ts';
import { pretty } from './formats/pretty.ts';
import type { RenderOptions, ReportFormat } from './formats/report-format.ts';
import { sarif } from './formats/sarif.ts';

/** Every format of `--format` and `--report`. A new one is a file, a row here, a page and a golden test. */
export const formats = Object.freeze({
  pretty,
  json,
  github,
  gitlab,
  sarif,
  junit,
  markdown,
} as const satisfies Record<string, ReportFormat>);

export type FormatName = keyof typeof formats;

export function render(report: Report, format: FormatName, options: RenderOptions): string {
  const { render: renderReport }: ReportFormat = formats[format];
  return renderReport(report, options);
}
