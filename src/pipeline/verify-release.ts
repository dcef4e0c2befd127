import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { schemaSequenceAt } from '../git/schema-sequence.ts';
import { toolVersion } from '../model/tool-version.ts';
import { snapshotFormats } from '../snapshot/formats.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import { verifyRelease } from '../snapshot/verify.ts';
import type { ExpectedRelease } from '../snapshot/verify-sources.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import { readRelease, type ReadRelease } from '../workspace/release-switch-read.ts';
import { currentSequence } from './current-sequence.ts';
import { expectedRelease } from './expected-release.ts';
import { openCommit } from './open-commit.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

export interface VerifiedRelease {
  /** Undefined where the folder has none that can be used. */
  readonly manifest: Manifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** False where the sources of the release could not be had: then only its files were held against its manifest. */
  readonly judged: boolean;
}

/**
 * Whether a release is what its sources give: the commit that its manifest names is compiled again, from the objects of the
 * repository and never from files that somebody may have changed.
 *
 * @param folder absolute
 * @param shown the folder as people know it
 */
export async function verifyAgainstSources(opened: OpenedWorkspace, folder: string, shown: string): Promise<VerifiedRelease> {
  const { value: release, diagnostics } = readRelease(folder, shown);
  if (release === undefined) {
    const judged = diagnostics.every((finding) => finding.code === 'snapshot/manifest-invalid');
    return { manifest: undefined, diagnostics, judged };
  }
  return heldAgainst(release, await expectedOf(opened, release.manifest));
}

/** A release held against what its sources give. */
export async function heldAgainst(release: ReadRelease, sources: ExpectedOutcome): Promise<VerifiedRelease> {
  const { manifest } = release;
  const format = await snapshotFormats[manifest.outputFormat].load();
  const found = verifyRelease({ ...release, format }, sources.expected);
  const all = [...sources.diagnostics, ...found, ...otherVersion(manifest, found)];
  return { manifest, diagnostics: all, judged: sources.expected !== undefined };
}

export interface ExpectedOutcome {
  readonly expected: ExpectedRelease | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

async function expectedOf(opened: OpenedWorkspace, { commit }: Manifest): Promise<ExpectedOutcome> {
  const { workspace } = opened;
  const { location } = workspace;
  if (commit === null) {
    const said = diagnostic(
      'snapshot/verify-working-tree',
      {},
      { hint: 'Export a commit to have a release that can always be verified' },
    );
    if (hasError(workspace.structure)) return { expected: undefined, diagnostics: [said, ...workspace.structure] };
    return { expected: await expectedRelease(workspace, (await currentSequence(opened)).sequence), diagnostics: [said] };
  }
  const { value, diagnostics } = await openCommit(location, commit, workspace.progress);
  if (value === undefined) return { expected: undefined, diagnostics };
  if (hasError(value.structure)) return { expected: undefined, diagnostics: value.structure };
  const sequence = await schemaSequenceAt(location.repository, commit, inRepository(location, value.settings.schemas));
  return { expected: await expectedRelease(value, sequence), diagnostics };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((finding) => finding.severity === 'error');
}

/** Another version may give other results: worth knowing where something differs, and no reason otherwise. */
function otherVersion({ toolVersion: made }: Manifest, found: readonly Diagnostic[]): Diagnostic[] {
  if (found.length === 0 || made === toolVersion) return [];
  return [
    diagnostic('snapshot/verify-other-version', { made, running: toolVersion }, { hint: `Verify it with confman ${made}` }),
  ];
}
