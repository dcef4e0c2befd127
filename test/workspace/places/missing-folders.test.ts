import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { openWorkspaceOnDisk, type OpenedWorkspace } from '../../../src/pipeline/open-workspace.ts';
import { resolveWorkspace } from '../../../src/pipeline/resolve-workspace.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import { missingFolders } from '../../../src/workspace/missing-folders.ts';
import { completeSettings } from '../../../src/workspace/settings.ts';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'confman-folders-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function missing(settings: JsonObject, prefix = ''): string[] {
  const location = { root: join(root, prefix), repository: root, prefix, git: false };
  const pointers: string[] = [];
  const found = missingFolders(location, completeSettings(settings), (pointer) => void pointers.push(pointer));
  return found.map((each, i) => `${String(each.args['folder'])} ${pointers[i]}`);
}

describe('a folder that the settings name', () => {
  test('has to exist', () => {
    mkdirSync(join(root, 'there'));
    writeFileSync(join(root, 'file'), '');
    expect(missing({ configs: 'there', schemas: 'gone' })).toEqual(['gone /schemas']);
    expect(missing({ configs: 'file' })).toEqual(['file /configs']);
    expect(
      missing({
        mounts: [
          { at: 'a', from: 'there' },
          { at: 'b', from: 'gone' },
        ],
      }),
    ).toEqual(['gone /mounts/1/from']);
  });

  test('is relative to the workspace, that of a mount to the repository', () => {
    mkdirSync(join(root, 'sub/own'), { recursive: true });
    expect(missing({ configs: 'own', mounts: [{ at: 'a', from: 'sub/own' }] }, 'sub')).toEqual([]);
    expect(missing({ configs: 'sub/own', mounts: [{ at: 'a', from: 'own' }] }, 'sub')).toHaveLength(2);
  });

  test('is told as a link, not as missing, where it is one', () => {
    symlinkSync('nowhere', join(root, 'link'));
    expect(missing({ configs: 'link' })).toEqual([]);
  });
});

test('the default folders may be missing', () => expect(missing({})).toEqual([]));

test('it is told at the same place when the settings are remembered from an earlier run', async () => {
  mkdirSync(join(root, 'own/a'), { recursive: true });
  writeFileSync(join(root, 'own/a/config.json5'), '{}');
  writeFileSync(join(root, 'confman.json5'), '{ configs: "own" }');
  const options = { directory: root, cache: true, env: { CONFMAN_CACHE_KEY: 'k'.repeat(16) }, now: Date.now() };
  const first = await openWorkspaceOnDisk(options);
  await resolveWorkspace(first.value as OpenedWorkspace, {
    apps: [],
    out: undefined,
    shownOut: '',
    format: 'json',
    bare: false,
    allowInvalid: false,
    check: false,
    resolvedAt: '2026-01-01T00:00:00Z',
    runJob: undefined,
  });
  rmSync(join(root, 'own'), { recursive: true });
  const { value, diagnostics } = await openWorkspaceOnDisk(options);
  expect(value).toBeUndefined();
  const places = toFindings(diagnostics.map((diagnostic) => ({ diagnostic, apps: new Set<string>() })));
  expect(places.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`)).toEqual([
    'workspace/missing-folder confman.json5:1:12',
  ]);
});
