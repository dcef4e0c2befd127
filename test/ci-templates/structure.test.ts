import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pipeline, templateText, workflow } from './template.ts';

const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([job, { steps: all }]) => all.map((step) => ({ job, step })));

/** Whether a shell can read it, without running it. */
function isShell(script: string): boolean {
  return spawnSync('bash', ['-n'], { input: script }).status === 0;
}

describe('GitHub', () => {
  test('runs on pull requests with a token that reads, and never with the one of the base', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group', 'push']);
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      judge: { contents: 'read' },
      comment: { 'pull-requests': 'write' },
      scan: { actions: 'read', contents: 'read', 'security-events': 'write' },
      snapshots: { contents: 'read' },
    });
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('actions are pinned to commits, with their version beside', () => {
    const used = templateText('github.yml').match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((line) => !/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    // One action, one commit.
    expect(new Set(used).size).toBe(new Set(used.map((line) => line.split('@')[0])).size);
  });

  test('nothing is put into a script before the shell reads it', () => {
    const scripts = steps.flatMap(({ step }) => step.run ?? []);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    expect(scripts.filter((script) => !isShell(script))).toEqual([]);
  });

  test('what comes from an event reaches a script as a variable alone, and is no text that somebody types', () => {
    const values = steps.flatMap(({ step }) => Object.values(step.env ?? {}));
    expect(values.filter((value) => /head\.ref|head_ref|title|body|label|message/.test(value))).toEqual([]);
  });

  test('a job that may write runs nothing of the pull request', () => {
    for (const name of ['comment', 'scan']) {
      const own = workflow.jobs[name]?.steps ?? [];
      expect(own.filter(({ run = '' }) => /\bnp[mx]\b/.test(run))).toEqual([]);
    }
    expect(workflow.jobs['comment']?.steps.some(({ uses = '' }) => uses.includes('checkout'))).toBe(false);
    expect(workflow.jobs['comment']?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  });

  test('a checkout keeps no token, and has the history that is asked for', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.includes('actions/checkout') === true);
    expect(checkouts.map(({ step }) => step.with?.['persist-credentials'])).toEqual([false, false, false]);
    expect(checkouts.filter(({ job }) => job !== 'scan').map(({ step }) => step.with?.['fetch-depth'])).toEqual([0, 0]);
  });
});

describe('GitLab', () => {
  test('scripts can be read by a shell', () => {
    const scripts = Object.values(pipeline).flatMap(({ script, before_script }) => [...(script ?? []), ...(before_script ?? [])]);
    expect(scripts.length).toBeGreaterThan(6);
    expect(scripts.filter((script) => !isShell(script))).toEqual([]);
  });

  test('every job says when it runs, and needs what is there', () => {
    for (const [name, { extends: from, rules, needs = [] }] of Object.entries(pipeline)) {
      expect((rules ?? pipeline[from ?? '']?.rules ?? []).length, name).toBeGreaterThan(0);
      expect(
        needs.filter((each) => pipeline[each] === undefined),
        name,
      ).toEqual([]);
    }
  });

  test('the job with the token runs nothing of the merge request', () => {
    const { variables, before_script, script = [], rules, extends: from } = pipeline['confman:comment'] ?? {};
    expect([from, before_script, variables?.['GIT_STRATEGY']]).toEqual([undefined, undefined, 'none']);
    expect(script.join('\n')).not.toMatch(/npm|npx/);
    expect(rules?.map((rule) => rule.if)).toEqual([
      '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID',
    ]);
    const others = Object.entries(pipeline).filter(([name]) => name !== 'confman:comment');
    expect(JSON.stringify(others)).not.toContain('CONFMAN_TOKEN');
  });
});
