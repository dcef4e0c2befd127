import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { pruneCandidates, type PruneCandidate } from '../snapshot/prune.ts';
import { HEAD_BYTES, recogniseSnapshot } from '../snapshot/recognise-snapshot.ts';
import { sweepTemp, type SweepOptions } from './atomic-write.ts';
import type { OutputFolder } from './output-folder.ts';

export interface PruneOptions {
  /** Decide everything and remove nothing. */
  readonly dry: boolean;
  readonly liveness?: SweepOptions['liveness'];
}

export interface Pruned {
  /** Apps whose snapshot was, or would be, removed; one may have had several formats. */
  readonly apps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every folder of the output, '' first, as it is now. */
  readonly folders: readonly string[];
}

/**
 * Removes the snapshots of apps that are gone, what killed runs left unfinished, and the folders that this leaves empty.
 * Everything else in the folder stays.
 */
export function pruneOutput(output: OutputFolder, isLive: (app: string) => boolean, options: PruneOptions): Pruned {
  const { files, folders, temps } = output.walk();
  const gone = pruneCandidates(files, isLive).filter((candidate) => isOurs(output, candidate));
  const idle = options.dry || gone.length + temps.length === 0;
  if (idle) return { apps: appsOf(gone), diagnostics: [], folders: ['', ...folders] };
  const failures = new Map(gone.map((candidate) => [candidate, output.remove(candidate.path)]));
  const removed = gone.filter((candidate) => failures.get(candidate) === undefined);
  const swept = sweepFolders(output, temps, options.liveness);
  const diagnostics = [...failures.values()].filter((failure) => failure !== undefined);
  diagnostics.push(...output.removeEmptyFolders([...removed.map(({ path }) => path), ...swept]));
  return { apps: appsOf(removed), diagnostics, folders: ['', ...output.walk().folders] };
}

function isOurs(output: OutputFolder, { path, app, format }: PruneCandidate): boolean {
  const head = output.head(path, HEAD_BYTES);
  return head !== undefined && recogniseSnapshot(head.bytes, head.size, app, format);
}

function appsOf(candidates: readonly PruneCandidate[]): string[] {
  return [...new Set(candidates.map(({ app }) => app))];
}

function sweepFolders(output: OutputFolder, temps: readonly string[], liveness: SweepOptions['liveness']): string[] {
  const parents = new Set(temps.map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  const options = { fs: output.fs, ...(liveness === undefined ? {} : { liveness }) };
  return [...parents].flatMap((parent) => sweepTemp(`${output.path}/${parent}`, options).map((name) => parent + name));
}
