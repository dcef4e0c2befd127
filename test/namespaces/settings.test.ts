import { describe, expect, test } from 'vitest';
import { approvalsNeeded } from '../../src/namespaces/effective-namespace.ts';
import { accessOf } from '../access/workspace-of.ts';
import { marked } from '../pipeline/marked.ts';
import { judged } from './judged.ts';

const path = 'configs/namespace.json5';

/** Each text as a namespace of its own, so that one run judges them all. */
function apart(texts: readonly string[]): ReturnType<typeof marked> {
  return marked(Object.fromEntries(texts.map((text, i) => [`configs/t${String(i).padStart(2, '0')}/namespace.json5`, text])));
}

describe('settings that are no settings are refused where they stand', () => {
  test('each at its value', async () => {
    const { files, places } = apart([
      '{ settings: { allowSelfApproval: ◆true } }',
      '{ settings: { minApprovers: ◆-1 } }',
      '{ settings: { minApprovers: ◆1.5 } }',
      '{ settings: { schemaEnforcement: ◆"sometimes" } }',
      '{ settings: { autoApprove: [◆{}] } }',
      '{ settings: { autoApprove: [{ widening: ◆false }] } }',
      '{ settings: { autoApprove: [{ pointers: [◆"replicas"] }] } }',
      '{ settings: { autoApprove: [{ pointers: ◆[] }] } }',
      '{ settings: { autoApprove: [{ environments: ["dev"], maxApps: ◆0 }] } }',
      '{ settings: { schedule: { at: ◆"24:00" } } }',
      '{ settings: { schedule: ◆{ days: ["mon"] } } }',
      '{ settings: { schedule: { at: "06:30", days: [◆"monday"] } } }',
      '{ settings: { freeze: [{ from: ◆"2026-12-20", until: "2026-12-21T00:00:00Z" }] } }',
      '{ settings: { freeze: [{ from: ◆"2026-12-20T00:00:00", until: "2026-12-21T00:00:00Z" }] } }',
    ]);
    const { findings } = await judged(files);
    expect(findings.map((each) => each.replace(/^schema\S* /, ''))).toEqual(places);
  });

  test('with the words of the rule', async () => {
    const { details } = await judged({ [path]: '{ settings: { allowSelfApproval: true } }' });
    expect(details[0]?.message).toContain('nobody approves a change of their own');
  });
});

describe('times that do not exist', () => {
  test('are told where they stand', async () => {
    const { files, places } = apart([
      '{ settings: { freeze: [{ from: ◆"2026-02-30T00:00:00Z", until: "2026-12-21T00:00:00Z" }] } }',
      '{ settings: { freeze: [{ from: ◆"2026-02-01T25:00:00Z", until: "2026-12-21T00:00:00Z" }] } }',
      '{ settings: { freeze: [{ from: "2026-02-01T00:00:00Z", until: ◆"2026-02-01T01:00:00+01:00" }] } }',
      '{ settings: { schedule: { at: "06:30", timeZone: ◆"Mars/Olympus" } } }',
    ]);
    expect((await judged(files)).findings).toEqual(places.map((place) => `namespaces/bad-time ${place}`));
  });

  test('those that do', async () => {
    const settings = {
      freeze: [{ from: '2028-02-29T00:00Z', until: '2028-02-29T00:00:00-01:00', reason: 'leap' }],
      schedule: { at: '23:59', days: ['sun'], timeZone: 'Asia/Kathmandu' },
      autoApprove: [{ pointers: ['/a/*/b', '/c~1d'], widening: true, environments: ['dev'], maxApps: 3 }],
      allowSelfApproval: false,
    };
    expect((await judged({ [path]: JSON.stringify({ settings }) })).findings).toEqual([]);
  });
});

test('roles that are given to nobody are told, and give nobody anything; the apps stay valid', async () => {
  const { files, places } = marked({
    [path]: '{ roles: { admin: [◆"ada", "bob@example.com"], viewer: [◆"group:none"] } }',
    'configs/app/config.json5': '{}',
  });
  const { findings } = await judged(files);
  expect(findings).toEqual([`namespaces/bad-principal ${places[0]}`, `namespaces/unknown-group ${places[1]}`]);
  expect((await judged(files, 'app')).findings).toEqual([]);
  const { namespace } = (await accessOf(files)).governing(undefined);
  expect(namespace?.roles.admin.map(({ text }) => text)).toEqual(['bob@example.com']);
});

test.each([
  ['{}', 1],
  ['{ settings: { minApprovers: 3 } }', 3],
  ['{ settings: { minApprovers: 0 } }', 1],
  ['{ settings: { requireApproval: false, minApprovers: 2 } }', 0],
])('%s takes %d', async (text, needed) => {
  const { namespace } = (await accessOf({ [path]: text })).governing(undefined);
  expect(namespace && approvalsNeeded(namespace)).toBe(needed);
});

test('everything says where it comes from', async () => {
  const { namespace } = (
    await accessOf({
      [path]:
        '{ owner: "top@example.com", settings: { minApprovers: 2, freeze: [{ from: "2026-01-01T00:00Z", until: "2026-01-02T00:00Z" }] }, vars: { a: "1", b: "1" }, schema: "schemas/x/v1" }',
      'configs/a/namespace.json5': '{ displayName: "A", vars: { b: "2" } }',
    })
  ).governing('a' as never);
  expect(namespace).toMatchObject({
    path: '/a',
    displayName: 'A',
    owner: { value: 'top@example.com', namespace: '/', principal: { key: 'top@example.com' } },
    schema: { value: 'schemas/x/v1', namespace: '/' },
    vars: { a: { value: '1', namespace: '/', site: { pointer: '/vars/a' } }, b: { value: '2', namespace: '/a' } },
  });
  expect(namespace?.settings.minApprovers).toMatchObject({
    value: 2,
    namespace: '/',
    site: { pointer: '/settings/minApprovers' },
  });
  expect(namespace?.settings.requireApproval).toEqual({ value: true, namespace: undefined, site: undefined });
  expect(namespace?.settings.freeze[0]?.site?.pointer).toBe('/settings/freeze/0');
});
