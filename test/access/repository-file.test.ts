import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathInRepository, readRepositoryFile, writeRepositoryFile } from '../../src/workspace/repository-file.ts';
import { scratch } from '../git/repository.ts';

test('a file is written with the folders on its way, and keeps its permissions', () => {
  const folder = scratch();
  expect(writeRepositoryFile(folder, '.github/CODEOWNERS', 'a')).toBeUndefined();
  expect(readRepositoryFile(folder, '.github/CODEOWNERS')).toEqual({ text: 'a' });
  writeFileSync(join(folder, 'x'), '', { mode: 0o600 });
  expect(writeRepositoryFile(folder, 'x', 'b')).toBeUndefined();
  expect(lstatSync(join(folder, 'x')).mode & 0o777).toBe(0o600);
  expect(readRepositoryFile(folder, 'none')).toEqual({ text: undefined });
});

test('a link is followed neither in its place nor on its way', () => {
  const [folder, outside] = [scratch(), scratch()];
  writeFileSync(join(outside, 'CODEOWNERS'), 'theirs');
  symlinkSync(outside, join(folder, '.github'));
  symlinkSync(join(outside, 'CODEOWNERS'), join(folder, 'CODEOWNERS'));
  for (const path of ['.github/CODEOWNERS', 'CODEOWNERS']) {
    expect(writeRepositoryFile(folder, path, 'x')).toMatchObject({ code: 'workspace/write-failed' });
    expect(readRepositoryFile(folder, path)).toMatchObject({ code: 'workspace/unreadable' });
  }
  expect(readFileSync(join(outside, 'CODEOWNERS'), 'utf8')).toBe('theirs');
});

test('what is no text is told, and a folder in its place', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'x'), Uint8Array.of(0xff));
  mkdirSync(join(folder, 'y'));
  expect(readRepositoryFile(folder, 'x')).toMatchObject({ code: 'workspace/unreadable' });
  expect(readRepositoryFile(folder, 'y')).toMatchObject({ code: 'workspace/unreadable' });
  expect(writeRepositoryFile(folder, 'y', '')).toMatchObject({ code: 'workspace/write-failed' });
});

test.each([
  ['/r/CODEOWNERS', 'CODEOWNERS'],
  ['/r/a/b', 'a/b'],
  ['/r', undefined],
  ['/rx/a', undefined],
  ['/a', undefined],
  ['/r/.git/hooks/pre-commit', undefined],
  ['/r/sub/.GIT/config', undefined],
])('%s', (file, path) => {
  expect(pathInRepository('/r', file)).toBe(path);
});
