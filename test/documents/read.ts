import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { defaultDocumentLimits, type DocumentLimits } from '../../src/documents/limits.ts';
import { locate } from '../../src/documents/locate.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import type { Site, SourceFormat } from '../../src/model/source.ts';

function placeOf(site: Site): string {
  const { start, end } = locate(site);
  const until = start.line === end.line ? String(end.column) : `${end.line}:${end.column}`;
  return `${start.line}:${start.column}-${until}`;
}

/** The value, and every finding as `line:column-column code pointer (related places)`. */
export function read(text: string, format: SourceFormat = 'json5', limits: Partial<DocumentLimits> = {}) {
  const { value, diagnostics } = parseDocument({ path: 'a', format, text }, { ...defaultDocumentLimits, ...limits });
  const findings = diagnostics.map(({ code, site, related }) => {
    const others = related.length === 0 ? '' : ` (${related.map((other) => placeOf(other.site)).join(', ')})`;
    return (
      `${site === undefined ? '' : placeOf(site)} ${code.replace('documents/', '')} ${site?.pointer ?? ''}`.trimEnd() + others
    );
  });
  return {
    value: value?.value,
    parsed: value,
    findings,
    messages: diagnostics.map(messageOf),
    hints: diagnostics.map(({ hint }) => hint),
  };
}
