import { describe, expect, test } from 'vitest';
import { diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import { nodeFs, type OutputFs } from '../../../../src/workspace/output-folder-fs.ts';
import { writeRelease } from '../../../../src/workspace/release-switch.ts';
import { exampleRelease, exampleTree } from '../example-release.ts';
import { failingFs, systemError } from '../failing-fs.ts';
import { treeOf } from '../scratch-folder.ts';
import { at, write } from './release-fixture.ts';

describe('a release that cannot be written', () => {
  const bad = diagnostic('snapshot/cannot-express', { app: 'a', format: 'bson', pointer: '', reason: 'x' });

  test.each(['folder', 'link'] as const)('%s: an error among its files calls it off, and all errors are told', (layout) => {
    write('old', { layout });
    const before = treeOf(at.base);
    const files = exampleRelease('new');
    const [first, ...rest] = files;
    const broken = [
      first,
      { value: undefined, diagnostics: [bad] },
      { value: undefined, diagnostics: [bad] },
      ...rest,
    ] as typeof files;
    const { value, diagnostics } = writeRelease(at.target, broken, { shown: 'out' });
    expect(value).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['snapshot/cannot-express', 'snapshot/cannot-express']);
    expect(treeOf(at.base)).toEqual(before);
  });

  test('without a manifest it is not complete', () => {
    write('old');
    expect(write('new', {}, exampleRelease('new').slice(0, -1))).toEqual([false, []]);
    expect(treeOf(at.base)).toEqual(exampleTree('old', 'out/'));
  });

  test.each([
    ['mkdirSync', 'EACCES'],
    ['mkdirSync', 'EROFS'],
    ['openSync', 'EMFILE'],
    ['writeSync', 'ENOSPC'],
    ['closeSync', 'EDQUOT'],
    ['renameSync', 'EACCES'],
  ] as const)('%s says %s: the old one stays, and nothing is left beside it', (operation, code) => {
    write('old');
    const fs =
      operation === 'closeSync'
        ? failingCloseOfWritten(code)
        : failingFs(operation, code, operation === 'openSync' ? isTemp : undefined);
    const [done, findings] = write('new', { fs });
    expect(done).toBe(false);
    expect(findings.map(([found]) => found)).toEqual(['workspace/write-failed']);
    expect(treeOf(at.base)).toEqual(exampleTree('old', 'out/'));
  });

  test('when only the second rename fails, the old one is put back', () => {
    write('old');
    const fs = failingFs('renameSync', 'EIO', (path) => String(path).endsWith('.new'));
    expect(write('new', { fs })).toEqual([false, [['workspace/write-failed', 'dist/out']]]);
    expect(treeOf(at.base)).toEqual(exampleTree('old', 'out/'));
  });

  test('an old release that cannot be removed is a warning', () => {
    write('old');
    const fs = failingFs('rmdirSync', 'EACCES');
    const { value, diagnostics } = writeRelease(at.target, exampleRelease('new'), { shown: 'dist/out', fs });
    expect(value).toBe(true);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['snapshot/leftover', 'warning']]);
    expect(String(diagnostics[0]?.args['path'])).toMatch(/^dist\/\.confman-.*\.old$/);
    expect(treeOf(at.target)).toEqual(exampleTree('new'));
  });
});

function isTemp(path: unknown): boolean {
  return String(path).endsWith('.tmp');
}

function failingCloseOfWritten(code: string): OutputFs {
  let writing = -1;
  return {
    ...nodeFs,
    writeSync: (file, ...rest) => nodeFs.writeSync((writing = file), ...rest),
    closeSync: (file) => {
      nodeFs.closeSync(file);
      if (file === writing) throw systemError(code);
    },
  };
}

test('when others always come first, that is said, and nothing is lost', () => {
  write('old');
  const fs = failingFs('renameSync', 'ENOTEMPTY', (path) => String(path).endsWith('.new'));
  const [done, findings] = write('new', { fs });
  expect([done, findings]).toEqual([false, [['snapshot/release-busy', 'dist/out']]]);
  expect(treeOf(at.base)).toEqual(exampleTree('old', 'out/'));
});
