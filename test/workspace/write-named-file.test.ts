import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNamedFile } from '../../src/workspace/write-named-file.ts';
import { sandboxOf } from '../commands/sandbox.ts';

test('a file is written and replaced, folders are made', () => {
  const { path } = sandboxOf({});
  writeNamedFile(path, 'a/b/c.json', 'one');
  writeNamedFile(path, join(path, 'a/b/c.json'), 'two');
  expect(readFileSync(join(path, 'a/b/c.json'), 'utf8')).toBe('two');
});

test('a link in its place is replaced, not followed', () => {
  const { path } = sandboxOf({ 'elsewhere.txt': 'mine' });
  symlinkSync('elsewhere.txt', join(path, 'out.json'));
  writeNamedFile(path, 'out.json', 'text');
  expect(readFileSync(join(path, 'elsewhere.txt'), 'utf8')).toBe('mine');
  expect(lstatSync(join(path, 'out.json')).isFile()).toBe(true);
});

test('a folder on the way that is a link is refused, and so is a folder in its place', () => {
  const { path } = sandboxOf({});
  mkdirSync(join(path, 'elsewhere'));
  symlinkSync('elsewhere', join(path, 'out'));
  expect(() => writeNamedFile(path, 'out/a/x.json', 'text')).toThrow('out is a link');
  expect(() => writeNamedFile(path, 'elsewhere', 'text')).toThrow('it is a folder');
});

test('what the system offers as a file is written to', () => {
  const { path } = sandboxOf({});
  writeNamedFile(path, '/dev/null', 'text');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});
