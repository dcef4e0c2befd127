import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { MANIFEST_PATH } from '../snapshot/manifest.ts';
import { parseManifest } from '../snapshot/parse-manifest.ts';
import { foldersOf } from '../snapshot/snapshot-path.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { notFolder } from './output-folder-guard.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';
import { readHead } from './output-folder-read.ts';
import { walkFolder } from './output-folder-walk.ts';

/** A manifest of a million entries has about 400 MB; more is none of ours. */
export const LARGEST_MANIFEST = 512 * 1024 * 1024;

/** What stands at the place of a release. `refused` is not to be touched. */
export type TargetState =
  { readonly kind: 'absent' | 'empty' | 'release' } | { readonly kind: 'refused'; readonly finding: Diagnostic };

/** How often another export may replace the target while it is looked at. */
const ATTEMPTS = 20;

/** @param path is no link */
export function targetState(path: string, shown: string, fs: OutputFs): TargetState {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const before = fs.lstatSync(path);
      const state = lookAt(path, shown, before, fs);
      // What was found missing or foreign may be a release that was just moved away.
      if (state.kind !== 'refused' || fs.lstatSync(path)?.ino === before?.ino || attempt === ATTEMPTS) return state;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) return { kind: 'refused', finding: writeFailure(shown, error) };
    }
  }
}

function lookAt(path: string, shown: string, stats: Stats | undefined, fs: OutputFs): TargetState {
  if (stats === undefined) return { kind: 'absent' };
  if (!stats.isDirectory()) return { kind: 'refused', finding: notFolder(shown) };
  if (fs.readdirSync(path).length === 0) return { kind: 'empty' };
  const foreign = foreignThing(path, fs);
  return foreign === undefined ? { kind: 'release' } : refused(shown, foreign);
}

function refused(shown: string, reason: string): TargetState {
  const hint = 'Choose an empty or new folder with --out, or empty this one yourself';
  return { kind: 'refused', finding: diagnostic('snapshot/release-target', { path: shown, reason }, { hint }) };
}

/** What in a folder does not belong to a release of ours; undefined where all of it does. */
function foreignThing(path: string, fs: OutputFs): string | undefined {
  const bytes = readHead(join(path, MANIFEST_PATH), LARGEST_MANIFEST, fs)?.bytes;
  const manifest = bytes === undefined ? undefined : parseManifest(bytes).value;
  if (manifest === undefined) return 'it is not empty, and there is no manifest of a release that this version knows';
  const listed = new Set([
    MANIFEST_PATH,
    ...manifest.apps.map((app) => app.path),
    ...manifest.schemas.map((schema) => schema.path),
  ]);
  const folders = new Set([...listed].flatMap(foldersOf));
  const walked = walkFolder(path, fs);
  const foreign =
    walked.others[0]?.path ??
    walked.files.find((file) => !listed.has(file)) ??
    walked.folders.find((folder) => !folders.has(folder));
  return foreign === undefined ? undefined : `it holds ${JSON.stringify(foreign)}, which its manifest does not list`;
}
