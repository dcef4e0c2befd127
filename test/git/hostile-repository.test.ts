import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../src/pipeline/open-source.ts';
import type { SourceChoice } from '../../src/pipeline/source-choice.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import { validateWorkspace } from '../../src/pipeline/validate-workspace.ts';
import { builtCommit } from '../../src/pipeline/built-commit.ts';
import { openWorkspaceOnDisk } from '../../src/pipeline/open-workspace.ts';
import { openObjectReader } from '../../src/git/open-object-reader.ts';
import { protectedBase } from '../../src/git/protected-base.ts';
import { newRepository, scratch, TestRepository } from './repository.ts';

const files = {
  'configs/system/global.json5': '{ pool: 10 }',
  'configs/apps/shop/cascade.json5': '{ layers: [{ id: "system/global", name: "Global" }, { id: "{app}", name: "App" }] }',
  'configs/apps/shop/config.json5': '{ url: "https://example.com" }',
};

/** A program that leaves a marker, and a repository that wants it to run. */
class Trap {
  readonly repository: TestRepository;
  readonly program: string;
  readonly #marker: string;

  constructor() {
    const folder = scratch();
    this.#marker = join(folder, 'marker');
    this.program = join(folder, 'program');
    writeFileSync(this.program, `#!/bin/sh\necho run >> '${this.#marker}'\nexit 0\n`);
    chmodSync(this.program, 0o755);
    this.repository = newRepository();
    this.repository.commit(files);
    this.repository.commit({ 'configs/apps/shop/config.json5': '{ url: "https://example.org" }' });
  }

  get marker(): string {
    return this.#marker;
  }

  set(...pairs: readonly (readonly [string, string])[]): void {
    for (const [key, value] of pairs) this.repository.git('config', key, value);
  }

  get sprung(): boolean {
    return existsSync(this.#marker);
  }

  /** The trap is none where git itself does not step on it. */
  check(...args: readonly string[]): void {
    try {
      this.repository.git(...args);
    } catch {
      // What the program says is not what git expects.
    }
    expect(this.sprung).toBe(true);
    rmSync(this.#marker);
  }
}

/** Everything that reads git's data. @returns codes of the findings of each source */
async function readAll(directory: string): Promise<string[][]> {
  const common = { directory, cache: false, env: {}, now: 0 };
  const sources: readonly SourceChoice[] = [{ kind: 'index' }, { kind: 'revision', revision: 'HEAD' }];
  const codes: string[][] = [];
  for (const source of sources) {
    const { value: opened, diagnostics } = await openSource({ ...common, source });
    if (opened === undefined) codes.push(diagnostics.map(({ code }) => code));
    else codes.push(toFindings((await validateWorkspace(opened.workspace, [])).findings).map(({ code }) => code));
    opened?.objects?.reader.close();
  }
  const disk = await openWorkspaceOnDisk(common);
  if (disk.value !== undefined) await builtCommit(disk.value.workspace);
  const reader = await openObjectReader(directory);
  const head = await reader.resolveRevision('HEAD');
  if (typeof head === 'string') {
    await reader.changes(head, head, ['']);
    const before = await reader.resolveRevision('HEAD~1');
    if (typeof before === 'string') await reader.changes(before, head, ['']);
    await reader.firstParents(head, { paths: ['configs'] });
    await protectedBase(reader, directory, 'main');
  }
  reader.close();
  return codes;
}

const clean = [[], []];

describe('nothing runs', () => {
  test('fsmonitor', async () => {
    const trap = new Trap();
    trap.set(['core.fsmonitor', trap.program]);
    trap.check('status');
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('fsmonitor, brought in by an include and by includeIf', async () => {
    const trap = new Trap();
    writeFileSync(join(trap.repository.path, 'evil'), `[core]\n\tfsmonitor = ${trap.program}\n`);
    trap.set(['include.path', '../evil'], [`includeIf.gitdir:${trap.repository.path}/.path`, '../evil']);
    trap.check('status');
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('hooks, in their folder and in another', async () => {
    const trap = new Trap();
    const hooks = join(trap.repository.path, 'evil-hooks');
    mkdirSync(hooks);
    for (const name of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'post-checkout'])
      for (const folder of [hooks, join(trap.repository.path, '.git', 'hooks')]) {
        mkdirSync(folder, { recursive: true });
        rmSync(join(folder, name), { force: true });
        symlinkSync(trap.program, join(folder, name));
      }
    trap.set(['core.hooksPath', hooks]);
    trap.check('update-index', '--force-write-index');
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('external diff and text conversion', async () => {
    const trap = new Trap();
    trap.set(['diff.external', trap.program], ['diff.evil.command', trap.program], ['diff.evil.textconv', trap.program]);
    trap.repository.commit({ '.gitattributes': '* diff=evil\n' });
    trap.check('diff', 'HEAD~2', 'HEAD');
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('clean, smudge and process filters', async () => {
    const trap = new Trap();
    trap.repository.write({ '.gitattributes': '*.json5 filter=evil\n' });
    for (const part of ['clean', 'smudge']) trap.set([`filter.evil.${part}`, trap.program]);
    trap.repository.write({ 'configs/apps/shop/config.json5': '{ url: "https://example.net" }' });
    trap.check('status');
    trap.set(['filter.evil.process', trap.program]);
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('a submodule with a configuration of its own', async () => {
    const trap = new Trap();
    const inner = new TestRepository(join(trap.repository.path, 'configs', 'inner'));
    mkdirSync(inner.path);
    inner.git('init', '--quiet');
    const commit = inner.commit({ 'x.json5': '1' });
    inner.git('config', 'core.fsmonitor', trap.program);
    trap.repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},configs/inner`);
    trap.repository.write({
      '.gitmodules': `[submodule "i"]\n\tpath = configs/inner\n\turl = ${inner.path}\n\tupdate = !${trap.program}\n`,
    });
    trap.repository.git('commit', '--quiet', '--message', 'x');
    trap.check('-C', 'configs/inner', 'status');
    expect(await readAll(trap.repository.path)).toEqual([['workspace/submodule'], ['workspace/submodule']]);
    expect(trap.sprung).toBe(false);
  });

  test('a promisor remote that is a program', async () => {
    const trap = new Trap();
    const blob = trap.repository.git('rev-parse', 'HEAD:configs/apps/shop/config.json5');
    rmSync(join(trap.repository.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    trap.set(
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', trap.repository.path],
      ['remote.origin.uploadpack', trap.program],
    );
    trap.check('cat-file', '-p', blob);
    expect(await readAll(trap.repository.path)).toEqual([['git/index-unreadable'], ['workspace/commit-unreadable']]);
    trap.set(['remote.origin.vcs', 'evil'], ['protocol.allow', 'always'], ['core.sshCommand', trap.program]);
    expect(await readAll(trap.repository.path)).toEqual([['git/index-unreadable'], ['workspace/commit-unreadable']]);
    expect(trap.sprung).toBe(false);
  });

  test('programs that other commands would start', async () => {
    const trap = new Trap();
    const keys = ['core.pager', 'core.editor', 'core.askPass', 'core.gitProxy', 'core.alternateRefsCommand', 'gpg.program'];
    const more = [
      'uploadpack.packObjectsHook',
      'alias.rev-parse',
      'alias.evil',
      'pager.ls-tree',
      'credential.helper',
      'man.viewer',
    ];
    for (const key of [...keys, ...more]) trap.set([key, `!${trap.program}`]);
    trap.set(['log.showSignature', 'true']);
    trap.check('evil');
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test('variables of the environment', async () => {
    const trap = new Trap();
    const names = ['EXTERNAL_DIFF', 'PAGER', 'SSH_COMMAND', 'SSH', 'PROXY_COMMAND', 'ASKPASS', 'EDITOR', 'SEQUENCE_EDITOR'];
    const before = { ...process.env };
    onTestFinished(() => {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    });
    for (const name of names) process.env[`GIT_${name}`] = trap.program;
    for (const name of ['TRACE', 'TRACE2', 'TRACE_SETUP', 'TRACE2_EVENT']) process.env[`GIT_${name}`] = trap.marker;
    process.env['GIT_CONFIG_PARAMETERS'] = `'core.fsmonitor'='${trap.program}'`;
    process.env['GIT_CONFIG_COUNT'] = '1';
    process.env['GIT_CONFIG_KEY_0'] = 'core.fsmonitor';
    process.env['GIT_CONFIG_VALUE_0'] = trap.program;
    process.env['GIT_DIR'] = '/nonexistent';
    process.env['GIT_WORK_TREE'] = '/nonexistent';
    process.env['GIT_NAMESPACE'] = 'evil';
    process.env['GIT_REPLACE_REF_BASE'] = 'refs/evil/';
    process.env['GIT_EXEC_PATH'] = '/nonexistent';
    expect(await readAll(trap.repository.path)).toEqual(clean);
    expect(trap.sprung).toBe(false);
  });

  test.each([
    '-x',
    '--upload-pack=touch marker',
    '--output=marker',
    '--help',
    '@{-1}',
    'HEAD@{now}',
    ':/x',
    '^HEAD',
    'ext::sh -c x',
  ])('a revision %j', async (revision) => {
    const trap = new Trap();
    const [name] = revision.split('=');
    mkdirSync(join(trap.repository.path, '.git/refs/heads'), { recursive: true });
    const head = trap.repository.git('rev-parse', 'HEAD');
    if (revision.startsWith('-')) writeFileSync(join(trap.repository.path, '.git/refs/heads', name ?? ''), `${head}\n`);
    const source = { kind: 'revision', revision } as const;
    const { value, diagnostics } = await openSource({ directory: trap.repository.path, cache: false, env: {}, now: 0, source });
    expect([value, diagnostics.map(({ code }) => code)]).toEqual([undefined, ['git/unknown-revision']]);
    expect(existsSync(join(trap.repository.path, 'marker'))).toBe(false);
    expect(await readAll(trap.repository.path)).toEqual(clean);
  });
});

describe('what is read is what is there', () => {
  test('links are told, and not followed', async () => {
    const { repository } = new Trap();
    symlinkSync('/etc/passwd', join(repository.path, 'configs/system/passwd.json5'));
    symlinkSync('../../..', join(repository.path, 'configs/apps/up'));
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message', 'x');
    const links = ['workspace/symlink', 'workspace/symlink'];
    expect(await readAll(repository.path)).toEqual([links, links]);
  });

  test('objects are not replaced', async () => {
    const { repository } = new Trap();
    repository.write({ 'evil.json5': '{ broken' });
    const evil = repository.git('hash-object', '-w', 'evil.json5');
    repository.git('replace', repository.git('rev-parse', 'HEAD:configs/system/global.json5'), evil);
    expect(repository.git('cat-file', '-p', 'HEAD:configs/system/global.json5')).toBe('{ broken');
    expect(await readAll(repository.path)).toEqual(clean);
  });

  test('attributes change no content', async () => {
    const { repository } = new Trap();
    repository.commit({ '.gitattributes': '*.json5 text eol=crlf ident export-subst\n' });
    expect(await readAll(repository.path)).toEqual(clean);
  });

  test('objects of another repository are held against their names as well', async () => {
    const [{ repository }, other] = [new Trap(), newRepository()];
    other.commit({ 'configs/a.json5': '{ a: 1 }' });
    writeFileSync(join(repository.path, '.git/objects/info/alternates'), `${other.path}/.git/objects\n`);
    expect(await readAll(repository.path)).toEqual(clean);
  });

  test('a work tree that is said to be elsewhere', async () => {
    const trap = new Trap();
    trap.set(['core.worktree', scratch()]);
    const [index, revision] = await readAll(trap.repository.path);
    expect([[], ['git/index-unreadable']]).toContainEqual(index);
    expect([[], ['workspace/commit-unreadable']]).toContainEqual(revision);
  });

  test('a repository around it is not taken in its place', async () => {
    const { repository } = new Trap();
    const inner = join(repository.path, 'inner');
    mkdirSync(join(inner, '.git'), { recursive: true });
    expect(await readAll(inner)).toEqual([['git/index-unreadable'], ['workspace/commit-unreadable']]);
  });
});
