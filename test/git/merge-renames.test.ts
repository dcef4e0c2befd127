import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { mergeCommits, type Merged } from '../../src/git/merge-commits.ts';
import { Workbench } from '../../src/git/workbench.ts';
import { newRepository } from './repository.ts';

const text = (i: number): string => Array.from({ length: 6 }, (_, line) => `${i} ${line}\n`).join('');

/** So many files are changed on one side, and renamed and changed on the other. */
async function merged(count: number): Promise<Merged> {
  const repository = newRepository();
  const file = (path: string, content: string): string => `M 100644 inline ${path}\ndata ${content.length}\n${content}\n`;
  const commit = (name: string, from: string | undefined, files: readonly string[]): string =>
    `commit refs/heads/${name}\ncommitter a <a@example.com> 1778691000 +0000\ndata 1\nx\n${from === undefined ? '' : `from refs/heads/${from}\n`}${files.join('')}\n`;
  const all = Array.from({ length: count }, (_, i) => i);
  const input = [
    commit(
      'base',
      undefined,
      all.map((i) => file(`old/${i}`, text(i))),
    ),
    commit(
      'ours',
      'base',
      all.map((i) => file(`old/${i}`, `ours\n${text(i)}`)),
    ),
    commit(
      'theirs',
      'base',
      all.flatMap((i) => [`D old/${i}\n`, file(`new/${i}-${count}`, `${text(i)}theirs\n`)]),
    ),
  ];
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository.path, input: input.join('') });
  const [ours, theirs] = ['ours', 'theirs'].map((name) => repository.git('rev-parse', name)) as [string, string];
  const bench = await Workbench.open(repository.path, ours);
  if (isGitFailure(bench)) throw new Error(bench.reason);
  onTestFinished(() => bench.remove());
  const found = await mergeCommits(bench, ours, theirs);
  if (isGitFailure(found)) throw new Error(found.reason);
  return found;
}

test('a file that was renamed is followed', async () => {
  expect(await merged(1)).toHaveProperty('tree');
});

test('more than a million pairs are not compared, however long a push makes the lists', async () => {
  expect(await merged(1001)).toHaveProperty('conflicts.length', 1001);
});
