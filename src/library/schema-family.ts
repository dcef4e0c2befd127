import { lastSegment, type DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { migrationIds, migrationsOf } from '../pipeline/evolution/family-migrations.ts';
import { versionsOf } from '../pipeline/evolution/family-versions.ts';
import { unknownFamily } from '../pipeline/evolution/unknown-family.ts';
import { versionSequences } from '../pipeline/evolution/version-sequences.ts';
import { ConfmanError } from './confman-error.ts';
import { innerWorkspace, type Workspace } from './open-workspace.ts';
import { publicFindings } from './public-findings.ts';

/** What `migratePatch` has to know of a family of schemas. Plain data: it can be stored, and sent to where patches are made. */
export interface SchemaFamily {
  /** `schemas/shop` */
  readonly family: string;
  /**
   * The schema sequence of the protected branch now. Undefined where it cannot be known: without git or the branch, and where
   * the history was cut off.
   */
  readonly schemaSequence: number | undefined;
  /** The oldest first. */
  readonly versions: readonly FamilyVersion[];
  /** Migration documents by their names: `v1-v2`. */
  readonly migrations: Readonly<Record<string, JsonValue>>;
}

export interface FamilyVersion {
  /** `v2` */
  readonly version: string;
  /** The schema sequence that it came with; undefined where it is not on the protected branch, or that cannot be known. */
  readonly schemaSequence: number | undefined;
}

/**
 * The versions of a family with the schema sequences that they came with, and the migrations between them.
 *
 * @param name `schemas/shop`, or `shop`
 * @throws ConfmanError where there is no such family, or one of its migrations is wrong
 */
export async function schemaFamily(workspace: Workspace, name: string): Promise<SchemaFamily> {
  const opened = innerWorkspace(workspace);
  const written = name.replace(/^\//, '').replace(/\/$/, '');
  const known = opened.index.versions;
  const family = [written, `schemas/${written}`].find((each) => known.has(each as DocumentId)) as DocumentId | undefined;
  if (family === undefined) throw new ConfmanError(publicFindings([unknownFamily(written, [...known.keys()])]));
  const migrations = migrationsOf(opened, family);
  const wrong = migrations.diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new ConfmanError(publicFindings(wrong));
  const sequences = await versionSequences(opened);
  const versions = versionsOf(opened, family).map((version): FamilyVersion => {
    return { version, schemaSequence: sequences?.cameAt.get(`${family}/${version}`) };
  });
  const documents = migrationIds(opened, family).map((id) => [
    lastSegment(id).replace(/\.migration$/, ''),
    opened.store.get(id)?.parsed?.value as JsonValue,
  ]);
  return {
    family,
    schemaSequence: sequences?.newest,
    versions,
    migrations: Object.fromEntries(documents) as Readonly<Record<string, JsonValue>>,
  };
}
