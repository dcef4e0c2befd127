import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryOf, sandboxOf, shop, type Ended, type Sandbox } from './sandbox.ts';

function exported(files = shop, ...flags: readonly string[]): Sandbox {
  return repositoryOf({ ...files, '.gitignore': '/out\n/clone\n' }, flags.join(' '), (box) => {
    const { code, stderr } = box.confman(['export', '--out', 'out', ...flags]);
    expect([code, stderr]).toEqual([0, '']);
  });
}

/** Codes of all findings, each once. */
function codesOf({ stderr }: Ended): string[] {
  return [...new Set([...stderr.matchAll(/^(?:error|warning|info)\[([^\]]+)\]/gm)].map(([, code]) => code ?? ''))];
}

test.each([[], ['--bare'], ['--output-format', 'yaml'], ['--output-format', 'bson']])(
  'a release is what its commit gives: %s %s',
  (...flags) => {
    const box = exported(shop, ...flags);
    const { code, stdout, stderr } = box.confman(['verify', 'out']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Verified out: 2 apps and 1 schema of commit [0-9a-f]{12}, schema sequence 1\n$/);
  },
);

test('it stays so, whatever is committed or edited later', () => {
  const box = exported();
  box.write('configs/system/global.json5', '{ tls: false }');
  box.write('confman.json5', '{ configs: "elsewhere" }');
  box.write('elsewhere/x.json5', '{}');
  box.write('schemas/shop/v2.json', '{}');
  box.remove('configs/apps/shop/us');
  box.commit();
  box.write('configs/system/global.json5', '{ not json5');
  expect(box.confman(['verify', 'out'])).toMatchObject({ code: 0, stderr: '' });
});

test('and in another clone', () => {
  const box = exported();
  box.git('clone', '--quiet', '.', 'clone');
  expect(box.confman(['verify', '../out'], { cwd: 'clone' }).code).toBe(0);
});

test.each([
  [
    'a changed file',
    (box: Sandbox) => box.write('out/apps/shop/eu.json', box.read('out/apps/shop/eu.json').replace('10', '11')),
    'snapshot/verify-changed',
  ],
  ['a missing file', (box: Sandbox) => box.remove('out/apps/shop/eu.json'), 'snapshot/verify-missing'],
  ['a file too many', (box: Sandbox) => box.write('out/apps/shop/xx.json', '{}'), 'snapshot/verify-extra'],
  ['a link', (box: Sandbox) => symlinkSync('/etc', join(box.path, 'out', 'etc')), 'snapshot/verify-extra'],
  ['a damaged manifest', (box: Sandbox) => box.write('out/manifest.json', '{}'), 'snapshot/manifest-invalid'],
])('%s is found', (_, damage, code) => {
  const box = exported();
  damage(box);
  const ended = box.confman(['verify', 'out']);
  expect([ended.code, ended.stdout, codesOf(ended)]).toEqual([1, '', [code]]);
});

test('a release that was forged with its manifest differs from its commit', () => {
  const box = exported();
  const commit = box.git('rev-parse', 'HEAD').trim();
  box.write('configs/system/global.json5', '{ tls: false, pool: 10 }');
  box.confman(['export', '--out', 'out']);
  box.write('out/manifest.json', box.read('out/manifest.json').replace('"commit": null', `"commit": "${commit}"`));
  const ended = box.confman(['verify', 'out']);
  expect([ended.code, codesOf(ended)]).toEqual([1, ['snapshot/verify-mismatch']]);
});

test('another version of confman is named where something differs', () => {
  const box = exported();
  box.write('out/manifest.json', box.read('out/manifest.json').replace(/"toolVersion": "[^"]+"/, '"toolVersion": "0.0.1"'));
  expect(codesOf(box.confman(['verify', 'out']))).toEqual([]);
  box.remove('out/apps/shop/eu.json');
  const ended = box.confman(['verify', 'out']);
  expect(codesOf(ended)).toEqual(['snapshot/verify-missing', 'snapshot/verify-other-version']);
  expect(ended.stderr).toContain('hint: Verify it with confman 0.0.1');
});

test('a release that names no commit is compared with the working tree, and that is said', () => {
  const box = sandboxOf(shop);
  box.confman(['export', '--out', 'out']);
  const same = box.confman(['verify', 'out']);
  expect([same.code, codesOf(same)]).toEqual([0, ['snapshot/verify-working-tree']]);
  box.write('configs/system/global.json5', '{}');
  const ended = box.confman(['verify', 'out']);
  expect([ended.code, codesOf(ended)]).toEqual([1, ['snapshot/verify-mismatch', 'snapshot/verify-working-tree']]);
});

test('a commit that is not here cannot be judged', () => {
  const box = exported();
  box.write('out/manifest.json', box.read('out/manifest.json').replace(/"commit": "[^"]+"/, `"commit": "${'0'.repeat(39)}1"`));
  const ended = box.confman(['verify', 'out']);
  expect([ended.code, codesOf(ended)]).toEqual([2, ['workspace/commit-unreadable']]);
  expect(ended.stderr).toContain(`hint: Fetch it, for example with: git fetch origin ${'0'.repeat(39)}1`);
});

test('a folder that is no release cannot be judged', () => {
  const box = exported();
  const ended = box.confman(['verify', 'configs']);
  expect([ended.code, codesOf(ended)]).toEqual([2, ['snapshot/manifest-missing']]);
});

test('an invalid app that was allowed is verified as well', () => {
  const box = sandboxOf({
    ...shop,
    'configs/apps/shop/us/config.json5': '{ url: 1, password: "hunter2" }',
    '.gitignore': '/out\n',
  });
  box.commit();
  box.confman(['export', '--out', 'out', '--allow-invalid']);
  expect(box.confman(['verify', 'out'])).toMatchObject({ code: 0, stderr: '' });
});

test('what git says instead of an object is not believed', () => {
  const box = exported();
  const blob = box.git('rev-parse', 'HEAD:configs/system/global.json5').trim();
  box.write('other.json5', '{ tls: false }');
  box.git('replace', blob, box.git('hash-object', '-w', 'other.json5').trim());
  expect(box.confman(['verify', 'out'])).toMatchObject({ code: 0, stderr: '' });
});

test('nothing that the repository configures is run', () => {
  const box = exported();
  const touch = `touch ${box.path}/PWNED`;
  box.write('.gitattributes', '* filter=evil diff=evil\n');
  for (const key of [
    'core.fsmonitor',
    'filter.evil.clean',
    'filter.evil.smudge',
    'diff.evil.textconv',
    'core.pager',
    'core.sshCommand',
  ])
    box.git('config', key, touch);
  box.write('hooks/post-checkout', `#!/bin/sh\n${touch}\n`);
  box.git('config', 'core.hooksPath', `${box.path}/hooks`);
  expect(box.confman(['export', '--out', 'out']).code).toBe(0);
  expect(box.confman(['verify', 'out']).code).toBe(0);
  expect(box.confman(['doctor']).code).toBe(0);
  expect(box.has('PWNED')).toBe(false);
});

test('a link in the tree of a commit is refused as one on disk is', () => {
  const box = sandboxOf({ ...shop, '.gitignore': '/out\n' });
  const clean = box.commit();
  box.confman(['export', '--out', 'out']);
  symlinkSync('/etc/passwd', join(box.path, 'configs', 'passwd.json5'));
  const linked = box.commit();
  box.write('out/manifest.json', box.read('out/manifest.json').replace(clean, linked));
  const ended = box.confman(['verify', 'out']);
  expect([ended.code, codesOf(ended)]).toEqual([2, ['workspace/symlink']]);
});

test('a submodule in the tree of a commit is refused', () => {
  const box = sandboxOf({ ...shop, '.gitignore': '/out\n' });
  const clean = box.commit();
  box.confman(['export', '--out', 'out']);
  box.git('update-index', '--add', '--cacheinfo', `160000,${clean},configs/vendor`);
  box.git('commit', '--quiet', '--message', 'Submodule');
  box.write('out/manifest.json', box.read('out/manifest.json').replace(clean, box.git('rev-parse', 'HEAD').trim()));
  expect(codesOf(box.confman(['verify', 'out']))).toEqual(['workspace/submodule']);
});
