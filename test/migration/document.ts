import { parseDocument } from '../../src/documents/parse-document.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Source, SourceFormat } from '../../src/model/source.ts';
import { migrateDocument, type MigrateDocumentOptions } from '../../src/migration/migrate-document.ts';
import type { Chain } from '../../src/migration/step.ts';
import { migrationOf, told } from './migration-of.ts';

export function sourceOf(text: string, format: SourceFormat = 'json5'): Source {
  return { path: `a.${format}`, format, text };
}

export function valueOf(source: Source): JsonValue {
  const { value, diagnostics } = parseDocument(source, defaultDocumentLimits);
  if (value === undefined) throw new Error(`${diagnostics.map(({ code }) => code).join()}: ${source.text}`);
  return value.value;
}

export function migrate(source: Source, chain: Chain, options: Partial<MigrateDocumentOptions> = {}) {
  return migrateDocument(source, valueOf(source), chain, { partial: false, ...options });
}

/** The text after some steps, or what there is to say where anything is. */
export function after(text: string, steps: JsonValue, options: Partial<MigrateDocumentOptions> & { format?: SourceFormat } = {}) {
  const { value, diagnostics } = migrate(sourceOf(text, options.format), migrationOf(steps).steps, options);
  return diagnostics.length === 0 ? value?.text : told(diagnostics);
}
