import { expect, test } from 'vitest';
import { installHook } from '../../src/pipeline/hooks/install-hook.ts';
import type { HookTarget } from '../../src/pipeline/hooks/hook-place.ts';

test('hook/unwritable: a folder that may not be written to', () => {
  const nothing = { file: undefined, ours: undefined, called: true, active: false, shared: false } as const;
  const git: HookTarget = { owner: 'git', path: '/dev/null/hooks/pre-commit', shown: 'hooks/pre-commit', ...nothing };
  const { value, diagnostics } = installHook(
    { repository: '/dev/null', place: { git, husky: undefined, managers: [] } },
    { workspace: { folder: '', schemas: 'schemas', checks: ['validate'] }, into: 'auto', node: '/usr/bin', command: 'confman' },
  );
  expect([value, ...diagnostics]).toMatchObject([
    undefined,
    { code: 'hook/unwritable', args: { file: 'hooks/pre-commit', reason: 'ENOTDIR' } },
  ]);
});
