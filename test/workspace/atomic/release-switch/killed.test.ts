import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recoverRelease } from '../../../../src/workspace/release-switch-recover.ts';
import { exampleTree } from '../example-release.ts';
import { mortalFs, survives } from '../failing-fs.ts';
import { treeOf } from '../scratch-folder.ts';
import { at, DONE, NOBODY, OUT, write } from './release-fixture.ts';

describe('killed at any step', () => {
  test('folder: the target is old or new or, between two renames, absent; the next run puts all in order', () => {
    const absent: number[] = [];
    for (let death = 1, finished = false; !finished; death += 1) {
      freshTarget(death);
      write('old');
      finished = killedAt(death);
      const seen = existsSync(at.target) ? treeOf(at.target) : undefined;
      if (seen === undefined) absent.push(death);
      expect([undefined, exampleTree('old'), exampleTree('new')]).toContainEqual(seen);
      recoverRelease(at.target, { shown: 'out', liveness: NOBODY });
      expect([exampleTree('old', 'out/'), exampleTree('new', 'out/')]).toContainEqual(treeOf(join(at.target, '..')));
      expect(write('new', { liveness: NOBODY })).toEqual(DONE);
      expect(treeOf(join(at.target, '..'))).toEqual(OUT);
    }
    expect(absent).toHaveLength(1);
  });

  test('folder: where there was none, it is absent or new', () => {
    for (let death = 1, finished = false; !finished; death += 1) {
      freshTarget(death);
      finished = killedAt(death);
      expect([{}, exampleTree('new')]).toContainEqual(existsSync(at.target) ? treeOf(at.target) : {});
      expect(write('new', { liveness: NOBODY })).toEqual(DONE);
      expect(treeOf(join(at.target, '..'))).toEqual(OUT);
    }
  });

  test('link: the target is old or new at every moment', () => {
    for (let death = 1, finished = false; !finished; death += 1) {
      freshTarget(death);
      write('old', { layout: 'link' });
      finished = killedAt(death);
      expect([exampleTree('old'), exampleTree('new')]).toContainEqual(treeOf(at.target));
      expect(write('newer', { liveness: { ...NOBODY, now: () => Date.now() + 2 * 24 * 3600_000 } })).toEqual(DONE);
      expect(treeOf(at.target)).toEqual(exampleTree('newer'));
      expect(Object.keys(treeOf(join(at.target, '..'))).filter((path) => !path.startsWith('out.releases/'))).toEqual(['out']);
      expect(Object.keys(treeOf(`${at.target}.releases`))).toHaveLength(Object.keys(exampleTree('newer')).length);
    }
  });
});

function freshTarget(number: number): void {
  at.target = join(at.base, String(number), 'out');
  mkdirSync(join(at.target, '..'));
}

/** Whether the export came to its end before it was to be killed. */
function killedAt(death: number): boolean {
  const { fs, bury } = mortalFs(death);
  const finished = survives(() => write('new', { fs }));
  bury();
  return finished;
}
