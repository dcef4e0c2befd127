import type { Severity } from '../diagnostics/diagnostic.ts';
import { messageOf } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import { defaultDocumentLimits, type DocumentLimits } from './limits.ts';
import { locate } from './locate.ts';
import { parseDocument } from './parse-document.ts';

/** A finding of `parseJson5`, located. Lines and columns count from 1, columns in UTF-16 code units, ends are exclusive. */
export interface Json5Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly endOffset: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly pointer: string;
  readonly hint?: string | undefined;
}

export interface Json5Result {
  /** Undefined when there is any error. */
  readonly value: JsonValue | undefined;
  readonly diagnostics: readonly Json5Diagnostic[];
}

export function parseJson5(text: string, options: Partial<DocumentLimits> = {}): Json5Result {
  const source = { path: '', format: 'json5' as const, text };
  const { value, diagnostics } = parseDocument(source, { ...defaultDocumentLimits, ...options });
  const located = diagnostics.map((finding) => {
    const { code, severity, site, hint } = finding;
    const { start, end } = locate(site ?? { source, pointer: '', at: 'value' });
    const from = { offset: start.offset, line: start.line, column: start.column };
    const to = { endOffset: end.offset, endLine: end.line, endColumn: end.column };
    return { code, severity, message: messageOf(finding), ...from, ...to, pointer: site?.pointer ?? '', hint };
  });
  return { value: value?.value, diagnostics: located };
}
