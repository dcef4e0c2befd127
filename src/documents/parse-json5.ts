import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { messageOf, type Severity } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import type { Site } from '../model/source.ts';
import { defaultDocumentLimits, type DocumentLimits } from './limits.ts';
import { locate } from './locate.ts';
import { parseDocument } from './parse-document.ts';

/** Lines and columns count from 1, columns and offsets in UTF-16 code units, ends are exclusive. */
export interface Json5Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly endOffset: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** A JSON Pointer (RFC 6901) to what the finding is about, or to what it stands in. */
  readonly pointer: string;
}

export interface Json5Diagnostic extends Json5Place {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly related: readonly (Json5Place & { readonly message: string })[];
}

export interface Json5Result {
  /** Undefined when there is any error. Keys are in code-unit order. */
  readonly value: JsonValue | undefined;
  /** In the order of the text. */
  readonly diagnostics: readonly Json5Diagnostic[];
}

/**
 * Reads JSON5 1.0 and says everything that is wrong with it. Beyond the grammar it refuses duplicate keys, `__proto__`,
 * `constructor` and `prototype`, NaN and infinities, integers that a double cannot hold, and lone surrogates. Never throws.
 */
export function parseJson5(text: string, options: Partial<DocumentLimits> = {}): Json5Result {
  const source = { path: '', format: 'json5' as const, text };
  const limits = { ...defaultDocumentLimits, ...options };
  const { value, diagnostics } = parseDocument(source, limits, { minusZero: true });
  const located = diagnostics.map((finding): Json5Diagnostic => {
    const { code, severity, hint, site = { source, pointer: '', at: 'value' } } = finding;
    const related = finding.related.map((other) => Object.assign(place(other.site), { message: other.message }));
    return Object.assign(place(site), { code, severity, message: messageOf(finding), hint, related });
  });
  return { value: value?.value, diagnostics: located };
}

function place(site: Site): Json5Place {
  const { start, end } = locate(site);
  const { offset, line, column } = start;
  return { offset, line, column, endOffset: end.offset, endLine: end.line, endColumn: end.column, pointer: site.pointer };
}
