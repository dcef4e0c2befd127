import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import { prettyJson } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import { digestBytes, digestOf } from './digest.ts';
import type { SnapshotFormat } from './formats/format.ts';
import { MANIFEST_PATH, renderManifest, type ManifestApp, type ManifestEntry, type ReleaseHeader } from './manifest.ts';
import { renderSnapshot } from './render-snapshot.ts';
import { pathCollisions, snapshotPath } from './snapshot-path.ts';
import { storeDecision } from './store-decision.ts';
import type { Snapshot } from './snapshot.ts';

export interface ReleaseFile {
  /** Relative to the release, `/` separated. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReleaseApp {
  readonly app: DocumentId;
  /** Asked for once, when its file is next: a large release need not be in memory as a whole. */
  readonly snapshot: () => Snapshot;
  /** As in `RenderOptions`. */
  readonly sorted: boolean;
}

export interface ReleaseSchema {
  readonly id: DocumentId;
  readonly value: JsonValue;
}

export interface ReleaseContent {
  readonly header: ReleaseHeader;
  /** The loaded `header.outputFormat`. */
  readonly format: SnapshotFormat;
  readonly apps: readonly ReleaseApp[];
  readonly schemas: readonly ReleaseSchema[];
  /** The file that an earlier release has at a path: it stays where only its time is another. */
  readonly earlier?: ((path: string) => Uint8Array | undefined) | undefined;
}

/**
 * The files of a release, one after the other; the manifest comes last, and only when nothing was found wrong. An app
 * lies at its id as in the output folder, a schema at its id as JSON.
 */
export function* exportPlan({
  header,
  format,
  apps,
  schemas,
  earlier,
}: ReleaseContent): Generator<Outcome<ReleaseFile | undefined>> {
  const collisions = releaseCollisions(apps, schemas, header);
  if (collisions.length > 0) return yield { value: undefined, diagnostics: collisions };
  const listed: ManifestApp[] = [];
  for (const app of apps) {
    const { value, diagnostics } = appFile(app, header, format, earlier);
    if (value !== undefined) listed.push(value.entry);
    yield { value: value?.file, diagnostics };
  }
  const plannedSchemas = schemas.map(schemaFile);
  for (const { file } of plannedSchemas) yield { value: file, diagnostics: [] };
  if (listed.length < apps.length) return;
  const entries = plannedSchemas.map(({ entry }) => entry);
  yield { value: { path: MANIFEST_PATH, bytes: renderManifest(header, listed, entries) }, diagnostics: [] };
}

function releaseCollisions(
  apps: readonly ReleaseApp[],
  schemas: readonly ReleaseSchema[],
  { outputFormat }: ReleaseHeader,
): Diagnostic[] {
  return pathCollisions([
    ...apps.map(({ app }) => ({ id: app, path: snapshotPath(app, outputFormat) })),
    ...schemas.map(({ id }) => ({ id, path: snapshotPath(id, 'json') })),
    { id: 'the manifest', path: MANIFEST_PATH },
  ]);
}

interface Planned<E> {
  readonly file: ReleaseFile;
  readonly entry: E;
}

function appFile(
  { app, snapshot, sorted }: ReleaseApp,
  { outputFormat, bare }: ReleaseHeader,
  format: SnapshotFormat,
  earlier: ReleaseContent['earlier'],
): Outcome<Planned<ManifestApp> | undefined> {
  const made = snapshot();
  const { value, diagnostics } = renderSnapshot(made, format, { bare, sorted });
  if (value === undefined) return { value: undefined, diagnostics };
  const path = snapshotPath(app, outputFormat);
  const existing = earlier?.(path);
  const bytes = existing !== undefined && !storeDecision(existing, value).write ? existing : value.bytes;
  const entry = { id: app, path, digest: made.digest, schema: made.schemaRef, ...fileFacts(bytes) };
  return { value: { file: { path, bytes }, entry }, diagnostics };
}

function schemaFile({ id, value }: ReleaseSchema): Planned<ManifestEntry> {
  const path = snapshotPath(id, 'json');
  const bytes = Buffer.from(`${prettyJson(value)}\n`);
  return { file: { path, bytes }, entry: { id, path, digest: digestOf(value, false), ...fileFacts(bytes) } };
}

function fileFacts(bytes: Uint8Array): Pick<ManifestEntry, 'size' | 'fileDigest'> {
  return { size: bytes.length, fileDigest: digestBytes(bytes) };
}
