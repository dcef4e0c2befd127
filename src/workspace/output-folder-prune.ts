import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { pruneCandidates } from '../snapshot/prune.ts';
import { HEAD_BYTES, recogniseSnapshot } from '../snapshot/recognise-snapshot.ts';
import { sweepTemp, type SweepOptions } from './atomic-write.ts';
import type { OutputFolder } from './output-folder.ts';

/**
 * Removes the snapshots of apps that are gone, the folders that this leaves empty, and what killed runs left unfinished.
 * Everything else in the folder stays. Returns the paths of the snapshots.
 */
export function pruneOutput(
  folder: OutputFolder,
  isLive: (app: string) => boolean,
  liveness?: SweepOptions['liveness'],
): Outcome<readonly string[]> {
  const { files, temps } = folder.walk();
  const diagnostics: Diagnostic[] = [];
  const removed: string[] = [];
  for (const { path, app, format } of pruneCandidates(files, isLive)) {
    const head = folder.head(path, HEAD_BYTES);
    if (head === undefined || !recogniseSnapshot(head.bytes, head.size, app, format)) continue;
    const failure = folder.remove(path);
    if (failure === undefined) removed.push(path);
    else diagnostics.push(failure);
  }
  const swept = sweepFolders(folder, temps, liveness);
  diagnostics.push(...folder.removeEmptyFolders([...removed, ...swept]));
  return { value: removed, diagnostics };
}

function sweepFolders(folder: OutputFolder, temps: readonly string[], liveness: SweepOptions['liveness']): string[] {
  const parents = new Set(temps.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
  const options = { fs: folder.fs, ...(liveness === undefined ? {} : { liveness }) };
  return [...parents].flatMap((parent) =>
    sweepTemp(parent === '' ? folder.path : `${folder.path}/${parent}`, options).map((name) =>
      parent === '' ? name : `${parent}/${name}`,
    ),
  );
}
