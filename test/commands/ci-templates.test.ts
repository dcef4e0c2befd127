import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { jobScript, stepScript } from '../ci-templates/template.ts';
import { repositoryOf, Sandbox, shop, type Ended } from './sandbox.ts';

const eu = 'configs/apps/shop/eu/config.json5';

interface Ran extends Ended {
  /** What the steps after this one are told. */
  readonly outputs: string;
  readonly summary: string;
}

/** Runs scripts as the runners do. `npx` is one that has confman installed already. */
class Runner {
  readonly box: Sandbox;

  constructor(box: Sandbox) {
    this.box = box;
    const node = process.env['CONFMAN_NODE'] ?? process.execPath;
    box.write(
      '../bin/npx',
      `#!/bin/sh\n[ "$1 $2 $3" = "--no -- confman" ] || exit 64\nshift 3\nexec '${node}' '${inject('program')}' "$@"\n`,
    );
    chmodSync(join(box.path, '../bin/npx'), 0o755);
  }

  run(script: string, env: Readonly<Record<string, string>> = {}): Ran {
    for (const name of ['outputs', 'summary']) this.box.write(`../${name}`, '');
    const given = {
      PATH: `${join(this.box.path, '../bin')}:${process.env['PATH'] ?? ''}`,
      RUNNER_TEMP: join(this.box.path, '../temp'),
      GITHUB_OUTPUT: join(this.box.path, '../outputs'),
      GITHUB_STEP_SUMMARY: join(this.box.path, '../summary'),
    };
    const ended = spawnSync('bash', ['--norc', '-e', '-c', script], {
      cwd: this.box.path,
      env: { ...this.box.env, ...given, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { status: code, stdout, stderr } = ended;
    return { code, stdout, stderr, outputs: this.box.read('../outputs'), summary: this.box.read('../summary') };
  }

  step(name: string, env: Readonly<Record<string, string>> = {}, job = 'judge'): Ran {
    return this.run(stepScript(job, name), env);
  }
}

/** A branch with a pool of its own, merged as GitHub checks out a pull request. */
function pullRequest(): Runner {
  const box = repositoryOf(shop, 'pull request', (made) => {
    made.git('checkout', '--quiet', '-b', 'feature');
    made.write(eu, '{ url: "https://eu.example.com", password: "vault://shop/eu", pool: 30 }');
    made.commit('A pool');
    made.git('checkout', '--quiet', 'main');
    made.write('other.txt', 'x');
    made.commit('Something else');
    made.git('checkout', '--quiet', '--detach', 'main');
    made.git('merge', '--quiet', '--no-ff', '--message=Merge', 'feature');
  });
  return new Runner(box);
}

/** A pull request that changes what is immutable, and with it the branch that this is held against. */
function dodging(): Runner {
  const box = new Sandbox();
  box.write('schemas/s/v1.json', '{ "properties": { "id": { "x-confman-immutable": true } } }');
  box.write(eu, '{ $schema: "schemas/s/v1", id: 1 }');
  box.commit();
  box.write('confman.json5', '{ protectedBranch: "nowhere" }');
  box.write(eu, '{ $schema: "schemas/s/v1", id: 2 }');
  box.commit();
  return new Runner(box);
}

describe('GitHub', () => {
  test('what is held against the base is so whatever branch the settings of the pull request name', () => {
    const { code, stdout } = dodging().step('Validate', { BASE: 'HEAD^1' });
    expect([code, stdout.includes('lifecycle/immutable-changed')]).toEqual([1, true]);
  });

  test('a pull request is judged, and its effective change told', () => {
    const runner = pullRequest();
    expect(runner.step('Find the base', { EVENT: 'pull_request' })).toMatchObject({ code: 0, outputs: 'base=HEAD^1\n' });
    expect(runner.step('Validate')).toMatchObject({ code: 0, stdout: 'confman: Found no errors; all 2 apps are valid\n' });
    expect(runner.step('Check the schema versions', { BASE: 'HEAD^1' }).code).toBe(0);
    const { code, outputs } = runner.step('Tell the effective change, and who has to review it', { BASE: 'HEAD^1' });
    expect([code, outputs]).toEqual([0, 'told=true\nchanged=true\n']);
    const report = runner.box.read('../temp/confman/diff.md');
    expect(report).toMatch(/^<!-- confman diff -->\n/);
    expect(report).toContain('`/pool` `10` → `30`');
    const { summary } = runner.step('Keep the reports in the summary');
    expect([summary.includes(report), summary.includes('who has to review')]).toEqual([true, true]);
    expect(runner.box.has('../temp/confman/confman.sarif')).toBe(true);
  });

  test('a pull request with an error fails, is annotated, and its change is told all the same', () => {
    const runner = pullRequest();
    runner.box.write(eu, '{ url: 12 }');
    runner.box.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    const { code, stdout } = runner.step('Validate');
    expect([code, stdout.split('\n')[0]]).toEqual([1, expect.stringContaining(`::error file=${eu},line=1`)]);
    expect(runner.step('Tell the effective change, and who has to review it', { BASE: 'HEAD^1' })).toMatchObject({ code: 0 });
    expect(runner.box.read('../temp/confman/diff.md')).toContain('❌');
  });

  test('a schema version that was edited fails', () => {
    const runner = pullRequest();
    runner.box.write('schemas/shop/v1.json', shop['schemas/shop/v1.json']!.replace('"maximum":100', '"maximum":200'));
    runner.box.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    const { code, stdout } = runner.step('Check the schema versions', { BASE: 'HEAD^1' });
    expect([code, stdout]).toEqual([1, expect.stringContaining('title=confman retention/version-edited')]);
  });

  test('a push is held against what was there before; a new branch against nothing', () => {
    const runner = pullRequest();
    const before = runner.box.git('rev-parse', 'HEAD^1').trim();
    expect(runner.step('Find the base', { EVENT: 'push', BEFORE: before }).outputs).toBe(`base=${before}\n`);
    for (const gone of ['0'.repeat(40), 'f'.repeat(40), '']) {
      const { code, outputs, stdout } = runner.step('Find the base', { EVENT: 'push', BEFORE: gone });
      expect([code, outputs, stdout]).toEqual([0, '', expect.stringContaining('::notice title=confman::Nothing to compare')]);
    }
  });

  test('where the change cannot be told, an older comment does not stay', () => {
    const runner = pullRequest();
    runner.box.write('confman.json5', '{ schemas: 1 }');
    runner.box.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    const { code, outputs } = runner.step('Tell the effective change, and who has to review it', { BASE: 'HEAD^1' });
    expect([code, outputs]).toEqual([0, 'told=true\nchanged=true\n']);
    expect(runner.box.read('../temp/confman/diff.md')).toContain('`confman.json5`');
  });

  test('the snapshots of the protected branch are exported and verified', () => {
    const runner = pullRequest();
    const { code, stderr, stdout } = runner.step('Export the snapshots of the commit', {}, 'snapshots');
    expect([code, stdout + stderr]).toEqual([0, expect.stringMatching(/^Verified .*: 2 apps and 1 schema/m)]);
    expect(runner.box.files('../temp/release')).toContain('manifest.json');
  });
});

describe('GitLab', () => {
  test('what is held against the base is so whatever branch the settings of the merge request name', () => {
    const runner = dodging();
    const before = runner.box.git('rev-parse', 'HEAD~1').trim();
    const { code, stderr } = runner.run(jobScript('confman:validate'), { CI_MERGE_REQUEST_DIFF_BASE_SHA: before });
    expect([code, stderr.includes('lifecycle/immutable-changed')]).toEqual([1, true]);
  });

  test('a merge request is judged against where it left its target', () => {
    const runner = pullRequest();
    runner.box.git('checkout', '--quiet', 'feature');
    const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: runner.box.git('merge-base', 'main', 'feature').trim() };
    expect(runner.run(jobScript('confman:validate')).code).toBe(0);
    expect(JSON.parse(runner.box.read('gl-code-quality-report.json'))).toEqual([]);
    expect(runner.run(jobScript('confman:schemas'), env).code).toBe(0);
    expect(runner.run(jobScript('confman:diff'), env).code).toBe(0);
    expect(runner.box.read('confman/changed')).toBe('true\n');
    expect(runner.box.read('confman/owners.md')).toContain('who has to review');
    expect(runner.box.read('confman/effective-change.md')).toContain('`/pool` `10` → `30`');
  });

  test('a merged result is judged against its first parent, and a new branch against nothing', () => {
    const runner = pullRequest();
    const target = runner.box.git('rev-parse', 'HEAD^1').trim();
    const env = { CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'f'.repeat(40) };
    expect(runner.run(jobScript('confman:diff'), env).code).toBe(0);
    expect(runner.box.read('confman/effective-change.md')).toContain('`/pool`');
    const pushed = runner.run(jobScript('confman:schemas'), { CI_COMMIT_BEFORE_SHA: '0'.repeat(40) });
    expect(pushed).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to compare with') });
  });
});
