import { existsSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempName } from '../../../../src/workspace/atomic-write-temp.ts';
import { recoverRelease, targetTag } from '../../../../src/workspace/release-switch-recover.ts';
import { exampleTree } from '../example-release.ts';
import { treeOf } from '../scratch-folder.ts';
import { at, DONE, NOBODY, write } from './release-fixture.ts';

function leftover(pid: number, kind: 'new' | 'old', of = at.target): string {
  const name = tempName(kind, targetTag(of)).replace(/-\d+-/, `-${pid}-`);
  return join(at.base, name);
}

describe('what other exports left', () => {
  test('stays while their processes live, and is removed when they do not', () => {
    const [alive, dead, foreign] = [leftover(1, 'new'), leftover(2, 'new'), leftover(2, 'new', join(at.base, 'other'))];
    for (const folder of [alive, dead, foreign]) mkdirSync(join(folder, 'apps'), { recursive: true });
    write('new', { liveness: { now: Date.now, isAlive: (pid) => pid === 1 } });
    expect([alive, dead, foreign].map((folder) => existsSync(folder))).toEqual([true, false, true]);
  });

  test('an old release comes back only when its process is gone and the target is missing', () => {
    write('old');
    const old = leftover(1, 'old');
    renameSync(at.target, old);
    const liveness = { now: Date.now, isAlive: () => true };
    expect(recoverRelease(at.target, { shown: 'out', liveness })).toEqual([]);
    expect(existsSync(at.target)).toBe(false);
    utimesSync(old, 1, 1);
    recoverRelease(at.target, { shown: 'out', liveness });
    expect(treeOf(at.base)).toEqual(exampleTree('old', 'out/'));
  });

  test('a link of that name is removed and not followed', () => {
    mkdirSync(join(at.base, 'victim'));
    writeFileSync(join(at.base, 'victim', 'x'), 'untouched');
    symlinkSync('victim', leftover(2, 'new'));
    symlinkSync('victim', leftover(2, 'old'));
    write('new', { liveness: NOBODY });
    expect(treeOf(at.base)['victim/x']).toBe('untouched');
  });

  test('a folder that has our next name is not made part of a release', () => {
    const [, next] = /-(\d+)-[0-9a-f]{8}\.new$/.exec(tempName('new', targetTag(at.target))) ?? [];
    for (let ahead = 1; ahead < 10; ahead += 1) {
      const name = tempName('new', targetTag(at.target)).replace(/-\d+-([0-9a-f]{8}\.new)$/, `-${Number(next) + 10 + ahead}-$1`);
      mkdirSync(join(at.base, name));
      writeFileSync(join(at.base, name, 'stale.json'), '');
    }
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.target)).toEqual(exampleTree('new'));
  });
});
