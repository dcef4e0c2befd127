import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blobId } from '../../src/workspace/blob-id.ts';
import { nodeFs, type OutputFs } from '../../src/workspace/output-folder-fs.ts';
import { replaceDocuments, type Replacement } from '../../src/workspace/replace-documents.ts';
import { sandboxOf, type Sandbox } from '../commands/sandbox.ts';

const CHANGED = 'migration/changed-meanwhile';
const files = { 'a.json5': 'a', 'b/b.json5': 'b', 'c.json5': 'c' };

function replacements(): Replacement[] {
  return Object.entries(files).map(([path, text]) => ({
    path,
    oid: blobId(new TextEncoder().encode(text)),
    text: `new ${text}`,
  }));
}

function contents(box: Sandbox): string[] {
  return Object.keys(files).map((path) => readFileSync(join(box.path, path), 'utf8'));
}

test('all documents are replaced', () => {
  const box = sandboxOf(files);
  expect(replaceDocuments(box.path, replacements(), CHANGED)).toBe(undefined);
  expect(contents(box)).toEqual(['new a', 'new b', 'new c']);
  expect(box.files()).toEqual(['a.json5', 'b/b.json5', 'c.json5']);
});

test('one that was saved in between keeps all as they are', () => {
  const box = sandboxOf(files);
  writeFileSync(join(box.path, 'c.json5'), 'saved');
  expect(replaceDocuments(box.path, replacements(), CHANGED)?.code).toBe(CHANGED);
  expect(contents(box)).toEqual(['a', 'b', 'saved']);
});

test('a link is not followed', () => {
  const box = sandboxOf({ ...files, 'elsewhere.json5': 'c' });
  box.remove('c.json5');
  nodeFs.symlinkSync('elsewhere.json5', join(box.path, 'c.json5'));
  expect(replaceDocuments(box.path, replacements(), CHANGED)?.code).toBe(CHANGED);
  expect(box.read('elsewhere.json5')).toBe('c');
});

test('a disk that is full in the middle gives those before their old contents back', () => {
  const box = sandboxOf(files);
  let renames = 0;
  const failing: OutputFs = {
    ...nodeFs,
    renameSync: (from, to) => {
      renames += 1;
      if (renames === 3) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'rename' });
      nodeFs.renameSync(from, to);
    },
  };
  expect(replaceDocuments(box.path, replacements(), CHANGED, failing)?.code).toBe('workspace/write-failed');
  expect(contents(box)).toEqual(['a', 'b', 'c']);
  expect(box.files()).toEqual(['a.json5', 'b/b.json5', 'c.json5']);
});

test('a byte order mark stays', () => {
  const box = sandboxOf({ 'a.json5': '\u{FEFF}a' });
  const oid = blobId(new TextEncoder().encode('\u{FEFF}a'));
  expect(replaceDocuments(box.path, [{ path: 'a.json5', oid, text: 'b' }], CHANGED)).toBe(undefined);
  expect(box.read('a.json5')).toBe('\u{FEFF}b');
});

test('permissions stay, whatever the umask, also those that are given back', () => {
  const box = sandboxOf(files);
  const modes = [0o755, 0o600, 0o666];
  const modesNow = (): number[] => Object.keys(files).map((path) => statSync(join(box.path, path)).mode & 0o777);
  Object.keys(files).forEach((path, i) => chmodSync(join(box.path, path), modes[i] as number));
  let renames = 0;
  const failing: OutputFs = {
    ...nodeFs,
    renameSync: (from, to) => {
      renames += 1;
      if (renames === 3) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'rename' });
      nodeFs.renameSync(from, to);
    },
  };
  expect(replaceDocuments(box.path, replacements(), CHANGED, failing)?.code).toBe('workspace/write-failed');
  expect(modesNow()).toEqual(modes);
  expect(replaceDocuments(box.path, replacements(), CHANGED)).toBe(undefined);
  expect([modesNow(), contents(box)]).toEqual([modes, ['new a', 'new b', 'new c']]);
});

test('a file system without permissions is written to all the same', () => {
  const box = sandboxOf(files);
  const refusing: OutputFs = {
    ...nodeFs,
    fchmodSync: () => {
      throw Object.assign(new Error('no'), { code: 'EPERM', syscall: 'fchmod' });
    },
  };
  expect(replaceDocuments(box.path, replacements(), CHANGED, refusing)).toBe(undefined);
  expect(contents(box)).toEqual(['new a', 'new b', 'new c']);
});

test('lint has a code of its own', () => {
  const box = sandboxOf(files);
  writeFileSync(join(box.path, 'c.json5'), 'saved');
  expect(replaceDocuments(box.path, replacements(), 'lint/changed-meanwhile')?.code).toBe('lint/changed-meanwhile');
});
