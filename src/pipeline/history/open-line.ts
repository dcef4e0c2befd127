import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { FirstParentLine } from '../../git/first-parent-line.ts';
import { findGitFolder } from '../../git/find-git-folder.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { publishedTip } from '../../git/published-tip.ts';
import { gitProblem } from '../git-problem.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import { lostTips } from './lost-tips.ts';

/** A line of first parents, opened to be walked. */
export interface OpenLine {
  readonly reader: ObjectReader;
  readonly line: FirstParentLine;
  /** As people know it. */
  readonly name: string;
  /** Full object name of its newest commit. */
  readonly commit: string;
  /** When nothing is asked of it any more. */
  close(): void;
}

/**
 * The line of the protected branch, in the copy of `origin` where there is one, or that of a revision. Where the branch once
 * led elsewhere, that is told.
 *
 * @param revision as people typed it
 */
export async function openLine(opened: OpenedWorkspace, revision?: string): Promise<Outcome<OpenLine | undefined>> {
  const reader = opened.objects?.reader ?? (await openObjectReader(opened.workspace.location.repository));
  const close = (): void => (opened.objects === undefined ? reader.close() : undefined);
  const found = revision === undefined ? await ofBranch(reader, opened) : await ofRevision(reader, opened, revision);
  if (found.value === undefined) close();
  return { value: found.value && { ...found.value, reader, close }, diagnostics: found.diagnostics };
}

type Found = Outcome<Pick<OpenLine, 'line' | 'name' | 'commit'> | undefined>;

async function ofBranch(reader: ObjectReader, opened: OpenedWorkspace): Promise<Found> {
  const { settings, location } = opened.workspace;
  const { protectedBranch: branch } = settings;
  const tip = publishedTip(location.repository, branch);
  if (findGitFolder(location.repository) === undefined) return { value: undefined, diagnostics: [noRepository(branch)] };
  if (tip === undefined) return { value: undefined, diagnostics: [noBranch(branch, await reader.resolveRevision('HEAD'))] };
  const name = tip.ref.replace(/^refs\/(?:heads|remotes)\//, '');
  const line = await FirstParentLine.open(location.repository, reader, tip.oid);
  if (isGitFailure(line)) return { value: undefined, diagnostics: [gitProblem(line, name)] };
  return { value: { line, name, commit: tip.oid }, diagnostics: await lostTips(opened, reader, line, tip) };
}

async function ofRevision(reader: ObjectReader, { workspace, objects }: OpenedWorkspace, revision: string): Promise<Found> {
  const commit = objects?.commit?.oid ?? (await reader.resolveRevision(revision));
  const line = isGitFailure(commit) ? commit : await FirstParentLine.open(workspace.location.repository, reader, commit);
  if (isGitFailure(line)) return { value: undefined, diagnostics: [gitProblem(line, revision)] };
  return { value: { line, name: revision, commit: line.commits[0] as string }, diagnostics: [] };
}

function noRepository(branch: string): Diagnostic {
  const hint = 'Put the workspace under git: git init, git add, git commit';
  return gitProblem(gitFailure('not-a-repository', 'there is no git repository here', hint), branch);
}

function noBranch(branch: string, head: string | GitFailure): Diagnostic {
  const isNew = isGitFailure(head) && head.kind === 'no-commit';
  if (isNew) return diagnostic('history/no-branch', { branch }, { hint: 'Commit the workspace first: git commit' });
  const fetch = `git fetch origin ${branch}:refs/remotes/origin/${branch}`;
  const hint = `Run ${fetch}, set protectedBranch in confman.json5, or name a commit with --rev`;
  return diagnostic('history/no-branch', { branch }, { hint });
}
