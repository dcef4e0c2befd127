import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SnapshotFormatName } from '../snapshot/formats.ts';
import { pruneCandidates } from '../snapshot/prune.ts';
import { HEAD_BYTES, recogniseSnapshot } from '../snapshot/recognise-snapshot.ts';
import type { OutputFolder } from '../workspace/output-folder.ts';

export interface Pruned {
  /** Apps whose snapshot was, or would be, removed. */
  readonly apps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every folder of the output, '' first. */
  readonly folders: readonly string[];
}

/** Removes the snapshots of apps that are gone, what killed runs left, and folders left empty by that. */
export function pruneSnapshots(output: OutputFolder, isLive: (app: string) => boolean, dry: boolean): Pruned {
  const walked = output.walk();
  const gone = pruneCandidates(walked.files, isLive).filter(({ path, app, format }) => isOurs(output, path, app, format));
  const folders = ['', ...walked.folders];
  if (dry || gone.length === 0) return { apps: gone.map((each) => each.app), diagnostics: [], folders };
  const diagnostics = gone.flatMap(({ path }) => output.remove(path) ?? []);
  diagnostics.push(...output.removeEmptyFolders(gone.map((each) => each.path)));
  return { apps: gone.map((each) => each.app), diagnostics, folders: ['', ...output.walk().folders] };
}

function isOurs(output: OutputFolder, path: string, app: string, format: SnapshotFormatName): boolean {
  const head = output.head(path, HEAD_BYTES);
  return head !== undefined && recogniseSnapshot(head.bytes, head.size, app, format);
}
