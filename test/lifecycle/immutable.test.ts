import { describe, expect, test } from 'vitest';
import type { Files } from '../pipeline/memory-workspace.ts';
import { judgedVersions } from './judged-versions.ts';

const config = 'configs/apps/a/config.json5';
const immutable = { 'x-confman-immutable': true };

/** One app bound to one schema. */
function app(properties: Record<string, unknown>, text: string, more: Files = {}): Files {
  return {
    'schemas/s/v1.json': JSON.stringify({ properties }),
    'configs/apps/namespace.json5': '{ schema: "schemas/s/v1" }',
    [config]: text,
    ...more,
  };
}

/** @returns codes with places, for an app whose text changes */
async function changed(properties: Record<string, unknown>, before: string, after: string): Promise<readonly string[]> {
  return (await judgedVersions(app(properties, before), app(properties, after))).found;
}

describe('a value', () => {
  const properties = { id: immutable };

  test('that stays is fine, wherever it is written', async () => {
    const base = app(properties, '{ id: "x" }');
    const head = app(properties, '{}', { 'configs/namespace.json5': '{}', 'configs/apps/a/cascade.json5': layers('g', '{app}') });
    expect((await judgedVersions(base, { ...head, 'configs/g.json5': '{ id: "x" }' })).found).toEqual([]);
  });

  test('that is new is fine', async () => expect(await changed(properties, '{}', '{ id: "x" }')).toEqual([]));

  test('that is changed is told where it is set, with both values and the place in the base', async () => {
    const judged = await judgedVersions(app(properties, '\n{ id: "x" }'), app(properties, '{\n  id: "y",\n}'));
    expect(judged.found).toEqual([`immutable-changed ${config}:2:7 /id`]);
    expect(judged.messages).toEqual([`The immutable "/id" was "x" on main (${config}:2:7) and is "y" now`]);
  });

  test('may not become null, or of another kind', async () => {
    expect(await changed(properties, '{ id: 1 }', '{ id: null }')).toEqual([`immutable-changed ${config}:1:7 /id`]);
    expect(await changed(properties, '{ id: null }', '{ id: {} }')).toEqual([`immutable-changed ${config}:1:7 /id`]);
  });

  test('that is removed is told where it stood', async () => {
    expect(await changed({ db: { properties } }, '{ db: { id: 1, b: 2 } }', '{ db: { b: 2 } }')).toEqual([
      `immutable-removed ${config}:1:3 /db`,
    ]);
    expect(await changed({ db: { properties } }, '{ db: { id: 1 } }', '{ a: 1 }')).toEqual([`immutable-removed ${config}:1:1 `]);
  });

  test('with its app is free to go', async () => {
    const base = app(properties, '{ id: 1 }');
    const { [config]: _gone, ...head } = base;
    expect((await judgedVersions(base, head)).found).toEqual([]);
  });

  test('that a default fills in counts like any other', async () => {
    const withDefault = (value: number): Record<string, unknown> => ({ id: { ...immutable, default: value } });
    const judged = await judgedVersions(app(withDefault(1), '{}'), app(withDefault(2), '{}'));
    expect(judged.found).toEqual(['immutable-changed schemas/s/v1.json:1:59 /properties/id/default']);
  });
});

function layers(...ids: readonly string[]): string {
  return JSON.stringify({ layers: ids.map((id) => ({ id })) });
}

describe('layers', () => {
  const shared = (global: string, more: Files = {}): Files => ({
    'schemas/s/v1.json': JSON.stringify({ properties: { id: immutable } }),
    'configs/apps/cascade.json5': JSON.stringify({ schema: 'schemas/s/v1', layers: [{ id: 'g' }, { id: '{app}' }] }),
    'configs/g.json5': global,
    'configs/apps/a/config.json5': '{}',
    'configs/apps/b/config.json5': '{}',
    ...more,
  });

  test('one cause is one finding with all its apps', async () => {
    const judged = await judgedVersions(shared('{ id: 1 }'), shared('{ id: 2 }'));
    expect(judged.found).toEqual(['immutable-changed configs/g.json5:1:7 /id']);
    expect(judged.apps).toEqual([['apps/a', 'apps/b']]);
  });

  test('an app that sets the value itself has not changed', async () => {
    const own = { 'configs/apps/a/config.json5': '{ id: 9 }' };
    expect((await judgedVersions(shared('{ id: 1 }', own), shared('{ id: 2 }', own))).apps).toEqual([['apps/b']]);
  });

  test('an unset is told where it stands', async () => {
    const unset = { 'configs/apps/a/config.json5': '{\n  id: { $unset: true } }' };
    expect((await judgedVersions(shared('{ id: 1 }'), shared('{ id: 1 }', unset))).found).toEqual([
      'immutable-removed configs/apps/a/config.json5:2:7 /id',
    ]);
  });
});

describe('what is in an immutable value', () => {
  const object = { db: { ...immutable, properties: { a: immutable } } };

  test.each([
    ['a changed member', '{ db: { a: 1, b: 2 } }', '{ db: { a: 1, b: 3 } }', [`immutable-changed ${config}:1:18 /db/b`]],
    ['a new member', '{ db: { a: 1 } }', '{ db: { a: 1, b: 3 } }', [`immutable-changed ${config}:1:18 /db/b`]],
    ['a member that goes', '{ db: { a: 1, b: 2 } }', '{ db: { a: 1 } }', [`immutable-changed ${config}:1:3 /db`]],
    ['itself, once', '{ db: { a: 1 } }', '{ db: { a: 2 } }', [`immutable-changed ${config}:1:12 /db/a`]],
    ['the order of keys is nothing', '{ db: { a: 1, b: 2 } }', '{ db: { b: 2, a: 1 } }', []],
  ])('%s', async (_name, before, after, expected) => expect(await changed(object, before, after)).toEqual(expected));

  test('an array is what it was, with its order', async () => {
    expect(await changed({ l: immutable }, '{ l: [1, 2] }', '{ l: [2, 1] }')).toEqual([`immutable-changed ${config}:1:6 /l`]);
    expect(await changed({ l: immutable }, '{ l: [1, 2] }', '{ l: [1, 2, 3] }')).toEqual([
      `immutable-changed ${config}:1:13 /l/2`,
    ]);
  });
});

describe('elements and entries', () => {
  const byKey = (items: unknown): Record<string, unknown> => ({
    t: { type: 'array', 'x-confman-merge': { strategy: 'byKey', key: 'name' }, items },
  });
  const part = { properties: { v: immutable } };

  test.each([
    ['are known by their key', part, '[{name: "x", v: 1}, {name: "y", v: 2}]', '[{name: "y", v: 2}, {name: "x", v: 1}]', []],
    [
      'are told by it',
      part,
      '[{name: "x", v: 1}, {name: "y", v: 2}]',
      '[{name: "y", v: 3}, {name: "x", v: 1}]',
      [`immutable-changed ${config}:1:22 /t/0/v`],
    ],
    ['may go as a whole', part, '[{name: "x", v: 1}, {name: "y", v: 2}]', '[{name: "y", v: 2}]', []],
    ['but not in part', part, '[{name: "x", v: 1}]', '[{name: "x"}]', [`immutable-removed ${config}:1:3 /t`]],
    [
      'nor where they are immutable',
      immutable,
      '[{name: "x"}, {name: "y"}]',
      '[{name: "y"}]',
      [`immutable-removed ${config}:1:3 /t`],
    ],
    ['of those more may come', immutable, '[{name: "x"}]', '[{name: "z"}, {name: "x"}]', []],
  ])('%s', async (_name, items, before, after, expected) =>
    expect(await changed(byKey(items), `{ t: ${before} }`, `{ t: ${after} }`)).toEqual(expected),
  );

  test('without a key elements are known by their place', async () => {
    const properties = { t: { items: part } };
    expect(await changed(properties, '{ t: [{ v: 1 }] }', '{ t: [{ v: 1 }, { v: 2 }] }')).toEqual([]);
    expect(await changed(properties, '{ t: [{ v: 1 }] }', '{ t: [{ v: 0 }, { v: 1 }] }')).toHaveLength(1);
  });

  test('members that no schema knows by name come and go, others do not', async () => {
    const properties = { map: { additionalProperties: part, properties: { own: part } } };
    expect(await changed(properties, '{ map: { a: { v: 1 } } }', '{ map: {} }')).toEqual([]);
    expect(await changed(properties, '{ map: { a: { v: 1 } } }', '{}')).toEqual([]);
    expect(await changed(properties, '{ map: { own: { v: 1 } } }', '{ map: {} }')).toHaveLength(1);
    expect(await changed(properties, '{ map: { a: { v: 1 } } }', '{ map: { a: { v: 2 } } }')).toHaveLength(1);
  });
});

describe('the schemas', () => {
  test("the base's counts where the new one dropped the keyword", async () => {
    const judged = await judgedVersions(app({ id: immutable }, '{ id: 1 }'), app({ id: {} }, '{ id: 2 }'));
    expect(judged.messages).toEqual([
      `The immutable "/id" was 1 on main (${config}:1:7) and is 2 now; the schema there says that it may not change`,
    ]);
  });

  test('a new keyword counts for what is on the base', async () => {
    expect((await judgedVersions(app({ id: {} }, '{ id: 1 }'), app({ id: immutable }, '{ id: 2 }'))).found).toHaveLength(1);
    expect((await judgedVersions(app({ id: {} }, '{ id: 1 }'), app({ id: immutable }, '{ id: 1 }'))).found).toEqual([]);
  });

  test('an app that is no longer bound is held to what it was bound to', async () => {
    const head = { ...app({ id: immutable }, '{ id: 2 }'), 'configs/apps/namespace.json5': '{}' };
    expect((await judgedVersions(app({ id: immutable }, '{ id: 1 }'), head)).found).toHaveLength(1);
  });

  test('references, patterns and parts of drafts are followed', async () => {
    const schema = { $defs: { fixed: immutable }, patternProperties: { '^f': { $ref: '#/$defs/fixed' } } };
    const files = (text: string): Files => ({ ...app({}, text), 'schemas/s/v1.json': JSON.stringify(schema) });
    expect((await judgedVersions(files('{ f1: 1, g: 1 }'), files('{ f1: 2, g: 2 }'))).found).toEqual([
      `immutable-changed ${config}:1:7 /f1`,
    ]);
  });
});

describe('secrets', () => {
  const properties = {
    p: { 'x-confman-secret-ref': true, ...immutable },
    o: { ...immutable, properties: { q: { 'x-confman-secret-ref': true } } },
  };

  test('are never told', async () => {
    const before = '{ p: "vault://one/secret", o: { q: "vault://two/secret" } }';
    const after = '{ p: "env://three", o: { q: "vault://four" } }';
    const judged = await judgedVersions(app(properties, before), app(properties, after));
    expect(judged.found).toHaveLength(2);
    expect(judged.all).not.toMatch(/one|two|three|four/);
    expect(judged.messages).toContain(`The immutable "/p" was "vault://…" on main (${config}:1:6) and is "env://…" now`);
    expect(judged.messages.join()).toContain('has another value, not shown, than on main');
  });

  test('nor what is none', async () => {
    const judged = await judgedVersions(app(properties, '{ p: "plain-one" }'), app(properties, '{ p: "plain-two" }'));
    expect(judged.all).not.toMatch(/plain-/);
  });
});

test('keys are data', async () => {
  const odd = '{ toString: 1, hasOwnProperty: 2, "a/b~c": 3 }';
  const properties = { toString: immutable, hasOwnProperty: immutable, 'a/b~c': immutable };
  expect(await changed(properties, '{}', odd)).toEqual([]);
  expect(await changed(properties, odd, '{}')).toHaveLength(3);
  expect(await changed(properties, odd, odd.replace('3', '4'))).toEqual([`immutable-changed ${config}:1:44 /a~1b~0c`]);
});

test('a branch that might hold counts', async () => {
  const oneOf = [{ properties: { kind: { const: 'disk' }, size: immutable } }, { properties: { kind: { const: 'net' } } }];
  const files = (text: string): Files => ({ ...app({}, text), 'schemas/s/v1.json': JSON.stringify({ oneOf }) });
  const before = files('{ kind: "disk", size: 1 }');
  expect((await judgedVersions(before, files('{ kind: "disk", size: 2 }'))).found).toHaveLength(1);
  expect((await judgedVersions(before, files('{ kind: "net", size: 2 }'))).found).toHaveLength(1);
});
