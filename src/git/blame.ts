import { explainFailure } from './explain-failure.ts';
import type { GitFailure } from './git-failure.ts';
import { missingObject } from './missing-object.ts';
import { isObjectName } from './parse-commit.ts';
import { streamGit, type GitResult } from './run-git.ts';

/** Lines of a file, one after the other, that the same commit wrote. `line` counts from 1. */
export interface BlamedLines {
  readonly commit: string;
  readonly line: number;
  readonly count: number;
}

/** Room for what git says of one file; lines of one commit are told together. */
const answerLimit = 256 * 1024 * 1024;

/**
 * What the repository or the machine configures may neither run nor count: no text conversion, no commits to be ignored, no
 * other algorithm, no names from a mailmap (a file that is named there is not even read). Whole files alone are asked for:
 * whether moved lines are recognised depends on the lines around them.
 */
const configuration = ['mailmap.file=', 'mailmap.blob=', 'diff.algorithm=default', 'diff.renameLimit=1000'].flatMap((each) => [
  '-c',
  each,
]);

/**
 * Which commit wrote each line of a file as a commit has it, through renamed files and lines that moved within a file. Takes the
 * git binary. Nothing of the working tree is asked: git would put it through the filters of the repository.
 *
 * @param commit full object name
 * @param path from the root of the repository
 */
export async function blameFile(repository: string, commit: string, path: string): Promise<readonly BlamedLines[] | GitFailure> {
  if (!isObjectName(commit)) return missingObject(commit, repository);
  const run = (ignored: readonly string[]): Promise<GitResult> => {
    const args = ['blame', '--incremental', '--no-textconv', ...ignored, '-M', '--root', commit, '--', path];
    return streamGit(repository, [...configuration, ...args], { limit: answerLimit });
  };
  const first = await run(['--no-ignore-revs-file']);
  // Before 2.23 git ignored no commits, and does not know how not to.
  const { stdout, reason } = first.reason?.startsWith('unknown option') === true ? await run([]) : first;
  return stdout === undefined ? explainFailure(reason) : parseBlame(stdout.toString('utf8'));
}

/** A line `<commit> <line there> <line here> <count>` begins each group; all others begin with the name of a field. */
function parseBlame(text: string): BlamedLines[] {
  return [...text.matchAll(/^([0-9a-f]{40}|[0-9a-f]{64}) \d+ (\d+) (\d+)$/gm)]
    .map(([, commit = '', line, count]) => ({ commit, line: Number(line), count: Number(count) }))
    .sort((a, b) => a.line - b.line);
}
