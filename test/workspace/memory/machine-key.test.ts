import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { machineKey } from '../../../src/workspace/machine-key.ts';
import { scratch } from '../../pipeline/incremental/sandbox.ts';

describe('the key of a machine', () => {
  test('is made once, for its user alone, outside of every repository', () => {
    const home = scratch();
    const first = machineKey({ XDG_CACHE_HOME: home });
    expect(first).toHaveLength(32);
    expect(machineKey({ XDG_CACHE_HOME: home })).toEqual(first);
    expect(readdirSync(join(home, 'confman'))).toEqual(['key']);
    expect(statSync(join(home, 'confman/key')).mode & 0o777).toBe(0o600);
    expect(machineKey({ XDG_CACHE_HOME: scratch() })).not.toEqual(first);
  });

  test('can be given, but not a short one', () => {
    const home = scratch();
    expect(machineKey({ CONFMAN_CACHE_KEY: '0123456789abcdef', XDG_CACHE_HOME: home })?.toString()).toBe('0123456789abcdef');
    expect(readdirSync(home)).toEqual([]);
    expect(machineKey({ CONFMAN_CACHE_KEY: 'short', XDG_CACHE_HOME: home })).toHaveLength(32);
  });
});

describe('a key that is not trusted leaves no cache', () => {
  const planted = (make: (path: string) => void): Buffer | undefined => {
    const home = scratch();
    mkdirSync(join(home, 'confman'));
    make(join(home, 'confman/key'));
    return machineKey({ XDG_CACHE_HOME: home });
  };

  test('readable by others', () => {
    expect(
      planted((path) => {
        writeFileSync(path, 'x'.repeat(32));
        chmodSync(path, 0o644);
      }),
    ).toBeUndefined();
  });

  test('a link', () => {
    expect(
      planted((path) => {
        writeFileSync(`${path}-real`, 'x'.repeat(32), { mode: 0o600 });
        symlinkSync(`${path}-real`, path);
      }),
    ).toBeUndefined();
  });

  test('too short, or a folder', () => {
    expect(planted((path) => writeFileSync(path, 'short', { mode: 0o600 }))).toBeUndefined();
    expect(planted((path) => mkdirSync(path))).toBeUndefined();
  });

  test('in a folder that cannot be', () => {
    const home = scratch();
    writeFileSync(join(home, 'confman'), '');
    expect(machineKey({ XDG_CACHE_HOME: home })).toBeUndefined();
    renameSync(join(home, 'confman'), join(home, 'other'));
    expect(readFileSync(join(home, 'other'), 'utf8')).toBe('');
  });
});
