import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentId } from '../../src/model/document-id.ts';
import { appHistory } from '../../src/pipeline/history/app-history.ts';
import { blameSites } from '../../src/pipeline/history/blame-sites.ts';
import { newRepository, scratch, type TestRepository } from '../git/repository.ts';
import { opened } from './opened.ts';

const path = 'configs/apps/shop/config.json5';

interface Trap {
  readonly repository: TestRepository;
  readonly program: string;
  /** Whether it ran since it was asked last. */
  sprung(): boolean;
}

function trap(): Trap {
  const folder = scratch();
  const [marker, program] = [join(folder, 'marker'), join(folder, 'program')];
  writeFileSync(program, `#!/bin/sh\necho run >> '${marker}'\ncat "$@" 2>/dev/null\n`);
  chmodSync(program, 0o755);
  const repository = newRepository();
  repository.commit({ [path]: '{\n pool: 1,\n size: 1,\n}\n' }, 'First');
  repository.commit({ [path]: '{\n pool: 2,\n size: 1,\n}\n' }, 'Second');
  const sprung = (): boolean => {
    const was = existsSync(marker);
    rmSync(marker, { force: true });
    return was;
  };
  return { repository, program, sprung };
}

/** Everything here that asks git. @returns who wrote `/pool` and `/size`, and the values of `/pool` */
async function askAll({ path: directory }: TestRepository): Promise<readonly unknown[]> {
  const workspace = await opened(directory);
  const { source } = workspace.workspace.store.get('apps/shop/config' as DocumentId)!;
  const sites = ['/pool', '/size'].map((pointer) => ({ source, pointer, at: 'value' as const }));
  const blamed = await blameSites(workspace, sites);
  const { value } = await appHistory(workspace, 'apps/shop', '/pool', {});
  return [
    ...(blamed.value ?? []).map((line) => line.committed && line.subject),
    ...(value?.versions ?? []).map((version) => version.value),
  ];
}

const expected = ['Second', 'First', 2, 1];

test('text conversion, filters, file system monitor, signatures and external diffs do not run', async () => {
  const { repository, program, sprung } = trap();
  writeFileSync(join(repository.path, '.git/info/attributes'), '* diff=evil filter=evil\n');
  for (const key of [
    'diff.evil.textconv',
    'diff.evil.command',
    'diff.external',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'core.fsmonitor',
    'gpg.program',
    'core.pager',
    'core.sshCommand',
  ])
    repository.git('config', key, program);
  repository.git('config', 'log.showSignature', 'true');
  repository.git('config', 'diff.evil.cachetextconv', 'true');
  repository.git('blame', 'HEAD', '--', path);
  expect(sprung()).toBe(true);
  expect(await askAll(repository)).toEqual(expected);
  expect(sprung()).toBe(false);
});

test('what the repository says about blame and people does not count', async () => {
  const { repository } = trap();
  const second = repository.git('rev-parse', 'HEAD');
  repository.write({ '.git/ignored': `${second}\n`, '.mailmap': 'Mallory <m@example.com> Ada <ada@example.com>\n' });
  repository.git('config', 'blame.ignoreRevsFile', join(repository.path, '.git/ignored'));
  repository.git('config', 'log.mailmap', 'true');
  repository.git('config', 'diff.algorithm', 'nonsense');
  repository.git('config', 'diff.orderFile', 'nowhere');
  expect(await askAll(repository)).toEqual(expected);
  repository.git('config', 'blame.ignoreRevsFile', 'a file that is not there');
  expect(await askAll(repository)).toEqual(expected);
});

test('paths that look like something else, and texts of commits with controls', async () => {
  const repository = newRepository();
  const odd = 'configs/apps/shop/fragment.json5';
  repository.commit({ [path]: '{ $ref: "apps/shop/fragment" }', [odd]: '{ pool: 1 }' }, '\u001b[31mRed\u0007 (#1)');
  const workspace = await opened(repository.path);
  const { value } = await appHistory(workspace, 'apps/shop', '/pool', {});
  expect(value?.versions[0]?.publication.publishRequestId).toBe('1');
});

test('history that says it was made at no time that can be', async () => {
  const repository = newRepository();
  repository.commit({ [path]: '{ pool: 1 }' });
  const tree = repository.git('rev-parse', 'HEAD^{tree}');
  const text = `tree ${tree}\nauthor A <a> 999999999999 +0000\ncommitter B <> 999999999999 +0000\n\nx`;
  repository.write({ '.git/commit': text });
  const oid = repository.git('hash-object', '-t', 'commit', '-w', '--literally', '.git/commit');
  repository.git('update-ref', 'refs/heads/main', oid);
  const { value } = await appHistory(await opened(repository.path), 'apps/shop', '/pool', {});
  expect(value?.versions.map(({ publication }) => publication.publishedAt)).toEqual([999999999999]);
});
