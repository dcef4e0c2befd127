import { describe, expect, test } from 'vitest';
import { parseCommit } from '../../src/git/parse-commit.ts';
import { publicationOf } from '../../src/git/publication.ts';
import type { Commit } from '../../src/git/object-reader.ts';
import { requestOf, subjectOf } from '../../src/git/request-of.ts';

function commit(message: string, committer = 'Grace <grace@example.com>'): Commit {
  const lines = [
    `tree ${'1'.repeat(40)}`,
    'author Ada <ada@example.com> 1778691000 +0200',
    `committer ${committer} 1778692000 +0000`,
  ];
  return parseCommit('2'.repeat(40), Buffer.from(`${lines.join('\n')}\n\n${message}`))!;
}

test.each([
  ['the trailer', 'Merge pull request #5 from a/b\n\nText (#6)\n\nConfman-Request: 17\nSigned-off-by: Ada', '17'],
  ['the last trailer', 'Title\n\nConfman-Request: 17\nconfman-request: 18', '18'],
  ['no id in the trailer', 'Title (#4)\n\nConfman-Request: \u001b[31m', '4'],
  ['no trailer in the middle', 'Title\n\nConfman-Request: 17\n\nMore', undefined],
  ['GitHub, merge', 'Merge pull request #123 from owner/branch\n\nTitle', '123'],
  ['GitHub, squash', 'Raise the limits (#45)\n\n* one\n* two (#9)', '45'],
  ['GitHub, a revert', 'Revert "Raise the limits (#45)" (#46)', '46'],
  ['GitHub, a revert without a request', 'Revert "Raise the limits (#45)"', undefined],
  ['GitLab, merge', "Merge branch 'x' into 'main'\n\nTitle\n\nSee merge request group/sub/project!77", '77'],
  ['GitLab, squash by its template', 'Title (!78)', '78'],
  [
    'Gitea, merge',
    "Merge pull request 'Title (#1)' (#88) from x into main\n\nReviewed-on: https://git.example/o/r/pulls/88",
    '88',
  ],
  ['Gitea, squash', 'Title (#89)\n\nReviewed-on: https://git.example/o/r/pulls/89', '89'],
  ['Bitbucket', 'Merged in feature/x (pull request #12)\n\nTitle', '12'],
  ['Azure DevOps', 'Merged PR 1234: Title', '1234'],
  ['an issue in the middle', 'Fix #12 for good', undefined],
  ['nothing', '', undefined],
])('the request of %s', (_, message, expected) => {
  expect(requestOf(commit(message))).toBe(expected);
});

test('a message that is long and has no request is read in no time', () => {
  const message = `Merge pull request '${"' (#1) ".repeat(20_000)}\n\n${'See merge request '.repeat(50_000)}`;
  expect(requestOf(commit(message))).toBeUndefined();
  expect(subjectOf(message).length).toBeLessThanOrEqual(2000);
});

describe('who published', () => {
  test.each([
    ['who committed', 'Grace <grace@example.com>', 'grace@example.com'],
    ['the author, where GitHub committed', 'GitHub <noreply@github.com>', 'ada@example.com'],
    ['the author, where Gitea committed', 'Gitea <gitea@fake.local>', 'ada@example.com'],
    ['a person with a hidden address', 'Grace <7+grace@users.noreply.github.com>', '7+grace@users.noreply.github.com'],
  ])('%s', (_, committer, expected) => {
    const { publishedBy, publishedAt } = publicationOf(commit('x', committer));
    expect([publishedBy.email, publishedAt]).toEqual([expected, 1778692000]);
  });
});
