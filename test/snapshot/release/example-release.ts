import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { digestOf } from '../../../src/snapshot/digest.ts';
import { exportPlan, type ReleaseContent } from '../../../src/snapshot/export-plan.ts';
import { snapshotFormats, type SnapshotFormatName } from '../../../src/snapshot/formats.ts';
import type { ReleaseHeader } from '../../../src/snapshot/manifest.ts';
import { parseManifest } from '../../../src/snapshot/parse-manifest.ts';
import { buildSnapshot, type Snapshot } from '../../../src/snapshot/snapshot.ts';
import { verifyRelease } from '../../../src/snapshot/verify.ts';
import type { ExpectedRelease } from '../../../src/snapshot/verify-sources.ts';

export interface Files {
  [path: string]: Uint8Array;
}

export const APPS: Readonly<Record<string, JsonObject>> = {
  'apps/billing/eu-1': { port: 1, 10: 'index', name: 'eu' },
  'apps/billing/eu-2': { port: 2, name: 'e\u00fc' },
  'teams/shop': { list: [1, 2.5, null] },
};

const SCHEMAS: Readonly<Record<string, JsonObject>> = { 'schemas/apps/billing/v2': { type: 'object', required: ['port'] } };

export const header: ReleaseHeader = {
  commit: 'a'.repeat(40),
  sequence: 12,
  toolVersion: '0.1.0',
  outputFormat: 'json',
  bare: false,
};

export function snapshotOf(app: string, data: JsonObject): Snapshot {
  const schema = app.startsWith('apps/billing/') ? { id: 'schemas/apps/billing/v2', version: 'v2' } : null;
  const envelope = { sorted: false, schema, valid: true, schemaSequence: 12, resolvedAt: '2026-05-13T16:50:00Z' };
  return buildSnapshot({ app: app as DocumentId, data, ...envelope });
}

export async function releaseContent(changes: Partial<ReleaseHeader> = {}, apps = APPS): Promise<ReleaseContent> {
  const name = changes.outputFormat ?? header.outputFormat;
  return {
    header: { ...header, ...changes },
    format: await snapshotFormats[name].load(),
    apps: Object.entries(apps).map(([app, data]) => ({
      app: app as DocumentId,
      snapshot: () => snapshotOf(app, data),
      sorted: false,
    })),
    schemas: Object.entries(SCHEMAS).map(([id, value]) => ({ id: id as DocumentId, value })),
  };
}

export async function exportFiles(
  changes: Partial<ReleaseHeader> = {},
  apps = APPS,
): Promise<{ files: Files; findings: Diagnostic[] }> {
  const files: Files = {};
  const findings: Diagnostic[] = [];
  for (const { value, diagnostics } of exportPlan(await releaseContent(changes, apps))) {
    findings.push(...diagnostics);
    if (value !== undefined) files[value.path] = value.bytes;
  }
  return { files, findings };
}

export function expectedRelease(apps = APPS): ExpectedRelease {
  return {
    sequence: 12,
    apps: new Map(Object.entries(apps).map(([app, data]) => [app, snapshotOf(app, data)])),
    schemas: new Map(Object.entries(SCHEMAS).map(([id, value]) => [id, digestOf(value, false)])),
  };
}

/** `[code, the path, app, id or pointer that it names]` of everything that is wrong. */
export async function verifyFiles(files: Files, expected?: ExpectedRelease): Promise<[string, unknown][]> {
  const { value: manifest, diagnostics } = parseManifest(files['manifest.json'] ?? new Uint8Array());
  if (manifest === undefined) return diagnostics.map(({ code, args }) => [code, args['pointer'] ?? args['found']]);
  const found = Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length, read: () => bytes }));
  const format = await snapshotFormats[manifest.outputFormat].load();
  const findings = verifyRelease({ manifest, format, files: found.toReversed(), others: [] }, expected);
  return findings.map(({ code, args }) => [code, args['path'] ?? args['app'] ?? args['id'] ?? args['found']]);
}

export const formatNames = Object.keys(snapshotFormats) as SnapshotFormatName[];

export function edited(bytes: Uint8Array | undefined, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes ?? []).toString('latin1');
  if (!text.includes(from)) throw new Error(`there is no ${from} to edit`);
  return Buffer.from(text.replace(from, to), 'latin1');
}
