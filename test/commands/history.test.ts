import { expect, test } from 'vitest';
import { repositoryOf, shop, type Sandbox } from './sandbox.ts';

const layer = 'configs/system/global.json5';

/** Three states of `/pool`: 10, then 30 through a merge, then none that is valid. */
function box(): Sandbox {
  return repositoryOf(shop, 'history', (sandbox) => {
    sandbox.git('checkout', '--quiet', '-b', 'draft');
    sandbox.write(layer, '{ tls: true,\n  pool: 30 }\n');
    sandbox.commit('Pool \u001b[31m of vault://shop/eu\n\nMore');
    sandbox.git('checkout', '--quiet', 'main');
    sandbox.git('merge', '--quiet', '--no-ff', '--message', 'Merge pull request #7 from ada/draft', 'draft');
    sandbox.write(layer, '{ tls: true,\n  pool: 3000 }\n');
    sandbox.commit('Too much');
  });
}

test('the versions for people, newest first', () => {
  const { code, stdout, stderr } = box().confman(['history', 'apps/shop/eu', 'pool']);
  const lines = stdout.replaceAll(/^( *)[0-9a-f]{7} /gm, '$1COMMIT ').replaceAll(/[0-9a-f]{7} \(/g, 'COMMIT (');
  expect([code, stderr]).toEqual([0, '']);
  expect(lines.split('\n').slice(0, 5)).toEqual([
    '-- invalid from COMMIT (2026-05-13T16:50:00Z) on: what was in force before stayed so',
    'v2 30',
    '  COMMIT 2026-05-13T16:50:00Z Ada <ada@example.com>, request 7: Merge pull request #7 from ada/draft',
    'v1 10',
    '  COMMIT 2026-05-13T16:50:00Z Ada <ada@example.com>: Change',
  ]);
});

test('the versions for programs, and in a file beside', () => {
  const sandbox = box();
  const { code, stdout } = sandbox.confman(['history', 'apps/shop/eu', '/pool', '--format=json', '--report=markdown=h.md']);
  const told = JSON.parse(stdout) as Record<string, unknown>;
  expect(code).toBe(0);
  expect(told).toMatchObject({
    formatVersion: 1,
    app: 'apps/shop/eu',
    pointer: '/pool',
    line: { name: 'main' },
    complete: true,
    total: 2,
    versions: [
      { version: 2, state: 'set', value: 30, publishRequestId: '7', publishedBy: 'Ada <ada@example.com>', cut: false },
      { version: 1, value: 10, publishRequestId: null, publishedAt: '2026-05-13T16:50:00Z', subject: 'Change' },
    ],
    invalid: [{ since: { publishRequestId: null }, until: null }],
    movedFrom: null,
  });
  expect(sandbox.read('h.md')).toContain('| 2 | `30` |');
});

test('blame names the commit of the line and the request of its merge, and shows neither controls nor secrets', () => {
  const sandbox = box();
  const args = ['explain', 'apps/shop/eu', '/pool', '--blame', '--rev', 'HEAD~1'];
  const { code, stdout } = sandbox.confman(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}by {7}[0-9a-f]{7} 2026-05-13 Ada: Pool .*of vault:\/\/… \(request 7\)$/m);
  expect(stdout).not.toContain('\u001b');
  const { values } = JSON.parse(sandbox.confman([...args, '--format=json']).stdout) as { values: { winner: object }[] };
  expect(values[0]?.winner).toMatchObject({
    line: 2,
    blame: { committed: true, commit: sandbox.git('rev-parse', 'draft').trim(), publication: { publishRequestId: '7' } },
  });
});

test.each([
  [['apps/shop/*'], 'history is about one app'],
  [['apps/shop/eu', '--staged'], 'history is about commits'],
  [['apps/shop/eu', '/a~2'], 'is no JSON Pointer'],
  [['apps/shop/none'], 'There never was an app "apps/shop/none"'],
])('%j cannot be judged', (args, sentence) => {
  const { code, stdout, stderr } = box().confman(['history', ...args]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
});

test('a place that never had a value', () => {
  const { code, stdout } = box().confman(['history', 'apps/shop/eu', '/nothing']);
  expect(code).toBe(1);
  expect(stdout).toContain('apps/shop/eu /nothing never had a valid value on main');
});
