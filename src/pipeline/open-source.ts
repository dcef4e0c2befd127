import { dirname, join } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { findRepository, type FoundRepository } from '../git/find-repository.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { Commit, ObjectReader } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { canLookFrom, findWorkspace, type WorkspaceLocation } from '../workspace/find-workspace.ts';
import { compareStates, ObjectTree } from '../workspace/object-tree.ts';
import { openRunMemory, type RunMemory } from '../workspace/run-memory.ts';
import type { RunState } from '../workspace/run-state.ts';
import { SharedObjects } from '../workspace/shared-objects.ts';
import { gitProblem, indexName } from './git-problem.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { listObjects, type ListedObjects, type ObjectSource } from './open-objects.ts';
import { openWorkspaceOnDisk, validatorsName, type OpenedWorkspace, type OpenOptions } from './open-workspace.ts';
import type { SourceChoice } from './source-choice.ts';
import { Workspace } from './workspace.ts';

export interface OpenSourceOptions extends OpenOptions {
  readonly source: SourceChoice;
  /** What the caller remembers from run to run; without it all documents are read at once. */
  readonly remembers?: 'snapshots' | 'verdicts' | undefined;
}

/**
 * Opens the workspace as the working tree, the index or a commit has it. What lies in the working tree does not matter to the
 * other two, nor whether there is one.
 */
export async function openSource(options: OpenSourceOptions): Promise<Outcome<OpenedWorkspace | undefined>> {
  const { source, directory, env } = options;
  if (source.kind === 'working-tree') return openWorkspaceOnDisk(options);
  if (!canLookFrom(directory)) {
    const hint = 'Correct the folder that is named with -C';
    return failed(diagnostic('workspace/missing-folder', { folder: directory }, { hint }));
  }
  const name = source.kind === 'index' ? indexName : source.revision;
  const found = findRepository(directory);
  if (found === undefined) return failed(noRepository(name));
  const reader = await openObjectReader(found.repository, { index: env['GIT_INDEX_FILE'] });
  const opened = await openIn(found, reader, name, options);
  if (opened.value === undefined) reader.close();
  return opened;
}

export function noRepository(of: string): Diagnostic {
  const hint = 'Put the workspace under git (git init), or leave --rev and --staged out';
  return gitProblem(gitFailure('not-a-repository', 'there is no git repository here', hint), of);
}

async function openIn(
  found: FoundRepository,
  reader: ObjectReader,
  name: string,
  options: OpenSourceOptions,
): Promise<Outcome<OpenedWorkspace | undefined>> {
  const commit = options.source.kind === 'revision' ? await commitOf(reader, options.source.revision) : undefined;
  if (isGitFailure(commit)) return failed(gitProblem(commit, name));
  const source = { name, reader, list: listOf(reader, commit) } satisfies ObjectSource;
  const guess = found.bare ? undefined : findWorkspace(options.directory);
  const memory = memoryOf(guess, options);
  const earlier = options.remembers === undefined ? undefined : memory?.load();
  const listed = await listObjects(source, { places: placesIn(found), guess, known: earlier, now: options.now });
  if (listed.value === undefined) return { value: undefined, diagnostics: listed.diagnostics };
  const same = listed.value.location.root === guess?.root;
  const opened = await read(source, listed.value, same ? memory : undefined, same ? earlier : undefined, options);
  if (isGitFailure(opened)) return failed(gitProblem(opened, name));
  return { value: { ...opened, objects: { reader, commit, bare: found.bare } }, diagnostics: listed.diagnostics };
}

async function commitOf(reader: ObjectReader, revision: string): ReturnType<ObjectReader['readCommit']> {
  const oid = await reader.resolveRevision(revision);
  return isGitFailure(oid) ? oid : reader.readCommit(oid);
}

function listOf(reader: ObjectReader, commit: Commit | undefined): ObjectSource['list'] {
  return (paths) => (commit === undefined ? reader.listIndex(paths) : reader.listTree(commit.oid, paths));
}

/** The folder that somebody stands in, and those above it. */
function placesIn({ repository, prefix }: FoundRepository): [WorkspaceLocation, ...WorkspaceLocation[]] {
  const place = (at: string): WorkspaceLocation => ({ root: join(repository, at), repository, prefix: at, git: true });
  const above: WorkspaceLocation[] = [];
  for (let at = prefix; at !== ''; at = above.at(-1)?.prefix ?? '') above.push(place(dirname(at) === '.' ? '' : dirname(at)));
  return [place(prefix), ...above];
}

function memoryOf(location: WorkspaceLocation | undefined, options: OpenSourceOptions): RunMemory | undefined {
  if (location === undefined || !options.cache) return undefined;
  return openRunMemory(location, options.env, options.remembers === 'verdicts' ? 'verdicts' : 'objects-state');
}

/** All contents at once; only what differs, where an earlier run knows the rest. */
async function read(
  { reader }: ObjectSource,
  { location, settings, settingsOid, roots, state }: ListedObjects,
  memory: RunMemory | undefined,
  remembered: RunState | undefined,
  { progress }: OpenSourceOptions,
): Promise<OpenedWorkspace | GitFailure> {
  const shared = new SharedObjects(location.repository);
  const contents = shared.contents(settings.limits.fileBytes);
  const tree = new ObjectTree(state, contents);
  const earlier = remembered?.settingsOid === settingsOid ? remembered : undefined;
  const known = new Set(earlier?.tree.oids);
  const failure = await contents.load(
    reader,
    [...tree.fileOids()].filter((oid) => !known.has(oid)),
  );
  if (failure !== undefined) return failure;
  const scanned = compareStates(state, earlier?.tree);
  const compiled = (): Uint8Array | undefined => memory?.read(validatorsName);
  const parsed = shared.documents(settings.limits);
  const workspace = new Workspace({ location, settings, roots, tree, schemas: loadSchemaPort, compiled, progress, parsed });
  return { workspace, shared, scanned, memory, earlier, settingsOid, outputs: undefined };
}

function failed(finding: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [finding] };
}
