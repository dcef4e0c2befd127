import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { findRepository } from '../git/find-repository.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { Commit, ObjectReader } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { schemaSequenceAt } from '../git/schema-sequence.ts';
import { canLookFrom, findWorkspace, inRepository } from '../workspace/find-workspace.ts';
import { readRelease } from '../workspace/release-switch-read.ts';
import { expectedRelease } from './expected-release.ts';
import { gitProblem } from './git-problem.ts';
import { noRepository, openSource } from './open-source.ts';
import type { OpenOptions } from './open-workspace.ts';
import { releaseAt } from './release-at.ts';
import { releaseSource } from './release-message.ts';
import { heldAgainst, type ExpectedOutcome, type VerifiedRelease } from './verify-release.ts';

/**
 * Whether a commit of a release branch is what its sources give. Nothing is read but git's objects, and no working tree is needed.
 *
 * @param revision as people typed it
 */
export async function verifyCommit(options: OpenOptions, revision: string): Promise<VerifiedRelease> {
  const { directory } = options;
  if (!canLookFrom(directory)) {
    const hint = 'Correct the folder that is named with -C';
    return unjudged([diagnostic('workspace/missing-folder', { folder: directory }, { hint })]);
  }
  const found = findRepository(directory);
  if (found === undefined) return unjudged([noRepository(revision)]);
  const reader = await openObjectReader(found.repository);
  const verified = await verifyWith(reader, options, revision);
  reader.close();
  return isGitFailure(verified) ? unjudged([gitProblem(verified, revision)]) : verified;
}

/**
 * The same for a release in a folder, where no workspace is: in a checkout of the branch, or in a bare repository.
 *
 * @param folder absolute
 * @param shown the folder as people know it
 * @returns undefined where the files of a workspace have to say what the release is held against
 */
export async function verifyCheckout(options: OpenOptions, folder: string, shown: string): Promise<VerifiedRelease | undefined> {
  const { directory } = options;
  if (findWorkspace(directory) !== undefined || findRepository(directory) === undefined) return undefined;
  const { value, diagnostics } = readRelease(folder, shown);
  if (value === undefined) return unread(diagnostics);
  const { commit } = value.manifest;
  return commit === null ? undefined : heldAgainst(value, await sourcesOf(options, commit));
}

async function verifyWith(reader: ObjectReader, options: OpenOptions, revision: string): Promise<VerifiedRelease | GitFailure> {
  const oid = await reader.resolveRevision(revision);
  const commit = isGitFailure(oid) ? oid : await reader.readCommit(oid);
  if (isGitFailure(commit)) return commit;
  const release = await releaseAt(reader, commit.oid, revision);
  if (isGitFailure(release)) return release;
  const { value, diagnostics } = release;
  if (value === undefined) return unread(diagnostics);
  const { manifest } = value;
  const verified = await heldAgainst(value, await sourcesOf(options, manifest.commit));
  return { ...verified, diagnostics: [...otherSource(commit, manifest.commit), ...verified.diagnostics] };
}

/** The workspace is looked for in the source, from the folder upwards. */
async function sourcesOf(options: OpenOptions, source: string | null): Promise<ExpectedOutcome> {
  if (source === null) return { expected: undefined, diagnostics: [] };
  const { value: opened, diagnostics } = await openSource({ ...options, source: { kind: 'revision', revision: source } });
  if (opened === undefined) return { expected: undefined, diagnostics };
  const { workspace, objects } = opened;
  const { location, settings, structure } = workspace;
  const wrong = structure.some(({ severity }) => severity === 'error');
  const folder = inRepository(location, settings.schemas);
  const expected = wrong
    ? undefined
    : await expectedRelease(workspace, await schemaSequenceAt(location.repository, source, folder, objects?.reader));
  objects?.reader.close();
  return { expected, diagnostics: wrong ? structure : diagnostics };
}

/** Who follows the branch reads the message, and not the manifest. */
function otherSource(commit: Commit, manifest: string | null): Diagnostic[] {
  const named = releaseSource(commit);
  if (named !== undefined && named === manifest) return [];
  const hint = 'Do not use this commit; release the source again';
  return [diagnostic('release/other-source', { named: named ?? 'unknown', manifest: manifest ?? 'none' }, { hint })];
}

function unread(diagnostics: readonly Diagnostic[]): VerifiedRelease {
  const judged = diagnostics.every(({ code }) => code === 'snapshot/manifest-invalid');
  return { manifest: undefined, diagnostics, judged };
}

function unjudged(diagnostics: readonly Diagnostic[]): VerifiedRelease {
  return { manifest: undefined, diagnostics, judged: false };
}
