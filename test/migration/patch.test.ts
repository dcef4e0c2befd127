import { describe, expect, it } from 'vitest';
import { ConfmanError, migratePatch, type MigratePatchOptions, type PatchOperation } from '../../src/index.ts';
import type { JsonValue } from '../../src/model/json.ts';

const migrations = {
  'v1-v2': {
    steps: [
      { rename: '/db/host', to: 'address' },
      { move: '/timeout', to: '/limits/timeout' },
      { convert: '/limits/timeout', unit: { from: 'ms', to: 's' } },
    ],
  },
  'v2-v3': `{ steps: [
    { remove: "/legacy", lossy: true },
    { head: "/replicas" },
    { wrap: "/zone" },
    { add: "/region", value: "eu" },
    { map: "/targets", steps: [{ rename: "/url", to: "uri" }] },
  ] }`,
};

function carried(patch: readonly PatchOperation[], options: Partial<MigratePatchOptions> = {}) {
  const { patch: result, conflicts } = migratePatch(patch, { migrations, from: '1', to: '3', ...options });
  return result ?? conflicts.map(({ operation, pointer, reason, step }) => `${operation} ${pointer}: ${reason} (${step})`);
}

describe('migratePatch', () => {
  it.each<[PatchOperation, PatchOperation]>([
    [
      { op: 'replace', path: '/db/host', value: 'x' },
      { op: 'replace', path: '/db/address', value: 'x' },
    ],
    [
      { op: 'test', path: '/timeout', value: 1500 },
      { op: 'test', path: '/limits/timeout', value: 1.5 },
    ],
    [
      { op: 'add', path: '/db', value: { host: 'x' } },
      { op: 'add', path: '/db', value: { address: 'x' } },
    ],
    [
      { op: 'add', path: '/targets/-', value: { url: 'u' } },
      { op: 'add', path: '/targets/-', value: { uri: 'u' } },
    ],
    [
      { op: 'remove', path: '/targets/0/url' },
      { op: 'remove', path: '/targets/0/uri' },
    ],
    [
      { op: 'replace', path: '/zone', value: 'a' },
      { op: 'replace', path: '/zone', value: ['a'] },
    ],
    [
      { op: 'replace', path: '/replicas/0', value: 3 },
      { op: 'replace', path: '/replicas', value: 3 },
    ],
    [
      { op: 'copy', from: '/targets/0', path: '/targets/1' },
      { op: 'copy', from: '/targets/0', path: '/targets/1' },
    ],
    [
      { op: 'move', from: '/db/host', path: '/name' },
      { op: 'move', from: '/db/address', path: '/name' },
    ],
  ])('%j', (given, wanted) => expect(carried([given])).toEqual([wanted]));

  it.each<[PatchOperation, string]>([
    [{ op: 'replace', path: '/legacy', value: 1 }, '0 /legacy: removed (remove /legacy)'],
    [{ op: 'remove', path: '/legacy' }, '0 /legacy: removed (remove /legacy)'],
    [{ op: 'add', path: '/replicas/-', value: 1 }, '0 /replicas/-: narrowed (head /replicas)'],
    [{ op: 'replace', path: '/replicas', value: [1, 2] }, '0 /replicas: not-convertible (head /replicas)'],
    [{ op: 'add', path: '/region', value: 'us' }, '0 /region: taken (add /region)'],
    [{ op: 'add', path: '/limits', value: {} }, '0 /limits: split (move /timeout)'],
    [{ op: 'add', path: '/timeout', value: 1 }, '0 /timeout: depends-on-data (move /timeout)'],
    [{ op: 'copy', from: '/zone', path: '/other' }, '0 /zone: split (wrap /zone)'],
    [{ op: 'replace', path: '/timeout', value: 'soon' }, '0 /timeout: not-convertible (convert /limits/timeout)'],
    [{ op: 'add', path: 'x', value: 1 }, '0 x: does-not-apply ()'],
    [{ op: 'add', path: '/x' }, '0 /x: does-not-apply ()'],
    [{ op: 'frob', path: '/x' } as never, '0 /x: does-not-apply ()'],
  ])('%j', (given, wanted) => expect(carried([given])).toEqual([wanted.replace('0 /zone:', '0 /other:')]));

  it('makes the objects that a moved value needs, where it knows the data', () => {
    const add: PatchOperation = { op: 'add', path: '/timeout', value: 1000 };
    expect(carried([add], { base: {} })).toEqual([
      { op: 'add', path: '/limits', value: {} },
      { op: 'add', path: '/limits/timeout', value: 1 },
    ]);
    expect(carried([add], { base: { timeout: 5 } })).toEqual([{ op: 'add', path: '/limits/timeout', value: 1 }]);
    expect(carried([{ op: 'remove', path: '/timeout' }], { base: { timeout: 5 } })).toEqual([{ op: 'remove', path: '/limits' }]);
  });

  it('says where an operation does not apply to the data', () =>
    expect(carried([{ op: 'remove', path: '/db' }], { base: {} })).toEqual(['0 /db: does-not-apply ()']));

  it('goes back too', () =>
    expect(carried([{ op: 'replace', path: '/db/address', value: 'x' }], { from: 'v3', to: 'v1' })).toEqual([
      { op: 'replace', path: '/db/host', value: 'x' },
    ]));

  it('names every conflict, and gives no patch then', () =>
    expect(
      carried([
        { op: 'remove', path: '/legacy' },
        { op: 'remove', path: '/db/host' },
        { op: 'add', path: '/region', value: 1 },
      ]),
    ).toHaveLength(2));

  it.each<[string, Readonly<Record<string, JsonValue>>]>([
    ['a step that there is not', { 'v1-v3': { steps: [{ frob: '/a' }] } }],
    ['a text that is none', { 'v1-v3': '{ steps: [' }],
    ['a name that is none', { first: { steps: [] } }],
    ['no way', { 'v1-v2': { steps: [] } }],
  ])('throws for %s', (_, wrong) =>
    expect(() => migratePatch([], { migrations: wrong, from: 'v1', to: 'v3' })).toThrow(ConfmanError),
  );
});
