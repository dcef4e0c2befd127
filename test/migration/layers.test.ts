import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { chainBelow } from '../../src/migration/chain-below.ts';
import { migrationOf } from './migration-of.ts';
import { after, migrate, sourceOf } from './document.ts';

const layer = { partial: true };

describe('directives keep their meaning', () => {
  it.each([
    ['{ a: { $unset: true } }', '{ z: { $unset: true } }'],
    ['{ a: { $append: [1] } }', '{ z: { $append: [1] } }'],
    ['{ a: { $replace: { b: 1 } } }', '{ z: { $replace: { b: 1 } } }'],
    ['{ a: { $ref: "x/y", b: 1 } }', '{ z: { $ref: "x/y", b: 1 } }'],
    ['{ $$a: 1, a: 2 }', '{ $$a: 1, z: 2 }'],
  ])('under another key: %s', (text, wanted) => expect(after(text, [{ rename: '/a', to: 'z' }], layer)).toBe(wanted));

  it('a key of the data that starts with $', () => {
    expect(after('{ $$a: 1 }', [{ rename: '/$a', to: '$b' }], layer)).toBe('{ $$b: 1 }');
    expect(after('{ a: 1 }', [{ add: '/b', value: { $x: 1 } }])).toBe('{ a: 1, b: { $$x: 1 } }');
  });

  it.each([
    ['{ a: { $replace: { b: 1 } } }', '{ a: { $replace: { c: 1 } } }'],
    ['{ a: { $unset: true } }', '{ a: { $unset: true } }'],
    ['{ a: null }', '{ a: null }'],
    ['{ a: { b: { $unset: true } } }', '{ a: { c: { $unset: true } } }'],
  ])('looked through: %s', (text, wanted) => expect(after(text, [{ rename: '/a/b', to: 'c' }], layer)).toBe(wanted));

  it.each([
    ['{ a: { $append: [{ b: 1 }] } }', '{ a: { $append: [{ c: 1 }] } }'],
    ['{ a: { $union: [{ b: 1 }] } }', '{ a: { $union: [{ c: 1 }] } }'],
    ['{ a: [{ b: "x", $unset: true }] }', '{ a: [{ c: "x", $unset: true }] }'],
    ['{ a: { $replace: [{ b: 1 }] } }', '{ a: { $replace: [{ c: 1 }] } }'],
  ])('elements: %s', (text, wanted) =>
    expect(after(text, [{ map: '/a', steps: [{ rename: '/b', to: 'c' }] }], layer)).toBe(wanted),
  );

  it.each([
    ['{ a: 5 }', '{ a: [5] }'],
    ['{ a: { $unset: true } }', '{ a: { $unset: true } }'],
    ['{ a: { $replace: { b: 1 } } }', '{ a: { $replace: [{ b: 1 }] } }'],
  ])('wrapped: %s', (text, wanted) => expect(after(text, [{ wrap: '/a' }], layer)).toBe(wanted));

  it.each([
    ['{ a: [5] }', '{ a: 5 }'],
    ['{ a: [{ b: 1 }] }', '{ a: { $replace: { b: 1 } } }'],
    ['{ a: { $replace: [{ b: 1 }] } }', '{ a: { $replace: { b: 1 } } }'],
  ])('taken out: %s', (text, wanted) => expect(after(text, [{ head: '/a' }], layer)).toBe(wanted));

  it.each([
    ['{ a: { $replace: "5" } }', '{ a: { $replace: 5 } }'],
    ['{ a: { $unset: true } }', '{ a: { $unset: true } }'],
  ])('converted: %s', (text, wanted) =>
    expect(after(text, [{ convert: '/a', type: { from: 'string', to: 'integer' } }], layer)).toBe(wanted),
  );
});

describe('what one layer cannot say alone is refused', () => {
  it.each([
    ['an object that other layers may have more of', '{ a: { b: 1 } }', { wrap: '/a' }, '1:6'],
    ['elements that are added', '{ a: { $append: [1] } }', { head: '/a' }, '1:17'],
    ['an object that is unset, and a member of it that moves', '{ a: { $unset: true } }', { move: '/a/b', to: '/c' }, '1:6'],
    [
      'an object that is replaced, and a member of it that moves',
      '{ a: { $replace: { b: 1 } } }',
      { move: '/a/b', to: '/c' },
      '1:23',
    ],
    [
      'an object that is replaced, and a member that moves into it',
      '{ c: { $replace: {} } }',
      { move: '/a', to: '/c/d' },
      '1:18',
    ],
    ['null where an object was', '{ a: null }', { move: '/a/b', to: '/c' }, '1:6'],
  ])('%s', (_, text, step, place) => expect(after(text, [step], layer)).toEqual([`${place} migration/cannot-carry`]));

  it('but not where the document is whole', () => {
    expect(after('{ a: { b: 1 } }', [{ wrap: '/a' }])).toBe('{ a: [{ b: 1 }] }');
    expect(after('{ a: { $replace: { b: 1 } } }', [{ move: '/a/b', to: '/c' }])).toBe('{ a: { $replace: {} }, c: 1 }');
  });
});

describe('what is added', () => {
  const add = [
    { add: '/db/pool', value: 10 },
    { map: '/targets', steps: [{ add: '/port', value: 80 }] },
  ];

  it('is left to the layer that is chosen for it', () => {
    expect(after('{ db: { host: "x" } }', add, layer)).toBe('{ db: { host: "x" } }');
    expect(after('{ db: { host: "x" } }', add, { partial: true, fill: true })).toBe('{ db: { host: "x", pool: 10 } }');
    expect(after('{ x: 1 }', add, { partial: true, fill: true })).toBe('{ x: 1 }');
  });

  it('is written where no other layer has a say', () => {
    expect(after('{ targets: [{ a: 1 }] }', add, layer)).toBe('{ targets: [{ a: 1, port: 80 }] }');
    expect(after('{ db: { $replace: {} } }', add, layer)).toBe('{ db: { $replace: { pool: 10 } } }');
    expect(after('{ targets: { $append: [{ a: 1 }] } }', add, layer)).toBe('{ targets: { $append: [{ a: 1, port: 80 }] } }');
  });

  it('but not to elements that merge by a key', () => {
    const byKey = (path: readonly string[]) => path.join('/') === 'targets';
    expect(after('{ targets: [{ name: "x" }] }', add, { partial: true, byKey })).toBe('{ targets: [{ name: "x" }] }');
    expect(after('{ targets: [{ name: "x", $unset: true }] }', add, { partial: true, byKey, fill: true })).toBe(
      '{ targets: [{ name: "x", $unset: true }] }',
    );
  });

  it('overwrites nothing', () => expect(after('{ db: { pool: 1 } }', add, layer)).toEqual(['1:15 migration/occupied']));
});

describe('references', () => {
  it('to parts of the document itself follow them', () => {
    const text =
      '{ pools: { big: { size: 9 } }, db: { $ref: "#/pools/big", x: { $ref: "#/pools/big/size" } }, n: { $ref: "#/none" } }';
    expect(
      after(text, [
        { move: '/pools/big/size', to: '/sizes/big' },
        { rename: '/pools', to: 'p' },
      ]),
    ).toBe('{ p: { big: {} }, db: { $ref: "#/p/big", x: { $ref: "#/sizes/big" } }, n: { $ref: "#/none" }, sizes: { big: 9 } }');
    expect(after('{ a: 1, b: { $ref: "me/config#/a" } }', [{ rename: '/a', to: 'c' }], { id: 'me/config' })).toBe(
      '{ c: 1, b: { $ref: "me/config#/c" } }',
    );
    expect(after('{ a: { x: 1 }, b: { $ref: "#/a/{name}" } }', [{ rename: '/a', to: 'c' }])).toBe(
      '{ c: { x: 1 }, b: { $ref: "#/c/{name}" } }',
    );
  });

  it('to a part that goes are refused', () =>
    expect(after('{ a: 1, b: { $ref: "#/a" } }', [{ remove: '/a', lossy: true }])).toEqual(['1:20 migration/reference-lost']));

  it('to parts of other documents are told', () => {
    const { value, diagnostics } = migrate(
      sourceOf('{ b: { $ref: "x/y#/a/0" } }'),
      migrationOf([{ rename: '/a', to: 'c' }]).steps,
    );
    expect(value?.changed).toBe(false);
    expect(diagnostics.map((each) => [each.code, messageOf(each), each.hint])).toEqual([
      [
        'migration/reference-part',
        '"x/y#/a/0" points to a part that is at "x/y#/c/0" once its document is migrated',
        'Write "x/y#/c/0" if x/y is migrated too',
      ],
    ]);
    expect(after('{ b: { $ref: "x/y#/a" } }', [{ rename: '/a', to: 'c' }], { migrated: () => false })).toBe(
      '{ b: { $ref: "x/y#/a" } }',
    );
  });

  it('behind which something may lie are told, with the place they stand for', () => {
    const { steps } = migrationOf([
      { rename: '/db', to: 'store' },
      { rename: '/store/pool/max', to: 'size' },
      { convert: '/store/pool/ttl', unit: { from: 's', to: 'ms' } },
    ]);
    const { value, diagnostics } = migrate(sourceOf('{ db: { pool: { $ref: "pools/big", max: 1 } } }'), steps, layer);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['migration/behind-reference', 'warning']]);
    expect(value?.text).toBe('{ store: { pool: { $ref: "pools/big", size: 1 } } }');
    expect(value?.behind).toEqual([{ pointer: '/db/pool', target: 'pools/big', path: ['db', 'pool'] }]);
    const below = chainBelow(steps, value?.behind[0]?.path ?? []);
    expect(migrate(sourceOf('{ max: 1, ttl: 2 }'), below, layer).value?.text).toBe('{ size: 1, ttl: 2000 }');
  });
});

it('names the version of its schema that it is of now', () => {
  const schema = { from: 'schemas/shop/v1', to: 'schemas/shop/v2' };
  const given = (written: string) => after(`{ $schema: "${written}", a: 1 }`, [], { schema });
  expect(given('schemas/shop/v1')).toBe('{ $schema: "schemas/shop/v2", a: 1 }');
  expect(given('/schemas/shop/v1')).toBe('{ $schema: "/schemas/shop/v2", a: 1 }');
  expect(given('../../../schemas/shop/v1.json5')).toBe('{ $schema: "../../../schemas/shop/v2.json5", a: 1 }');
  expect(given('schemas/shop/v10')).toBe('{ $schema: "schemas/shop/v10", a: 1 }');
});

it('hides what must not be shown', () => {
  const { diagnostics } = migrate(
    sourceOf('{ a: "vault://x/y", b: "z" }'),
    migrationOf([
      { convert: '/a', unit: { from: 's', to: 'ms' } },
      { convert: '/b', unit: { from: 's', to: 'ms' } },
    ]).steps,
  );
  expect(diagnostics.map(({ site, secrets }) => [site?.pointer, secrets?.length])).toEqual([
    ['/a', 1],
    ['/b', 0],
  ]);
});

describe('YAML', () => {
  it('with aliases', () => {
    const text = 'base: &b\n  old: 1 # one\na:\n  <<: *b\n  x: 2\nc: *b\n';
    expect(after(text, [{ rename: '/base/old', to: 'new' }], { format: 'yaml' })).toBe(
      'base:\n  new: 1 # one\na:\n  x: 2\n  old: 1 # one\nc:\n  old: 1 # one\n',
    );
  });

  it('with directives', () => {
    expect(after('a:\n  $unset: true # gone\nb: 1\n', [{ rename: '/a', to: 'z' }], { ...layer, format: 'yaml' })).toBe(
      'z:\n  $unset: true # gone\nb: 1\n',
    );
  });
});
