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
import { patchVersion, type KnownVersions, type PatchVersion } from './patch-version.ts';
import { publicFindings } from './public-findings.ts';

/** With all that `schemaFamily` returns given along, states can be named by schema sequences. */
export interface MigratePatchOptions extends KnownVersions {
  /** Migration documents of one family by their names: `{ "v1-v2": { steps: [..] } }`, or their JSON5 texts. */
  readonly migrations: Readonly<Record<string, JsonValue>>;
  /** What the patch was made for: a version, `v1` or `1`, or the sequence of a snapshot of data that follow the newest one. */
  readonly from: PatchVersion;
  /** What it is for now; it may be older. */
  readonly to: PatchVersion;
  /** The data that the patch was made for. With it each operation is tried, and more of them can be carried. */
  readonly base?: JsonValue;
}

const unnamed = 'schemas/data';

/**
 * A JSON Patch (RFC 6902) made for data of one version, as a patch for the same data in another. Applied there it gives what
 * applying the original and migrating afterwards would give. Where an operation has no such counterpart there is a conflict,
 * and no patch.
 *
 * @throws ConfmanError where a migration is wrong, none leads from one version to the other, or a sequence has no version
 */
export function migratePatch(patch: readonly PatchOperation[], options: MigratePatchOptions): MigratedPatch {
  const { from, to, base } = options;
  return migrateJsonPatch(patch, chainOf(options, patchVersion(from, options), patchVersion(to, options)), base);
}

function chainOf(
  { migrations: documents, family = unnamed, versions = [] }: MigratePatchOptions,
  from: string,
  to: string,
): Chain {
  const migrations = Object.keys(documents).map((name) => readOne(family, name, documents[name] as JsonValue));
  const known = [...migrations.flatMap((each) => [each.from, each.to]), ...versions.map(({ version }) => version)];
  const { value, diagnostics } = chainBetween(family, known, migrations, from, to);
  if (value === undefined) throw new ConfmanError(publicFindings(diagnostics));
  return value;
}

function readOne(family: string, name: string, document: JsonValue): Migration {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  const source: Source = { path: `${name}.migration.json5`, format: 'json5', text };
  const { value: parsed, diagnostics } = parseDocument(source, defaultDocumentLimits);
  const read = parsed && readMigration({ id: `${family}/${name}.migration` as DocumentId, source, value: parsed.value });
  if (read?.value === undefined) throw new ConfmanError(publicFindings([...diagnostics, ...(read?.diagnostics ?? [])]));
  return read.value;
}
