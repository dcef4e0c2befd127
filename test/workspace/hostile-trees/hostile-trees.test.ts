import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { letTimePass, put, run, scratch, snapshotsIn, type RunResult } from '../../pipeline/incremental/sandbox.ts';

const workspace = { 'confman.json5': '{}', 'configs/apps/a/config.json5': '{ x: 1 }' };
const codes = ({ findings }: RunResult): string[] => findings.map((each) => each.split(' ')[0] as string);
const isRoot = process.getuid?.() === 0;

/** The workspace, and beside it a folder of someone else with a secret in a document. */
function besideSecrets(): { readonly folder: string; readonly secrets: string } {
  const [folder, secrets] = [scratch(), scratch()];
  put(folder, workspace);
  put(secrets, { 'token.json5': '{ token: "do not read me" }', 'sub/config.json5': '{ token: "do not read me" }' });
  return { folder, secrets };
}

interface Outcome {
  readonly codes: readonly string[];
  readonly snapshots: Readonly<Record<string, string>>;
  /** The secret was said or written. */
  readonly leaked: boolean;
}

/** What comes of a first run, of one that remembers it, and of one without a memory. */
async function outcome(folder: string): Promise<Outcome> {
  const results: RunResult[] = [];
  for (const cache of [true, true, false]) {
    results.push(await run(folder, { cache }));
    letTimePass(folder);
  }
  const snapshots = snapshotsIn(folder);
  const leaked = JSON.stringify([results, snapshots]).includes('do not read me');
  return { codes: [...new Set(results.flatMap(codes))], snapshots, leaked };
}

/** One finding, and nothing written. */
function refusal(code: string): Outcome {
  return { codes: [code], snapshots: {}, leaked: false };
}

describe('a symbolic link', () => {
  test('instead of a document is refused', async () => {
    const { folder, secrets } = besideSecrets();
    symlinkSync(join(secrets, 'token.json5'), join(folder, 'configs/token.json5'));
    expect(await outcome(folder)).toEqual(refusal('workspace/symlink'));
  });

  test('that leads nowhere, or to itself, is refused', async () => {
    const folder = scratch();
    put(folder, workspace);
    symlinkSync('nowhere.json5', join(folder, 'configs/gone.json5'));
    symlinkSync('self.json5', join(folder, 'configs/self.json5'));
    expect(await outcome(folder)).toEqual(refusal('workspace/symlink'));
  });

  test('instead of a folder is refused, whatever its name', async () => {
    for (const name of ['configs/sub', 'configs/apps/link', 'configs/x.y']) {
      const { folder, secrets } = besideSecrets();
      symlinkSync(secrets, join(folder, name));
      expect(await outcome(folder)).toEqual(refusal('workspace/symlink'));
    }
  });

  test('instead of the folder of the documents is refused', async () => {
    const { folder, secrets } = besideSecrets();
    renameSync(join(folder, 'configs'), join(folder, 'elsewhere'));
    symlinkSync(secrets, join(folder, 'configs'));
    expect(await outcome(folder)).toEqual(refusal('workspace/symlink'));
  });

  test('on the way to a folder of the settings is refused', async () => {
    for (const settings of [
      '{ configs: "link/sub" }',
      '{ schemas: "link/sub" }',
      '{ mounts: [{ at: "x", from: "link/sub" }] }',
      '{ mounts: [{ at: "x", from: "link" }] }',
    ]) {
      const { folder, secrets } = besideSecrets();
      symlinkSync(secrets, join(folder, 'link'));
      put(folder, { 'confman.json5': settings });
      const result = await run(folder, { cache: true });
      expect(codes(result), settings).toContain('workspace/symlink');
      expect(JSON.stringify([result, snapshotsIn(folder)]), settings).not.toContain('do not read me');
    }
  });

  test('instead of the settings is refused', async () => {
    const { folder, secrets } = besideSecrets();
    renameSync(join(folder, 'confman.json5'), join(folder, 'other'));
    symlinkSync(join(secrets, 'token.json5'), join(folder, 'confman.json5'));
    const result = await run(folder, { cache: true });
    expect(JSON.stringify(result)).not.toContain('do not read me');
  });

  test('that takes the place of a document between two runs is refused', async () => {
    const { folder, secrets } = besideSecrets();
    await run(folder, { cache: true });
    const before = snapshotsIn(folder);
    letTimePass(folder);
    renameSync(join(folder, 'configs/apps/a'), join(folder, 'a'));
    symlinkSync(join(secrets, 'sub'), join(folder, 'configs/apps/a'));
    const result = await run(folder, { cache: true });
    expect(codes(result)).toEqual(['workspace/symlink']);
    expect(snapshotsIn(folder)).toEqual(before);
  });

  test('instead of a file of another kind is nobody else’s business', async () => {
    const { folder, secrets } = besideSecrets();
    symlinkSync(secrets, join(folder, 'unrelated'));
    expect((await run(folder, { cache: true })).findings).toEqual([]);
  });
});

test.each([
  ['too long', 'x'.repeat(5000)],
  ['of a file', 'confman.json5/x'],
  ['of nothing', 'a/b/c'],
])('a folder of the settings whose name is %s is no crash', async (_, name) => {
  for (const settings of [{ configs: name }, { mounts: [{ at: 'x', from: name }] }]) {
    const folder = scratch();
    put(folder, { ...workspace, 'confman.json5': '{}' });
    await run(folder, { cache: true });
    put(folder, { 'confman.json5': JSON.stringify(settings) });
    const result = await run(folder, { cache: true });
    expect(codes(result).every((code) => code.startsWith('workspace/'))).toBe(true);
  }
});

describe('something that is no file', () => {
  test('a pipe with the name of a document is refused and never opened', async () => {
    const folder = scratch();
    put(folder, workspace);
    execFileSync('mkfifo', [join(folder, 'configs/x.json5')]);
    expect(await outcome(folder)).toEqual(refusal('workspace/special-file'));
  });

  test('a pipe instead of the settings does not hang', async () => {
    const folder = scratch();
    put(folder, { 'configs/apps/a/config.json5': '{ x: 1 }' });
    execFileSync('mkfifo', [join(folder, 'confman.json5')]);
    const result = await run(folder, { cache: true });
    expect(codes(result).every((code) => code.startsWith('workspace/'))).toBe(true);
  });

  test('a folder with the name of a document is a folder', async () => {
    const folder = scratch();
    put(folder, { ...workspace, 'configs/x.json5/y.json5': '1' });
    expect((await run(folder, { cache: true })).findings).toEqual([]);
  });
});

describe('another repository in the tree', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a file, as submodules have it', (path: string) => writeFileSync(path, 'gitdir: ../x')],
  ])('with .git as %s is refused', async (_, make) => {
    const folder = scratch();
    put(folder, { ...workspace, 'configs/vendor/x.json5': '1' });
    make(join(folder, 'configs/vendor/.git'));
    expect(await outcome(folder)).toEqual(refusal('workspace/submodule'));
  });

  test('as the folder of the documents is refused', async () => {
    const folder = scratch();
    put(folder, workspace);
    mkdirSync(join(folder, 'configs/.git'));
    expect(await outcome(folder)).toEqual(refusal('workspace/submodule'));
  });
});

describe.skipIf(isRoot)('what cannot be read', () => {
  test.each(['configs/apps/a/config.json5', 'configs/apps'])('%s is told', async (path) => {
    const folder = scratch();
    put(folder, workspace);
    chmodSync(join(folder, path), 0);
    const result = await run(folder, { cache: true });
    expect(codes(result)).toEqual(['workspace/unreadable']);
    chmodSync(join(folder, path), 0o700);
  });
});

describe('the cache folder', () => {
  test('of a repository is no cache of ours, whatever it says', async () => {
    const [folder, forger] = [scratch(), scratch()];
    put(forger, { ...workspace, 'configs/apps/a/config.json5': '{ x: "forged" }' });
    await run(forger, { cache: true });
    put(folder, workspace);
    await run(folder, { cache: false });
    const before = snapshotsIn(folder);
    mkdirSync(join(folder, '.confman'));
    for (const name of readdirSync(join(forger, '.confman')))
      writeFileSync(join(folder, '.confman', name), readFileSync(join(forger, '.confman', name)));
    expect((await run(folder, { cache: true })).findings).toEqual([]);
    expect(snapshotsIn(folder)).toEqual(before);
  });

  test('that is a symbolic link is left alone', async () => {
    const [folder, other] = [scratch(), scratch()];
    put(folder, workspace);
    symlinkSync(other, join(folder, '.confman'));
    for (let i = 0; i < 2; i++) {
      expect((await run(folder, { cache: true })).findings).toEqual([]);
      expect(readdirSync(other)).toEqual([]);
    }
  });

  test('that is a file is left alone', async () => {
    const folder = scratch();
    put(folder, { ...workspace, '.confman': 'a file' });
    expect((await run(folder, { cache: true })).findings).toEqual([]);
    expect(readFileSync(join(folder, '.confman'), 'utf8')).toBe('a file');
  });

  test('whose state is a link, a pipe or a folder is not followed', async () => {
    const { folder, secrets } = besideSecrets();
    const state = join(folder, '.confman/state');
    mkdirSync(join(folder, '.confman'));
    symlinkSync(join(secrets, 'token.json5'), state);
    expect((await run(folder, { cache: true })).findings).toEqual([]);
    expect(readFileSync(join(secrets, 'token.json5'), 'utf8')).toContain('do not read me');
    for (const make of [(path: string) => execFileSync('mkfifo', [path]), (path: string) => mkdirSync(path)]) {
      const other = scratch();
      put(other, workspace);
      mkdirSync(join(other, '.confman'));
      make(join(other, '.confman/state'));
      expect((await run(other, { cache: true })).findings).toEqual([]);
      expect((await run(other, { cache: true })).findings).toEqual([]);
    }
  });

  test('ignores itself in git', async () => {
    const folder = scratch();
    put(folder, workspace);
    await run(folder, { cache: true });
    expect(readFileSync(join(folder, '.confman/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('is not made without a cache', async () => {
    const folder = scratch();
    put(folder, workspace);
    await run(folder, { cache: false });
    expect(existsSync(join(folder, '.confman'))).toBe(false);
  });
});

test('the folder of the snapshots is not followed out of the repository', async () => {
  const { folder, secrets } = besideSecrets();
  const before = readdirSync(secrets);
  symlinkSync(secrets, join(folder, 'resolved'));
  const result = await run(folder, { cache: true });
  expect(codes(result)).toEqual(['snapshot/output-link']);
  expect(readdirSync(secrets)).toEqual(before);
});
