import type { Outcome } from '../../../src/diagnostics/diagnostic.ts';
import { digestBytes } from '../../../src/snapshot/digest.ts';
import type { ReleaseFile } from '../../../src/snapshot/export-plan.ts';
import { renderManifest } from '../../../src/snapshot/manifest.ts';

const HEADER = { commit: null, sequence: 1, toolVersion: '0.1.0', outputFormat: 'json', bare: true } as const;

/** A release whose files all hold the given text, so that a mixture of two can be told. */
export function exampleRelease(text: string, apps: readonly string[] = ['apps/a/x', 'apps/b', 'top']): Outcome<ReleaseFile>[] {
  const bytes = Buffer.from(`{"text": ${JSON.stringify(text)}}\n`);
  const digest = digestBytes(bytes);
  const entries = apps.map((id) => ({ id, path: `${id}.json`, digest, schema: null, size: bytes.length, fileDigest: digest }));
  const files = entries.map(({ path }) => ({ path, bytes }));
  const manifest = { path: 'manifest.json', bytes: renderManifest(HEADER, entries, []) };
  return [...files, manifest].map((value) => ({ value, diagnostics: [] }));
}

/** The same as a tree, see `treeOf`. */
export function exampleTree(text: string, prefix = '', apps?: readonly string[]): Record<string, string> {
  const files = exampleRelease(text, apps).map(({ value }) => [prefix + value.path, Buffer.from(value.bytes).toString()]);
  return Object.fromEntries(files) as Record<string, string>;
}
