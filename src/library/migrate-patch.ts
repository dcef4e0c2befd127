import { parseDocument } from '../documents/parse-document.ts';
import { defaultDocumentLimits } from '../documents/limits.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import type { Source } from '../model/source.ts';
import { chainBetween } from '../migration/chain.ts';
import type { PatchOperation } from '../migration/json-patch.ts';
import { migrateJsonPatch, type MigratedPatch } from '../migration/migrate-patch.ts';
import type { Migration } from '../migration/migration.ts';
import { readMigration } from '../migration/read-migration.ts';
import type { Chain } from '../migration/step.ts';
import { ConfmanError } from './confman-error.ts';
import { publicFindings } from './public-findings.ts';

export interface MigratePatchOptions {
  /** Migration documents of one family by their names: `{ "v1-v2": { steps: [..] } }`, or their JSON5 texts. */
  readonly migrations: Readonly<Record<string, JsonValue>>;
  /** The version that the patch was made for, `v1` or `1`. */
  readonly from: string;
  /** The version that it is for now; it may be older. */
  readonly to: string;
  /** The data that the patch was made for. With it each operation is tried, and more of them can be carried. */
  readonly base?: JsonValue;
}

const family = 'schemas/data';

/**
 * A JSON Patch (RFC 6902) made for data of one version, as a patch for the same data in another. Applied there it gives what
 * applying the original and migrating afterwards would give. Where an operation has no such counterpart there is a conflict,
 * and no patch.
 *
 * @throws ConfmanError where a migration is wrong, or none leads from one version to the other
 */
export function migratePatch(patch: readonly PatchOperation[], options: MigratePatchOptions): MigratedPatch {
  const { from, to, base } = options;
  return migrateJsonPatch(patch, chainOf(options.migrations, from, to), base);
}

function chainOf(documents: Readonly<Record<string, JsonValue>>, from: string, to: string): Chain {
  const migrations = Object.keys(documents).map((name) => readOne(name, documents[name] as JsonValue));
  const versions = migrations.flatMap((migration) => [migration.from, migration.to]);
  const { value, diagnostics } = chainBetween(family, versions, migrations, from, to);
  if (value === undefined) throw new ConfmanError(publicFindings(diagnostics));
  return value;
}

function readOne(name: string, document: JsonValue): Migration {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  const source: Source = { path: `${name}.migration.json5`, format: 'json5', text };
  const { value: parsed, diagnostics } = parseDocument(source, defaultDocumentLimits);
  const read = parsed && readMigration({ id: `${family}/${name}.migration` as DocumentId, source, value: parsed.value });
  if (read?.value === undefined) throw new ConfmanError(publicFindings([...diagnostics, ...(read?.diagnostics ?? [])]));
  return read.value;
}
