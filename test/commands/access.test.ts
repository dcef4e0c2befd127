import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryOf } from './sandbox.ts';

const files = {
  'configs/namespace.json5': '{ roles: { admin: ["ada@example.com"] }, vars: { token: "vault://shop/token" } }',
  'configs/groups.json5': '{ pay: ["bob@example.com"] }',
  'configs/pay/namespace.json5': '{ roles: { publisher: ["group:pay"] } }',
  'configs/pay/api/config.json5': '{ pool: { $ref: "system/global#/pool" } }',
  'configs/system/global.json5': '{ pool: 10 }',
};

describe('access check', () => {
  test('0 allowed, with what decides it', () => {
    const box = repositoryOf(files);
    const { code, stdout } = box.confman(['access', 'check', 'BOB@example.com', 'config:publish', '/pay', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      formatVersion: 1,
      user: 'BOB@example.com',
      action: 'config:publish',
      asked: '/pay',
      namespace: '/pay',
      verdict: 'allowed',
      allowed: true,
      decidedBy: {
        role: 'publisher',
        namespace: '/pay',
        principal: 'group:pay',
        groups: ['pay'],
        name: null,
        file: 'configs/pay/namespace.json5',
        line: 1,
        column: 24,
      },
    });
  });

  test('1 denied, also by an earlier state', () => {
    const box = repositoryOf(files);
    expect(box.confman(['access', 'check', 'bob@example.com', 'roles:manage', 'pay/api'])).toEqual({
      code: 1,
      stdout: 'denied  bob@example.com roles:manage in /pay/api: no role of /pay, / gives it to them\n',
      stderr: '',
    });
    box.write('configs/pay/namespace.json5', '{ roles: { admin: ["bob@example.com"] } }');
    expect(box.confman(['access', 'check', 'bob@example.com', 'roles:manage', 'pay/api', '--rev', 'HEAD']).code).toBe(1);
  });

  test('2 where nothing is known: what cannot be used could decide otherwise', () => {
    const box = repositoryOf(files);
    box.write('configs/groups.json5', '{ pay: ');
    expect(box.confman(['access', 'check', 'bob@example.com', 'config:publish', '/pay'])).toMatchObject({
      code: 2,
      stdout: 'unsure  bob@example.com config:publish in /pay: groups cannot be used\n',
      stderr: expect.stringContaining('configs/groups.json5:1:8'),
    });
    expect(box.confman(['access', 'check', 'ada@example.com', 'config:publish', '/pay']).code).toBe(0);
    box.write('configs/pay/namespace.json5', '{ inherit: "no" }');
    expect(box.confman(['access', 'check', 'ada@example.com', 'config:publish', '/pay']).code).toBe(2);
  });

  test.each([
    [['ada', 'config:publish', '/pay'], 'error: "ada" is no address, no group and no account'],
    [['group:nobody', 'config:publish', '/pay'], 'error: there is no group "nobody"\n  hint: '],
    [['ada@example.com', 'config:rule', '/pay'], "value 'config:rule' is invalid"],
    [['ada@example.com', 'config:publish', '/payy'], 'workspace/id-not-found'],
  ])('2 for %j', (args, sentence) => {
    const { code, stderr } = repositoryOf(files).confman(['access', 'check', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

test('access show and list say where everything comes from, and no reference to a secret in full', () => {
  const box = repositoryOf(files);
  const shown = box.confman(['access', 'show', '/pay']);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain('admin              ada@example.com  configs/namespace.json5:1:20');
  expect(shown.stdout).toContain('vault://…');
  expect(shown.stdout + box.confman(['access', 'show', '/pay', '--format', 'json']).stdout).not.toContain('shop/token');
  expect(box.confman(['access', 'show']).stdout).toMatch(/^\/ +Publishing takes .*\n\/pay +Publishing takes .*\n$/);
  expect(JSON.parse(box.confman(['access', 'show', '--format', 'json']).stdout)).toMatchObject({
    namespaces: [{ path: '/' }, { path: '/pay', chain: ['/pay', '/'] }],
  });
  expect(box.confman(['access', 'list', 'ada@example.com']).stdout.split('\n')).toEqual([
    'admin      /     admin of / at configs/namespace.json5:1:20',
    'admin      /pay  admin of / at configs/namespace.json5:1:20',
    '',
  ]);
});

describe('access owners', () => {
  test('names who has to agree, as they are at the base', () => {
    const box = repositoryOf(files);
    box.git('checkout', '--quiet', '-b', 'work');
    box.write('configs/system/global.json5', '{ pool: 20 }');
    box.write('configs/pay/namespace.json5', '{ roles: { admin: ["mallory@example.com"] } }');
    const { code, stdout } = box.confman(['access', 'owners', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      namespaces: [
        { namespace: '/pay', permission: 'roles:manage', needed: 1, reviewers: ['ada@example.com'], apps: ['pay/api'] },
      ],
      families: [],
      ungoverned: { apps: [], documents: [] },
    });
    expect(box.confman(['access', 'owners', '--format', 'sarif']).code).toBe(2);
  });

  test('fits into a comment, however many there are', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [
        `configs/team-${'x'.repeat(60)}-${i}/namespace.json5`,
        `{ owner: "owner@example.com", roles: { publisher: ["${'p'.repeat(40)}${i}@example.com"] } }`,
      ]),
    );
    const box = repositoryOf({ ...many, ...files });
    for (const path of Object.keys(many)) box.write(path, '{}');
    const { code, stdout } = box.confman(['access', 'owners', '--format', 'markdown']);
    expect(code).toBe(0);
    expect(Buffer.byteLength(stdout)).toBeLessThan(60_000);
    expect(stdout).toMatch(/Cut for length: \d+ of 400 who have to agree\.\n$/);
  });
});

describe('access codeowners', () => {
  const command = ['access', 'codeowners'];
  const out = [...command, '--out', '.github/CODEOWNERS'];

  test('is written, is up to date, and is not any more', () => {
    const box = repositoryOf(files);
    expect(box.confman([...command, '--check'])).toMatchObject({ code: 1, stderr: expect.stringContaining('is not there') });
    expect(box.confman(out)).toEqual({ code: 0, stdout: '', stderr: 'Wrote .github/CODEOWNERS\n' });
    expect(box.read('.github/CODEOWNERS')).toContain('/configs/pay/ bob@example.com\n');
    expect(box.confman([...command, '--check'])).toMatchObject({ code: 0, stdout: '' });
    box.commit();
    box.write('configs/pay/namespace.json5', '{ roles: { publisher: ["eve@example.com"] } }');
    expect(box.confman([...command, '--check'])).toMatchObject({ code: 1, stderr: expect.stringContaining('is out of date') });
    expect(box.confman([...command, '--check', '--staged']).code).toBe(0);
  });

  test('from a folder of the repository: hints lead to the file from there, and a file that no forge looks at is told', () => {
    const box = repositoryOf(files);
    const cwd = 'configs/pay';
    const hint = 'Run confman access codeowners --out ../../.github/CODEOWNERS\n';
    expect(box.confman([...command, '--check'], { cwd }).stderr).toContain(hint);
    expect(box.confman(out, { cwd }).stderr).toBe(
      'note: github does not look at configs/pay/.github/CODEOWNERS, but at .github/CODEOWNERS, CODEOWNERS, docs/CODEOWNERS\n' +
        'Wrote configs/pay/.github/CODEOWNERS\n',
    );
  });

  test('what was written by hand stays, and is added to by force alone', () => {
    const box = repositoryOf({ ...files, CODEOWNERS: '* @ours\n' });
    expect(box.confman([...command, '--out', 'CODEOWNERS'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(box.read('CODEOWNERS')).toBe('* @ours\n');
    expect(box.confman([...command, '--out', 'CODEOWNERS', '--force']).code).toBe(0);
    expect(box.read('CODEOWNERS')).toMatch(/^\* @ours\n# confman: begin\n/);
    expect(box.confman([...command, '--check']).code).toBe(0);
  });

  test('nothing is written outside of the repository, among its own files, or through a link', () => {
    const box = repositoryOf(files);
    box.write('elsewhere/CODEOWNERS', 'theirs');
    symlinkSync('elsewhere', join(box.path, '.github'));
    for (const path of ['../CODEOWNERS', '.github/CODEOWNERS'])
      expect(box.confman([...command, '--out', path, '--force']).code, path).toBe(2);
    expect(box.read('elsewhere/CODEOWNERS')).toBe('theirs');
    expect(box.files()).not.toContain('../CODEOWNERS');
  });
});
