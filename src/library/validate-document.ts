import { defaultDocumentLimits } from '../documents/limits.ts';
import { parseDocument } from '../documents/parse-document.ts';
import type { JsonValue } from '../model/json.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { Source } from '../model/source.ts';
import { toolVersion } from '../model/tool-version.ts';
import { atDocument } from '../pipeline/run.ts';
import { createSchemaRegistry } from '../schema/registry.ts';
import { publicFindings } from './public-findings.ts';
import type { PublicFinding } from './public-finding.ts';

export interface ValidateDocumentOptions {
  /** Name for the places of the findings; `document.json5` by default. */
  readonly file?: string;
  /** Variable `environment`, for fields that belong to some environments only. */
  readonly environment?: string;
}

export interface ValidatedDocument {
  readonly valid: boolean;
  /** The document read; undefined where its text has errors. Schema defaults are not filled in. */
  readonly value: JsonValue | undefined;
  readonly findings: readonly PublicFinding[];
}

const schemaId = 'schemas/document/v1' as DocumentId;

/**
 * Holds the text of a document against a JSON Schema, with findings at its lines.
 *
 * @param text JSON5, of which JSON is a part
 * @param schema a JSON Schema of any draft, as a plain object; references to other documents find nothing
 */
export async function validateDocument(
  text: string,
  schema: JsonValue,
  options: ValidateDocumentOptions = {},
): Promise<ValidatedDocument> {
  const { file = 'document.json5', environment } = options;
  const source: Source = { path: file, format: 'json5', text };
  const { value: parsed, diagnostics } = parseDocument(source, defaultDocumentLimits);
  if (parsed === undefined) return { valid: false, value: undefined, findings: publicFindings(diagnostics) };
  const registry = registryOf(schema);
  await registry.load();
  const bound = registry.bind(schemaId, { source, pointer: '', at: 'value' });
  const document = { id: schemaId, source, value: parsed.value, dollar: false, indexKeys: false, diagnostics: [] };
  const found = bound.value?.findings(parsed.value, environment === undefined ? { anyEnvironment: true } : { environment }) ?? [];
  const findings = publicFindings([...bound.diagnostics, ...found.map((finding) => atDocument(finding, document, bound.value))]);
  return { valid: findings.every((finding) => finding.severity !== 'error'), value: parsed.value, findings };
}

function registryOf(schema: JsonValue): ReturnType<typeof createSchemaRegistry> {
  const source: Source = { path: 'schema.json', format: 'json', text: JSON.stringify(schema, null, 2) };
  const { value: parsed } = parseDocument(source, defaultDocumentLimits);
  const looked = parsed === undefined ? ({ broken: true } as const) : { source, value: parsed.value };
  return createSchemaRegistry(
    {
      document: (id) => (id === schemaId ? looked : { missing: true }),
      versions: () => [],
      nearest: () => [],
      all: () => [schemaId],
      idAt: () => undefined,
    },
    { toolVersion },
  );
}
