import type { Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { SharedObjects } from '../workspace/shared-objects.ts';
import type { ChangedIds } from './changed-ids.ts';
import type { CompileProgress } from './compile-progress.ts';
import { gitProblem } from './git-problem.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { listObjects } from './open-objects.ts';
import { Workspace } from './workspace.ts';

/** When contents are read: all of them before anything else, or each when somebody asks for it (`whenRead`). */
export type CommitReads = 'all' | 'asked';

/** A workspace as a commit has it, from which its neighbours can be opened (`openNeighbour`). */
export interface OpenedCommit {
  readonly workspace: Workspace;
  /** Full object name. */
  readonly commit: string;
  readonly shared: SharedObjects;
  readonly reads: CommitReads;
  /**
   * Look-ups that are answered otherwise than in the commit that it was opened from: an app of which no dependency is among
   * them (`isAffected`) has the same result in both. Undefined where there is no such commit, and where any may be.
   */
  readonly changed: ChangedIds | undefined;
}

export interface CommitOptions {
  readonly reader: ObjectReader;
  /** What other commits have read and parsed. */
  readonly shared: SharedObjects;
  readonly reads: CommitReads;
  readonly progress?: CompileProgress | undefined;
  /** Validators that an earlier run compiled: a commit whose schemas are those of that run need not compile them again. */
  readonly compiled?: (() => Uint8Array | undefined) | undefined;
}

/**
 * The workspace as a commit has it: its own settings, documents and schemas.
 *
 * @param location of the workspace now; it is expected at the same place of the repository
 * @param commit full object name
 */
export async function openAtCommit(
  location: WorkspaceLocation,
  commit: string,
  { reader, shared, reads, progress, compiled }: CommitOptions,
): Promise<Outcome<OpenedCommit | undefined>> {
  const list = (paths: readonly string[]): ReturnType<ObjectReader['listTree']> => reader.listTree(commit, paths);
  const { value: listed, diagnostics } = await listObjects(
    { name: commit, reader, list },
    { places: [location], settled: true, now: 0 },
  );
  if (listed === undefined) return { value: undefined, diagnostics };
  const { settings, roots, state } = listed;
  const contents = shared.contents(settings.limits.fileBytes);
  const tree = new ObjectTree(state, contents);
  const failure = reads === 'all' ? await contents.load(reader, tree.fileOids()) : undefined;
  if (isGitFailure(failure)) return { value: undefined, diagnostics: [gitProblem(failure, commit)] };
  const parsed = shared.documents(settings.limits);
  const workspace = new Workspace({ location, settings, roots, tree, schemas: loadSchemaPort, progress, parsed, compiled });
  return { value: { workspace, commit, shared, reads, changed: undefined }, diagnostics };
}
