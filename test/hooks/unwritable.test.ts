import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setHookAside, undoAside } from '../../src/git/write-hook-file.ts';
import { installHook } from '../../src/pipeline/hooks/install-hook.ts';
import type { HookTarget } from '../../src/pipeline/hooks/hook-place.ts';

test('hook/unwritable: a folder that may not be written to', () => {
  const nothing = { file: undefined, ours: undefined, called: true, active: false, shared: false } as const;
  const git: HookTarget = { owner: 'git', path: '/dev/null/hooks/pre-commit', shown: 'hooks/pre-commit', ...nothing };
  const { value, diagnostics } = installHook(
    { repository: '/dev/null', place: { git, husky: undefined, managers: [] } },
    {
      workspace: { folder: '', schemas: 'schemas', checks: ['validate'] },
      into: 'auto',
      node: '/usr/bin',
      command: 'confman',
      isFound: true,
    },
  );
  expect([value, ...diagnostics]).toMatchObject([
    undefined,
    { code: 'hook/unwritable', args: { file: 'hooks/pre-commit', reason: 'ENOTDIR' } },
  ]);
});

test('a hook that was set aside is back where ours could not be written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'confman-hook-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [hook, aside] = [join(folder, 'pre-commit'), join(folder, 'pre-commit.before-confman')];
  for (const isLink of [false, true]) {
    writeFileSync(hook, 'theirs');
    setHookAside(hook, aside, isLink);
    undoAside(aside, hook);
    expect([readFileSync(hook, 'utf8'), readdirSync(folder)]).toEqual(['theirs', ['pre-commit']]);
  }
});
