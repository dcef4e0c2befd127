import type { DocumentId } from '../../src/model/document-id.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { locate } from '../../src/documents/locate.ts';
import { messageOf, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { readMigration } from '../../src/migration/read-migration.ts';
import type { Migration } from '../../src/migration/migration.ts';

/** Reads the text of a migration as the file `schemas/shop/<name>.json5`. */
export function readText(text: string, name = 'v1-v2.migration') {
  const source = { path: `schemas/shop/${name}.json5`, format: 'json5' as const, text };
  const { value: parsed, diagnostics } = parseDocument(source, defaultDocumentLimits);
  if (parsed === undefined) throw new Error(diagnostics.map(messageOf).join('; '));
  return readMigration({ id: `schemas/shop/${name}` as DocumentId, source, value: parsed.value });
}

/** A migration from its steps as they are written. */
export function migrationOf(steps: JsonValue, name?: string): Migration {
  const { value, diagnostics } = readText(JSON.stringify({ steps }), name);
  if (value === undefined) throw new Error(diagnostics.map(messageOf).join('; '));
  return value;
}

/** `line:column code`, and the message and hint of each. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, site }) => {
    const { start } = site === undefined ? { start: { line: 0, column: 0 } } : locate(site);
    return `${start.line}:${start.column} ${code}`;
  });
}
