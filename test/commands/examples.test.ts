import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const expected = join(examples, 'expected');
const epoch = { SOURCE_DATE_EPOCH: '1767225600' };

/** The examples as a user has them: without the expectations, in a folder of their own. */
function workspace(): Sandbox {
  const box = new Sandbox();
  const wanted = (path: string): boolean => !/^(?:expected|resolved|\.confman)/.test(relative(examples, path));
  cpSync(examples, box.path, { recursive: true, filter: wanted });
  return box;
}

function filesOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

test('every example resolves to its committed expectation, byte for byte, also from the cache and in parts', () => {
  const box = workspace();
  if (process.env['UPDATE_EXPECTED'] === '1') box.confman(['resolve', '--out', expected, '--no-cache'], { env: epoch });
  const wanted = filesOf(expected);
  expect(wanted.size).toBe(29);
  const first = box.confman(['resolve'], { env: epoch });
  expect(first.stderr).toContain('Found 1 warning: all 29 apps are valid; 29 rebuilt, 0 unchanged');
  expect(first.code).toBe(0);
  expect(filesOf(join(box.path, 'resolved'))).toEqual(wanted);
  box.remove('resolved/apps/edge');
  expect(box.confman(['resolve', 'apps/edge/**'], { env: epoch }).code).toBe(0);
  expect(box.confman(['resolve'], { env: epoch }).stderr).toContain('0 rebuilt, 29 unchanged');
  expect(filesOf(join(box.path, 'resolved'))).toEqual(wanted);
});

test('the examples have what they are to show', () => {
  const list = JSON.parse(workspace().confman(['list', '--format', 'json']).stdout) as {
    readonly apps: readonly { readonly id: string; readonly schema: string | null; readonly layers: readonly string[] }[];
  };
  expect(list.apps.length).toBeGreaterThanOrEqual(25);
  expect(new Set(list.apps.map((app) => app.id.split('/').slice(0, 2).join('/'))).size).toBeGreaterThanOrEqual(3);
  const layers = new Set(list.apps.flatMap((app) => app.layers));
  expect([...layers].filter((id) => id.startsWith('system/region/'))).toHaveLength(3);
  expect([...layers].filter((id) => id.startsWith('system/environment/'))).toHaveLength(2);
});
