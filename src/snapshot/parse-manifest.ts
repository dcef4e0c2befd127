import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { parseDocumentId } from '../model/document-id.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import { isDigest } from './digest.ts';
import { isSnapshotFormat } from './formats.ts';
import { jsonFormat } from './formats/json.ts';
import { MANIFEST_PATH, MANIFEST_VERSION, type Manifest } from './manifest.ts';
import { isOutputPath, pathCollisions } from './snapshot-path.ts';

/** More findings than this say nothing new about a manifest. */
const MAX_FINDINGS = 20;

/**
 * Reads a manifest that may have been written by anyone. One that is returned has the right shape throughout, paths
 * that stay inside the release, and no id or path twice.
 */
export function parseManifest(bytes: Uint8Array): Outcome<Manifest | undefined> {
  const document = jsonFormat.read(bytes);
  if (document === undefined) return failed([invalid('', 'it is not the text of a JSON object')]);
  const version = member(document, 'formatVersion');
  if (typeof version === 'number' && version !== MANIFEST_VERSION) return failed([unknownVersion(version)]);
  const findings = [...headerFindings(document), ...listFindings(document, 'apps'), ...listFindings(document, 'schemas')];
  if (findings.length > 0) return failed(findings);
  // Every field that the type names was checked above.
  const manifest = document as unknown as Manifest;
  const repeated = repetitions(manifest);
  return repeated.length > 0 ? failed(repeated) : { value: manifest, diagnostics: [] };
}

function failed(findings: readonly Diagnostic[]): Outcome<undefined> {
  return { value: undefined, diagnostics: findings.slice(0, MAX_FINDINGS) };
}

function invalid(pointer: Pointer, reason: string): Diagnostic {
  return diagnostic('snapshot/manifest-invalid', { pointer, reason }, { hint: 'Write the release again with confman export' });
}

function unknownVersion(found: number): Diagnostic {
  const hint = 'Use the version of confman that wrote the release, or a newer one';
  return diagnostic('snapshot/manifest-version', { found: String(found), supported: MANIFEST_VERSION }, { hint });
}

interface Rule {
  readonly expected: string;
  readonly test: (value: JsonValue | undefined) => boolean;
}

const count: Rule = { expected: 'a whole number from 0', test: (value) => Number.isSafeInteger(value) && Number(value) >= 0 };
const digest: Rule = { expected: 'sha256: and 64 hexadecimal digits', test: isDigest };
const id: Rule = { expected: 'an id', test: isId };
const path: Rule = { expected: 'a path inside the release', test: (value) => isOutputPath(value) && value !== MANIFEST_PATH };

const HEADER: Readonly<Record<string, Rule>> = {
  formatVersion: { expected: `the number ${MANIFEST_VERSION}`, test: (value) => value === MANIFEST_VERSION },
  commit: { expected: 'a full commit name or null', test: (value) => value === null || isCommit(value) },
  sequence: count,
  toolVersion: { expected: 'a version', test: (value) => typeof value === 'string' && /^[0-9A-Za-z.+-]{1,64}$/.test(value) },
  outputFormat: { expected: 'an output format', test: isSnapshotFormat },
  bare: { expected: 'true or false', test: (value) => typeof value === 'boolean' },
};

const ENTRY: Readonly<Record<string, Rule>> = { id, path, digest, size: count, fileDigest: digest };

const ENTRIES: Readonly<Record<'apps' | 'schemas', Readonly<Record<string, Rule>>>> = {
  apps: { ...ENTRY, schema: { expected: 'a schema id or null', test: (value) => value === null || isSchemaId(value) } },
  schemas: { ...ENTRY, id: { expected: 'a schema id', test: isSchemaId } },
};

function isId(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && !value.startsWith('/') && parseDocumentId(value) !== undefined;
}

function isSchemaId(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.startsWith('schemas/') && isId(value);
}

function isCommit(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function headerFindings(document: JsonObject): Diagnostic[] {
  return check(document, '', HEADER);
}

function listFindings(document: JsonObject, list: 'apps' | 'schemas'): Diagnostic[] {
  const entries = member(document, list);
  const pointer = childPointer('', list);
  if (!isArray(entries)) return [invalid(pointer, 'expected an array')];
  const findings: Diagnostic[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = childPointer(pointer, index);
    findings.push(...(isObject(entry) ? check(entry, at, ENTRIES[list]) : [invalid(at, 'expected an object')]));
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

function check(object: JsonObject, pointer: Pointer, rules: Readonly<Record<string, Rule>>): Diagnostic[] {
  return Object.entries(rules)
    .filter(([key, rule]) => !rule.test(member(object, key)))
    .map(([key, rule]) => invalid(childPointer(pointer, key), `expected ${rule.expected}`));
}

function repetitions({ apps, schemas }: Manifest): Diagnostic[] {
  const entries = [...apps, ...schemas];
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const entry of entries) (seen.has(entry.id) ? twice : seen).add(entry.id);
  const ids = [...twice].sort(compareKeys).map((name) => invalid('', `the id ${JSON.stringify(name)} is listed twice`));
  const paths = pathCollisions(entries).map((finding) =>
    invalid('', `the path ${JSON.stringify(finding.args['path'])} is listed twice, or as a file and as a folder`),
  );
  return [...ids, ...paths];
}
