export { parseJson5, type Json5Diagnostic, type Json5Place, type Json5Result } from './documents/parse-json5.ts';
export { compile, type Compilation, type CompiledApp, type CompileOptions } from './library/compile.ts';
export { ConfmanError } from './library/confman-error.ts';
export {
  diffSchemas,
  type DiffSchemasOptions,
  type SchemaChange,
  type SchemaDiff,
  type SchemaDiffMode,
} from './library/diff-schemas.ts';
export { explain, type Explanation, type ValueOrigin } from './library/explain.ts';
export { migratePatch, type MigratePatchOptions } from './library/migrate-patch.ts';
export { openWorkspace, type OpenWorkspaceOptions, type Workspace } from './library/open-workspace.ts';
export type { PatchVersion } from './library/patch-version.ts';
export type { PublicFinding as Finding, PublicPlace as Place } from './library/public-finding.ts';
export { schemaFamily, type FamilyVersion, type SchemaFamily } from './library/schema-family.ts';
export { validateDocument, type ValidatedDocument, type ValidateDocumentOptions } from './library/validate-document.ts';
export type { PatchOperation } from './migration/json-patch.ts';
export type { MigratedPatch } from './migration/migrate-patch.ts';
export type { ConflictReason, PatchConflict } from './migration/patch-conflict.ts';
export type { JsonArray, JsonObject, JsonPrimitive, JsonValue } from './model/json.ts';
