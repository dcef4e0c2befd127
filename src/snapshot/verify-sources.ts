import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { Digest } from './digest.ts';
import type { Manifest, ManifestApp } from './manifest.ts';
import type { SnapshotEnvelope } from './snapshot.ts';

export type ExpectedApp = Pick<SnapshotEnvelope, 'schemaRef' | 'validatedWithSchemaVersion' | 'validationStatus' | 'digest'>;

/** What the commit of a manifest gives when it is compiled again. */
export interface ExpectedRelease {
  readonly sequence: number;
  /** By app id. */
  readonly apps: ReadonlyMap<string, ExpectedApp>;
  /** The digests of the schemas, as `exportPlan` computes them, by schema id. */
  readonly schemas: ReadonlyMap<string, Digest>;
}

const HINT = { hint: 'Export the commit again; a release that differs from its commit was not built from it' };

/** Where a manifest and its sources differ, in the order of ids: the sequence, then apps, then schemas. */
export function expectedFindings(manifest: Manifest, expected: ExpectedRelease): Diagnostic[] {
  const { sequence, apps, schemas } = manifest;
  const sequenceFinding = diagnostic('snapshot/verify-sequence', { expected: expected.sequence, found: sequence }, HINT);
  return [
    ...(sequence === expected.sequence ? [] : [sequenceFinding]),
    ...compareSets(new Map(apps.map((app) => [app.id, app])), expected.apps, appFindings),
    ...compareSets(new Map(schemas.map((schema) => [schema.id, schema.digest])), expected.schemas, schemaFindings),
  ];
}

function compareSets<F, E>(
  found: ReadonlyMap<string, F>,
  expected: ReadonlyMap<string, E>,
  compare: (id: string, found: F, expected: E) => Diagnostic[],
): Diagnostic[] {
  const ids = [...new Set([...found.keys(), ...expected.keys()])].sort(compareKeys);
  return ids.flatMap((id) => {
    const released = found.get(id);
    const given = expected.get(id);
    if (given === undefined) return [diagnostic('snapshot/verify-not-in-sources', { id }, HINT)];
    return released === undefined ? [diagnostic('snapshot/verify-not-released', { id }, HINT)] : compare(id, released, given);
  });
}

function appFindings(id: string, found: ManifestApp, expected: ExpectedApp): Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (found.digest !== expected.digest) {
    const args = { app: id, expected: expected.digest, found: found.digest };
    findings.push(diagnostic('snapshot/verify-mismatch', args, HINT));
  }
  if (found.schema !== expected.schemaRef) {
    findings.push(diagnostic('snapshot/verify-schema', { id, expected: expected.schemaRef, found: found.schema }, HINT));
  }
  return findings;
}

function schemaFindings(id: string, found: Digest, expected: Digest): Diagnostic[] {
  return found === expected ? [] : [diagnostic('snapshot/verify-schema', { id, expected, found }, HINT)];
}
