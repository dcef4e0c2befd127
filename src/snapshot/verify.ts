import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { isObject, member, type JsonObject, type JsonValue } from '../model/json.ts';
import { digestBytes, digestOf, type Digest } from './digest.ts';
import type { SnapshotFormat } from './formats/format.ts';
import { jsonFormat } from './formats/json.ts';
import { MANIFEST_PATH, type Manifest, type ManifestApp, type ManifestEntry } from './manifest.ts';
import { snapshotId, type SnapshotEnvelope } from './snapshot.ts';
import { expectedFindings, type ExpectedApp, type ExpectedRelease } from './verify-sources.ts';

/** One regular file found in a release. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Undefined when it cannot be read. Asked for once, and not at all when the size tells enough. */
  readonly read: () => Uint8Array | undefined;
}

export interface FoundRelease {
  /** From `parseManifest`. */
  readonly manifest: Manifest;
  /** The loaded `manifest.outputFormat`. */
  readonly format: SnapshotFormat;
  readonly files: Iterable<FoundFile>;
  /** What is neither a file nor a folder: `{path: 'apps/x.json', kind: 'the symbolic link'}`. */
  readonly others: readonly { readonly path: string; readonly kind: string }[];
}

/**
 * Whether a release is what its manifest says, byte for byte, and, with `expected`, whether the manifest says what the
 * sources give. Findings are in the order of paths, then of ids.
 */
export function verifyRelease(release: FoundRelease, expected?: ExpectedRelease): Diagnostic[] {
  const { manifest, files, others } = release;
  const apps = new Map(manifest.apps.map((app) => [app.path, app]));
  const schemas = new Map(manifest.schemas.map((schema) => [schema.path, schema]));
  const missing = new Map<string, ManifestEntry>([...apps, ...schemas]);
  const findings: [path: string, finding: Diagnostic][] = others.map(({ path, kind }) => [path, extra(path, kind)]);
  for (const file of files) {
    missing.delete(file.path);
    const finding = fileFinding(file, apps.get(file.path), schemas.get(file.path), release, expected);
    if (finding !== undefined) findings.push([file.path, finding]);
  }
  for (const [path, { id }] of missing) findings.push([path, diagnostic('snapshot/verify-missing', { path, id }, REPLACE)]);
  const sorted = findings.sort(([a], [b]) => compareKeys(a, b)).map(([, finding]) => finding);
  return expected === undefined ? sorted : [...sorted, ...expectedFindings(manifest, expected)];
}

const REPLACE = { hint: 'Replace the release with an untouched copy, or export it again' };

function extra(path: string, kind: string): Diagnostic {
  return diagnostic('snapshot/verify-extra', { path, kind }, { hint: 'Remove it, or export the release again' });
}

function fileFinding(
  file: FoundFile,
  app: ManifestApp | undefined,
  schema: ManifestEntry | undefined,
  release: FoundRelease,
  expected: ExpectedRelease | undefined,
): Diagnostic | undefined {
  const entry = app ?? schema;
  if (entry === undefined) return file.path === MANIFEST_PATH ? undefined : extra(file.path, 'the file');
  const reason = changeOf(file, entry, (bytes) =>
    app === undefined ? schemaMismatch(bytes, entry) : appMismatch(bytes, app, release, expected?.apps.get(app.id)),
  );
  return reason === undefined
    ? undefined
    : diagnostic('snapshot/verify-changed', { path: file.path, id: entry.id, reason }, REPLACE);
}

function changeOf(file: FoundFile, entry: ManifestEntry, inside: (bytes: Uint8Array) => string | undefined): string | undefined {
  if (file.size !== entry.size) return `it has ${file.size} bytes, the manifest says ${entry.size}`;
  const bytes = file.read();
  if (bytes === undefined) return 'it cannot be read';
  return digestBytes(bytes) === entry.fileDigest ? inside(bytes) : 'its bytes have another digest than the manifest says';
}

const UNREADABLE = 'it is not a file that confman writes';
const OTHER_DATA = 'its data has another digest than the manifest says';

function schemaMismatch(bytes: Uint8Array, { digest }: ManifestEntry): string | undefined {
  const value = jsonFormat.read(bytes);
  if (value === undefined) return UNREADABLE;
  return digestOf(value, false) === digest ? undefined : OTHER_DATA;
}

/** Digest and schema are compared with the sources once, in the manifest; the rest of the envelope only here. */
function appMismatch(
  bytes: Uint8Array,
  app: ManifestApp,
  { manifest, format }: FoundRelease,
  expected: ExpectedApp | undefined,
): string | undefined {
  const document = format.read(bytes);
  if (document === undefined) return UNREADABLE;
  if (manifest.bare) return dataMismatch(document, app.digest);
  const envelope: Partial<SnapshotEnvelope> = {
    _id: snapshotId(app.id),
    schemaRef: app.schema,
    schemaSequence: manifest.sequence,
    digest: app.digest,
  };
  const wrong = firstDifference(document, envelope);
  if (wrong !== undefined) return `its ${wrong} does not fit the manifest`;
  const status = expected === undefined ? undefined : firstDifference(document, statusOf(expected));
  if (status !== undefined) return `its ${status} is not what its sources give`;
  return dataMismatch(member(document, 'data'), app.digest);
}

function statusOf({ validationStatus, validatedWithSchemaVersion }: ExpectedApp): Partial<SnapshotEnvelope> {
  return { validationStatus, validatedWithSchemaVersion };
}

function firstDifference(document: JsonObject, fields: Partial<SnapshotEnvelope>): string | undefined {
  return Object.entries(fields).find(([key, value]) => member(document, key) !== value)?.[0];
}

function dataMismatch(data: JsonValue | JsonObject | undefined, digest: Digest): string | undefined {
  return isObject(data) && digestOf(data, false) === digest ? undefined : OTHER_DATA;
}
