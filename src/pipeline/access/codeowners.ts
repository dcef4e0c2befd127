import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { placeBlock, type PlacedBlock } from '../../namespaces/owner-block.ts';
import { ownerHosts } from '../../namespaces/owner-host.ts';
import { ownerLines } from '../../namespaces/owner-lines.ts';
import type { Forge } from '../../namespaces/principal.ts';
import { readFailure } from '../../workspace/read-failure.ts';
import { readRepositoryFile } from '../../workspace/repository-file.ts';
import { gitProblem, indexName } from '../git-problem.ts';
import type { OpenedObjects, OpenedWorkspace } from '../open-workspace.ts';
import type { Access } from './access.ts';
import { ownerRules } from './owner-rules.ts';

export interface Codeowners extends PlacedBlock {
  /** Of the file, relative to the root of the repository. */
  readonly path: string;
  /** What the file cannot say; sentences. */
  readonly notes: readonly string[];
  /** There are more owners than forges read. */
  readonly tooLong: boolean;
}

export interface CodeownersOptions {
  readonly forge: Forge;
  /** Relative to the root of the repository; where the forge finds it by default. */
  readonly path: string | undefined;
}

/**
 * The list of owners of a forge as the namespaces have it, in the file that is there.
 *
 * @returns no value where that file cannot be read
 */
export async function codeowners(
  opened: OpenedWorkspace,
  access: Access,
  { forge, path }: CodeownersOptions,
): Promise<Outcome<Codeowners | undefined>> {
  const { places } = ownerHosts[forge];
  let found: { readonly path: string; readonly text: string } | undefined;
  for (const each of path === undefined ? places : [path]) {
    const file = await present(opened, each);
    if (!('text' in file)) return { value: undefined, diagnostics: [file] };
    if (file.text !== undefined) found ??= { path: each, text: file.text };
  }
  const target = found?.path ?? path ?? places[0];
  const { rules, notes } = ownerRules(access, target);
  const { lines, notes: more, tooLong } = ownerLines(rules, access.groups, forge);
  const unseen = places.some((place) => place === target)
    ? []
    : [`${forge} does not look at ${target}, but at ${places.join(', ')}`];
  return {
    value: { path: target, notes: [...unseen, ...notes, ...more], tooLong, ...placeBlock(found?.text, lines) },
    diagnostics: [],
  };
}

type Present = { readonly text: string | undefined } | Diagnostic;

/** The file in the state that is looked at: that of the index may be another than that of the working tree. */
async function present({ workspace, objects }: OpenedWorkspace, path: string): Promise<Present> {
  const { repository } = workspace.location;
  return objects === undefined ? readRepositoryFile(repository, path) : fromObjects(objects, path);
}

const mostBytes = 8 * 1024 * 1024;

async function fromObjects({ reader, commit }: OpenedObjects, path: string): Promise<Present> {
  const of = commit?.oid ?? indexName;
  const listed = commit === undefined ? await reader.listIndex([path]) : await reader.listTree(commit.oid, [path]);
  if (isGitFailure(listed)) return gitProblem(listed, of);
  const entry = listed.find((each) => each.path === path);
  if (entry === undefined) return { text: undefined };
  if (entry.type !== 'file') return readFailure(path, 'a symbolic link');
  const blobs = await reader.readBlobs([entry.oid], { fileBytes: mostBytes });
  if (isGitFailure(blobs)) return gitProblem(blobs, of);
  const bytes = blobs.bytesOf(entry.oid);
  const decoded = bytes && decodeText(bytes);
  return decoded !== undefined && 'text' in decoded ? decoded : readFailure(path, 'too large, or no UTF-8');
}
