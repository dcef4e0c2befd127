import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSealed, writeSealed } from '../../../src/workspace/sealed-file.ts';
import { scratch } from '../../pipeline/incremental/sandbox.ts';

const key = Buffer.from('the key of this machine');
const content = Buffer.from('what was found out');

function sealed(): string {
  const path = join(scratch(), '.confman', 'state');
  writeSealed(path, content, key);
  return path;
}

test('what was sealed comes back, and nothing else is left in the folder', () => {
  const path = sealed();
  expect(readSealed(path, key)).toEqual(content);
  expect(readdirSync(join(path, '..')).sort()).toEqual(['.gitignore', 'state']);
  writeSealed(path, Buffer.from('later'), key);
  expect(readSealed(path, key)?.toString()).toBe('later');
});

describe('is nothing', () => {
  test('where any one byte is another', () => {
    const path = sealed();
    const bytes = readFileSync(path);
    for (let i = 0; i < bytes.length; i++) {
      const damaged = Buffer.from(bytes);
      damaged[i] = (damaged[i] as number) ^ 0x40;
      writeFileSync(path, damaged);
      expect(readSealed(path, key), `byte ${i}`).toBeUndefined();
    }
  });

  test('where it was cut off or went on', () => {
    const path = sealed();
    const bytes = readFileSync(path);
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(readSealed(path, key), `${length} bytes`).toBeUndefined();
    }
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]));
    expect(readSealed(path, key)).toBeUndefined();
  });

  test('with another key, and in another place', () => {
    const path = sealed();
    expect(readSealed(path, Buffer.from('the key of that machine'))).toBeUndefined();
    renameSync(path, `${path}2`);
    expect(readSealed(`${path}2`, key)).toBeUndefined();
  });

  test('through a link, even to a sealed file', () => {
    const path = sealed();
    renameSync(path, `${path}-real`);
    symlinkSync(`${path}-real`, path);
    expect(readSealed(path, key)).toBeUndefined();
  });

  test('where there is none, or a folder', () => {
    const folder = scratch();
    mkdirSync(join(folder, 'state'));
    expect(readSealed(join(folder, 'state'), key)).toBeUndefined();
    expect(readSealed(join(folder, 'none'), key)).toBeUndefined();
  });
});

test('what cannot be written is no error', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeSealed(join(folder, 'file', 'state'), content, key)).not.toThrow();
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
});
