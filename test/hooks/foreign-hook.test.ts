import { mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { statusText } from '../../src/commands/print-hook.ts';
import { HookRepository } from './hook-repository.ts';

const hook = '.git/hooks/pre-commit';
const aside = `${hook}.before-confman`;

describe('a hook that is there', () => {
  const scripts: readonly (readonly [name: string, text: string, mode: number])[] = [
    ['a script that ends early', '#!/bin/sh\necho theirs\nexit 0\n', 0o755],
    ['a script of bash that is strict', '#!/usr/bin/env bash\nset -euo pipefail\necho theirs', 0o750],
    ['a script without a first line', 'echo theirs\n', 0o755],
    ['a first line alone', '#!/bin/sh', 0o755],
    ['a script with Windows line endings and bytes of no encoding', '#!/bin/sh\r\n# \xff\xfe\r\n', 0o755],
    ['an empty file', '', 0o755],
    ['a script for another interpreter', '#!/usr/bin/env -S node\nconsole.log("theirs")\n', 0o755],
    ['a program', '\x7fELF\0\0', 0o755],
    ['a script that may not be run', '#!/bin/sh\necho theirs\nexit 1\n', 0o644],
  ];

  test.each(scripts)('is as before when ours is gone: %s', (_, text, mode) => {
    const repository = new HookRepository();
    repository.write(hook, text, mode);
    expect([repository.install(), repository.install()]).toEqual(['written', 'there']);
    expect(repository.status().rows[0]).toMatchObject({ confman: 'installed', current: true, active: true });
    expect(repository.uninstall('')).toEqual([`${hook} restored`]);
    expect([repository.read(hook), repository.modeOf(hook), repository.has(aside)]).toEqual([text, mode, false]);
  });

  test.each(scripts.filter(([, text]) => text.includes('theirs')))('runs as before, after ours: %s', (_, text, mode) => {
    const repository = new HookRepository();
    repository.plant();
    repository.write(hook, text, mode);
    repository.install();
    const env = { CALLS: join(repository.path, '../calls') };
    expect(repository.commit([], env)).toEqual({ code: 0, said: mode === 0o644 ? '' : 'theirs\n' });
    expect(repository.commit([], { ...env, VALIDATE: '1' })).toMatchObject({
      code: 1,
      said: expect.not.stringContaining('theirs'),
    });
  });

  test('that is a link stays one', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.write('scripts/check', '#!/bin/sh\necho theirs\n', 0o755);
    mkdirSync(join(repository.path, '.git/hooks'));
    symlinkSync('../../scripts/check', join(repository.path, hook));
    expect(repository.install()).toBe('written');
    expect(repository.commit([], { CALLS: '/dev/null' }).said).toBe('theirs\n');
    expect(repository.read('scripts/check')).toBe('#!/bin/sh\necho theirs\n');
    repository.uninstall('');
    expect(readlinkSync(join(repository.path, hook))).toBe('../../scripts/check');
  });

  test('keeps what somebody added around ours', () => {
    const repository = new HookRepository();
    repository.install();
    repository.write(hook, `${repository.read(hook)}echo added\n`, 0o755);
    expect(repository.install({ checks: ['lint'] })).toBe('written');
    expect(repository.uninstall('')).toEqual([`${hook} restored`]);
    expect(repository.read(hook)).toBe('#!/bin/sh\necho added\n');
  });
});

describe('is left as it is', () => {
  test('where a file is in the place that the hook of before would be kept in', () => {
    const repository = new HookRepository();
    repository.write(hook, '#!/usr/bin/perl\n', 0o755);
    repository.write(aside, 'x');
    expect(repository.install()).toMatch(/^hook\/cannot-join .*before-confman, which is there already/);
    expect([repository.read(hook), repository.read(aside)]).toEqual(['#!/usr/bin/perl\n', 'x']);
  });

  test('a hook with lines of ours that were cut in half', () => {
    const repository = new HookRepository();
    repository.install();
    const half = repository.read(hook).split('\n').slice(0, 9).join('\n');
    repository.write(hook, half, 0o755);
    expect([repository.install(), ...repository.uninstall('')]).toEqual([
      expect.stringMatching(/^hook\/cannot-join .*not whole/),
      'hook/cannot-join',
    ]);
    expect(repository.status()).toMatchObject({ ok: false, rows: [{ confman: 'damaged' }] });
    expect(repository.read(hook)).toBe(half);
  });

  test('a hook beside the one of before to which something was added', () => {
    const repository = new HookRepository();
    repository.write(hook, '#!/usr/bin/perl\n', 0o755);
    repository.install();
    repository.write(hook, `${repository.read(hook)}echo added\n`, 0o755);
    expect(repository.uninstall('')).toEqual(['hook/cannot-join']);
    expect([repository.read(hook).endsWith('echo added\n'), repository.read(aside)]).toEqual([true, '#!/usr/bin/perl\n']);
  });

  test('a folder in the place of the hook', () => {
    const repository = new HookRepository();
    repository.write(`${hook}/x`, '');
    expect(repository.install()).toMatch(/^hook\/cannot-join .*it is no file/);
  });
});

test('lines of another version are told, and written anew', () => {
  const repository = new HookRepository();
  repository.plant();
  repository.install();
  const now = repository.read(hook);
  repository.write(hook, now.replace('failed=0', 'failed=""').replaceAll('\n', '\r\n'), 0o755);
  expect(repository.status()).toMatchObject({ ok: false, rows: [{ confman: 'installed', current: false }] });
  expect(statusText(repository.status())).toMatch(
    /^Commits here are judged as another version had it: run confman hook install$/m,
  );
  expect(repository.install()).toBe('written');
  expect(repository.read(hook).replace('#!/bin/sh\r', '#!/bin/sh')).toBe(now);
  expect(repository.status().ok).toBe(true);
});
