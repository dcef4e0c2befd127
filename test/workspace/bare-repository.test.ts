import { expect, test } from 'vitest';
import { openWorkspaceOnDisk } from '../../src/pipeline/open-workspace.ts';
import { openHookedWorkspace } from '../../src/pipeline/hooks/open-hooked-workspace.ts';
import { openHooksOf } from '../../src/pipeline/hooks/open-hooks.ts';
import { newRepository } from '../git/repository.ts';

async function hintAt(directory: string): Promise<string | undefined> {
  const { diagnostics } = await openWorkspaceOnDisk({ directory, cache: false, env: {}, now: 0 });
  expect(diagnostics.map(({ code }) => code)).toEqual(['workspace/not-found']);
  return diagnostics[0]?.hint;
}

test('a bare repository has no files: a commit has to be named', async () => {
  const repository = newRepository();
  repository.git('init', '--quiet', '--bare', 'server.git');
  const bare = `${repository.path}/server.git`;
  expect(await hintAt(bare)).toBe('Name a commit, such as --rev HEAD: a bare repository has no files');
  expect(await hintAt(repository.path)).toBe('Run confman init, or go to a folder with a workspace (-C DIR)');
  const hooked = await openHookedWorkspace({ directory: bare, env: {}, now: 0 }, []);
  expect(hooked.diagnostics.map(({ code }) => code)).toEqual(['hook/no-place']);
  expect(openHooksOf(bare, false).diagnostics.map(({ code }) => code)).toEqual(['hook/no-place']);
});
