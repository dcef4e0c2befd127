import { describe, expect, test } from 'vitest';
import { pipeline, workflow } from './template.ts';

/** What the expressions of the template use of an event. */
interface GitHubEvent {
  readonly name: 'pull_request' | 'merge_group' | 'push';
  readonly head?: string;
  readonly actor?: string;
  readonly judged?: 'success' | 'failure' | 'skipped' | 'cancelled';
  readonly told?: string;
  readonly scanning?: string;
}

/** Names of the jobs that run, after `judge` has ended. The expressions are those of the host, a part of JavaScript. */
function githubJobs(event: GitHubEvent): string[] {
  const { name, head, actor = 'ada', judged = 'success', told = 'true', scanning = '' } = event;
  const github = {
    event_name: name,
    actor,
    repository: 'acme/shop',
    event: { pull_request: { head: { repo: { full_name: head } } } },
  };
  const scope = {
    github,
    needs: { judge: { result: judged, outputs: { told } } },
    vars: { CONFMAN_CODE_SCANNING: scanning },
    cancelled: () => judged === 'cancelled',
  };
  return Object.entries(workflow.jobs).flatMap(([job, { if: condition = '', needs }]) => {
    // Without a word about it a job waits for success.
    if (needs !== undefined && !condition.includes('cancelled()') && judged !== 'success') return [];
    return condition === '' || evaluated(condition.replace(/^\$\{\{([^]*)\}\}$/, '$1'), scope) ? [job] : [];
  });
}

function evaluated(expression: string, scope: object): boolean {
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the template is our own
  return Boolean(new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope)));
}

describe('GitHub runs', () => {
  const own: GitHubEvent = { name: 'pull_request', head: 'acme/shop' };

  test.each<[what: string, event: GitHubEvent, jobs: readonly string[]]>([
    ['a pull request of the repository', own, ['judge', 'comment']],
    ['one with errors', { ...own, judged: 'failure' }, ['judge', 'comment']],
    ['one whose change could not be looked at', { ...own, judged: 'failure', told: '' }, ['judge']],
    ['one that a newer push ended', { ...own, judged: 'cancelled' }, ['judge']],
    ['a pull request of a fork', { ...own, head: 'mallory/shop' }, ['judge']],
    ['a pull request of a fork that is gone', { name: 'pull_request' }, ['judge']],
    ['a pull request of Dependabot', { ...own, actor: 'dependabot[bot]' }, ['judge']],
    ['a merge queue', { name: 'merge_group' }, ['judge']],
    ['a push', { name: 'push' }, ['judge', 'snapshots']],
    ['a push with errors', { name: 'push', judged: 'failure' }, ['judge']],
    ['a push with code scanning', { name: 'push', judged: 'failure', scanning: 'true' }, ['judge', 'scan']],
    ['code scanning of a fork', { ...own, head: 'mallory/shop', scanning: 'true' }, ['judge']],
  ])('on %s', (_, event, jobs) => expect(githubJobs(event)).toEqual(jobs));
});

/** Names of the jobs of a pipeline. Its rules know variables, texts, `==` and `&&`. */
function gitlabJobs(variables: Readonly<Record<string, string>>): string[] {
  const value = (word: string): string | undefined =>
    word.startsWith('$') ? variables[word.slice(1)] : word.replaceAll('"', '');
  const holds = (rule: string): boolean =>
    rule.split(' && ').every((part) => {
      const [left = '', right = ''] = part.split(' == ');
      return value(left) === value(right);
    });
  return Object.entries(pipeline).flatMap(([name, { extends: from = '', rules = pipeline[from]?.rules ?? [] }]) =>
    !name.startsWith('.') && rules.some((rule) => holds(rule.if)) ? [name.replace('confman:', '')] : [],
  );
}

describe('GitLab runs', () => {
  const project = { CI_PROJECT_ID: '12', CI_DEFAULT_BRANCH: 'main' };
  const request = { ...project, CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '12' };

  test.each<[what: string, variables: Readonly<Record<string, string>>, jobs: readonly string[]]>([
    ['a merge request of the project', request, ['validate', 'schemas', 'diff', 'comment']],
    ['one of a fork', { ...request, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '99' }, ['validate', 'schemas', 'diff']],
    [
      'a push to the default branch',
      { ...project, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' },
      ['validate', 'schemas', 'snapshots'],
    ],
    ['a push to another branch', { ...project, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'feature' }, []],
    ['a tag', { ...project, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_TAG: 'v1' }, []],
  ])('on %s', (_, variables, jobs) => expect(gitlabJobs(variables)).toEqual(jobs));
});
