import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { openAccess } from '../../src/pipeline/access/access.ts';
import { changeReviews, type ChangeReviews } from '../../src/pipeline/access/change-reviews.ts';
import { diffWorkspaces } from '../../src/pipeline/effective/diff-workspaces.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { workspaceOf } from './workspace-of.ts';

const base: Files = {
  'configs/namespace.json5': '{ roles: { admin: ["root@example.com"] } }',
  'configs/groups.json5': '{ pay: ["pat@example.com", "pia@example.com"] }',
  'configs/system/global.json5': '{ pool: 10, unread: 1 }',
  'configs/system/idle.json5': '{ nobody: 1 }',
  'configs/teams/pay/namespace.json5':
    '{ owner: "pay@example.com", roles: { publisher: ["group:pay"], admin: ["paul@example.com"] }, settings: { minApprovers: 2 } }',
  'configs/teams/pay/api/config.json5': '{ pool: { $ref: "system/global#/pool" } }',
  'configs/teams/pay/web/config.json5': '{ pool: { $ref: "system/global#/pool" }, own: 1 }',
  'configs/teams/find/namespace.json5':
    '{ inherit: false, roles: { admin: ["fay@example.com"] }, settings: { requireApproval: false } }',
  'configs/teams/find/ix/config.json5': '{ pool: { $ref: "system/global#/pool" }, own: 1 }',
  'schemas/pay/v1.json': '{ "type": "object" }',
  'schemas/pay/family.json5': '{ owner: "group:pay" }',
  'schemas/other/v1.json': '{ "type": "object" }',
};

/** A change of files; undefined takes one away. */
async function reviewed(
  changes: Readonly<Record<string, string | undefined>>,
  before = base,
  settings: JsonObject = {},
): Promise<ChangeReviews> {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...changes }).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])),
  );
  const [old, now] = [await workspaceOf(before), await workspaceOf(after, settings)];
  const side = (workspace: typeof old): Parameters<typeof diffWorkspaces>[0] => ({ workspace, name: 'side', commit: null });
  const { value: view, diagnostics } = await diffWorkspaces(side(old), side(now), { apps: [], pointers: [] });
  if (view === undefined) throw new Error(diagnostics.map(({ code }) => code).join());
  return changeReviews(await openAccess(old), now, view);
}

/** `path permission needed of reviewers: apps; documents`. */
async function told(
  changes: Readonly<Record<string, string | undefined>>,
  before = base,
  settings: JsonObject = {},
): Promise<string[]> {
  const { parts, families, ungoverned } = await reviewed(changes, before, settings);
  return [
    ...parts.map(
      ({ namespace, permission, needed, reviewers, apps, documents }) =>
        `${namespace.path} ${permission === 'roles:manage' ? 'admin' : 'publisher'} ${needed} of ${reviewers.map(({ text }) => text.split('@')[0]).join()}: ${apps.join()}; ${documents.map(({ path, change }) => `${path} ${change}`).join()}`,
    ),
    ...families.map(
      ({ family, owner, reviewers, documents }) =>
        `${family} ${owner} ${reviewers.length}: ${documents.map(({ path }) => path).join()}`,
    ),
    ...(ungoverned.apps.length + ungoverned.documents.length > 0
      ? [`nobody: ${ungoverned.apps.join()}; ${ungoverned.documents.map(({ path }) => path).join()}`]
      : []),
  ];
}

describe('by what a change really does', () => {
  test('a shared document is for the namespaces of the apps that it changes, not for that of its folder', async () => {
    const changes = { 'configs/system/global.json5': '{ pool: 20, unread: 1 }' };
    expect(await told(changes)).toEqual([
      '/teams/find publisher 0 of fay: teams/find/ix; ',
      '/teams/pay publisher 2 of pat,paul,pia,root: teams/pay/api,teams/pay/web; ',
    ]);
    const [, pay] = (await reviewed(changes)).parts;
    expect(pay?.causes).toMatchObject([
      { changes: 2, apps: 2, cause: { kind: 'set', place: { file: 'configs/system/global.json5', line: 1, column: 9 } } },
    ]);
  });

  test('one that changes no app is for the namespace of its folder', async () => {
    expect(await told({ 'configs/system/global.json5': '{ pool: 10, unread: 2 }' })).toEqual([
      '/ publisher 1 of root: ; configs/system/global.json5 changed',
    ]);
    expect(await told({ 'configs/system/idle.json5': undefined })).toEqual([
      '/ publisher 1 of root: ; configs/system/idle.json5 removed',
    ]);
  });

  test('apps that come and go', async () => {
    expect(await told({ 'configs/teams/pay/new/config.json5': '{}', 'configs/teams/find/ix/config.json5': undefined })).toEqual([
      '/teams/find publisher 0 of fay: teams/find/ix; configs/teams/find/ix/config.json5 removed',
      '/teams/pay publisher 2 of pat,paul,pia,root: teams/pay/new; configs/teams/pay/new/config.json5 added',
    ]);
  });

  test('an app that can be put together on neither side', async () => {
    const before = { ...base, 'configs/teams/pay/bad/config.json5': '{ $ref: "gone" }' };
    expect(await told({ 'configs/teams/pay/bad/config.json5': '{ $ref: "gone2" }' }, before)).toEqual([
      '/teams/pay publisher 2 of pat,paul,pia,root: teams/pay/bad; configs/teams/pay/bad/config.json5 changed',
    ]);
  });

  test('nothing', async () => {
    expect(await told({})).toEqual([]);
  });
});

describe('governance is judged as it is at the base', () => {
  test('whoever gives themselves a role has no say', async () => {
    expect(
      await told({
        'configs/teams/pay/namespace.json5':
          '{ roles: { publisher: ["mallory@example.com"], admin: ["mallory@example.com"] }, settings: { requireApproval: false } }',
        'configs/teams/pay/web/config.json5': '{ own: 2 }',
      }),
    ).toEqual(['/teams/pay admin 2 of paul,root: teams/pay/web; configs/teams/pay/namespace.json5 changed']);
  });

  test('a namespace that is new is for the one around it, with its apps', async () => {
    expect(
      await told({
        'configs/teams/pay/mine/namespace.json5': '{ inherit: false, roles: { admin: ["mallory@example.com"] } }',
        'configs/teams/pay/mine/app/config.json5': '{}',
      }),
    ).toEqual([
      '/teams/pay admin 2 of paul,root: teams/pay/mine/app; configs/teams/pay/mine/app/config.json5 added,configs/teams/pay/mine/namespace.json5 added',
    ]);
  });

  test('one that goes is for its own admins as they were', async () => {
    expect(await told({ 'configs/teams/find/namespace.json5': undefined })).toEqual([
      '/teams/find admin 1 of fay: ; configs/teams/find/namespace.json5 removed',
    ]);
  });

  test('one that is read by other rules from now on is changed, and so is a document that changes no app by that', async () => {
    const namespace = 'configs/teams/pay/namespace';
    expect(await told({ [`${namespace}.json5`]: undefined, [`${namespace}.yaml`]: base[`${namespace}.json5`] })).toEqual([
      '/teams/pay admin 2 of paul,root: ; configs/teams/pay/namespace.yaml changed',
    ]);
    const app = 'configs/teams/pay/api/config';
    expect(await told({ [`${app}.json5`]: undefined, [`${app}.yaml`]: base[`${app}.json5`] })).toEqual([
      '/teams/pay publisher 2 of pat,paul,pia,root: ; configs/teams/pay/api/config.yaml changed',
    ]);
  });

  test('what inherits from one that goes is told: it keeps working, with what is further up', async () => {
    const before = {
      ...base,
      'configs/teams/pay/eu/namespace.json5': '{}',
      'configs/teams/pay/us/namespace.json5': '{ inherit: false }',
    };
    const { parts } = await reviewed({ 'configs/teams/pay/namespace.json5': undefined }, before);
    expect(parts.map(({ namespace, orphaned }) => [namespace.path, orphaned])).toEqual([['/teams/pay', ['/teams/pay/eu']]]);
  });

  test('groups and settings are for the admins of the root', async () => {
    expect(await told({ 'configs/groups.json5': '{ pay: ["mallory@example.com"] }' })).toEqual([
      '/ admin 1 of root: ; configs/groups.json5 changed',
    ]);
    expect(await told({}, base, { vars: { a: 'b' } })).toEqual(['/ admin 1 of root: ; confman.json5 changed']);
  });

  test('a cascade is for the namespace of its folder, beside those of the apps', async () => {
    expect(
      await told({
        'configs/cascade.json5': '{ instances: "teams/find/{n}", layers: [{ id: "system/idle" }, { id: "{app}" }] }',
      }),
    ).toEqual(['/ publisher 1 of root: ; configs/cascade.json5 added', '/teams/find publisher 0 of fay: teams/find/ix; ']);
  });

  test('a schema is for the owner of its family, else for the admins of the root', async () => {
    const change = '{ "type": "object", "title": "x" }';
    expect(await told({ 'schemas/pay/v1.json': change, 'schemas/pay/v2.json': change })).toEqual([
      'schemas/pay group:pay 2: schemas/pay/v1.json,schemas/pay/v2.json',
    ]);
    expect(
      await told({ 'schemas/other/v1.json': change, 'schemas/other/family.json5': '{ owner: "mallory@example.com" }' }),
    ).toEqual(['/ admin 1 of root: ; schemas/other/family.json5 added,schemas/other/v1.json changed']);
    expect(await told({ 'schemas/pay/family.json5': '{ owner: "mallory@example.com" }' })).toEqual([
      'schemas/pay group:pay 2: schemas/pay/family.json5',
    ]);
  });

  test('a namespace that cannot be used leaves it to those further up, and says so', async () => {
    const before = { ...base, 'configs/teams/pay/namespace.json5': '{ roles: 1 }' };
    const changes = {
      'configs/teams/pay/namespace.json5': base['configs/teams/pay/namespace.json5'],
      'configs/system/idle.json5': '1',
    };
    const { parts } = await reviewed(changes, before);
    expect(parts.map(({ namespace, broken }) => [namespace.path, broken])).toEqual([['/', ['teams/pay/namespace']]]);
  });

  test('where no namespace is responsible at the base, it is said', async () => {
    const { 'configs/namespace.json5': _root, ...before } = base;
    expect(
      await told(
        {
          'configs/namespace.json5': '{ roles: { admin: ["mallory@example.com"] } }',
          'configs/a/config.json5': '{}',
          'schemas/other/v2.json': '{}',
        },
        before,
      ),
    ).toEqual(['nobody: a; configs/a/config.json5,configs/namespace.json5,schemas/other/v2.json']);
  });
});
