import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { invert } from '../../src/migration/invert.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { migrationOf } from './migration-of.ts';

function up(value: JsonValue, ...steps: JsonValue[]) {
  const { value: migrated, diagnostics } = migrateData(value, migrationOf(steps).steps);
  return diagnostics.length === 0 ? migrated : diagnostics.map((each) => `${each.code} ${each.args['pointer'] as string}`);
}

function down(value: JsonValue, ...steps: JsonValue[]) {
  const { value: migrated, diagnostics } = migrateData(value, invert(migrationOf(steps)).steps);
  return diagnostics.length === 0 ? migrated : diagnostics.map((each) => `${each.code} ${each.args['pointer'] as string}`);
}

/** There and back. */
function expectBoth(from: JsonValue, to: JsonValue, ...steps: JsonValue[]) {
  expect(up(from, ...steps)).toEqual(to);
  expect(down(to, ...steps)).toEqual(from);
}

describe('add', () => {
  it('gives an object a member', () => expectBoth({ a: {} }, { a: { b: 1 } }, { add: '/a/b', value: 1 }));
  it('makes no object for it', () => expectBoth({ c: 1 }, { c: 1 }, { add: '/a/b', value: 1 }));
  it('overwrites nothing', () => expect(up({ b: 2 }, { add: '/b', value: 1 })).toEqual(['migration/occupied /b']));
  it('says on the way back what is lost', () =>
    expect(down({ b: 2 }, { add: '/b', value: 1 })).toEqual(['migration/value-lost /b']));
});

describe('add that is optional', () => {
  const step = { add: '/b', optional: true };
  it('gives nothing', () => expectBoth({ a: 1 }, { a: 1 }, step));
  it('takes away on the way back what came since, and says so', () => {
    expect(down({ b: 2 }, step)).toEqual(['migration/value-lost /b']);
    expect(down({ b: 2 }, { ...step, lossy: true })).toEqual({});
  });
  it('the usual value is none to lose', () => {
    expect(down({ b: 1 }, { ...step, value: 1 })).toEqual({});
    expect(down({ b: 2 }, { ...step, value: 1 })).toEqual(['migration/value-lost /b']);
  });
  it('finds none that is there already', () => expect(up({ b: 2 }, step)).toEqual(['migration/occupied /b']));
  it('back and there again gives nothing either', () => {
    const { steps } = invert(invert(migrationOf([{ ...step, value: 1 }])));
    expect(migrateData({ a: 1 }, steps)).toEqual({ value: { a: 1 }, diagnostics: [] });
  });
});

describe('remove', () => {
  it('takes a member away', () => expectBoth({ a: 1, b: 2 }, { b: 2 }, { remove: '/a', default: 1 }));
  it('says what is lost', () => expect(up({ a: 2 }, { remove: '/a', default: 1 })).toEqual(['migration/value-lost /a']));
  it('is silent where it is marked', () => expect(up({ a: 2 }, { remove: '/a', lossy: true })).toEqual({}));
  it('is undone by nothing without a default', () => expect(down({ b: 1 }, { remove: '/a', lossy: true })).toEqual({ b: 1 }));
});

describe('rename', () => {
  it('gives another key', () => expectBoth({ a: { b: 1, d: 2 } }, { a: { c: 1, d: 2 } }, { rename: '/a/b', to: 'c' }));
  it('overwrites nothing', () => expect(up({ a: 1, b: 2 }, { rename: '/a', to: 'b' })).toEqual(['migration/occupied /b']));
  it('two in a row swap two keys', () =>
    expectBoth({ a: 1, b: 2 }, { a: 2, b: 1 }, { rename: '/a', to: 't' }, { rename: '/b', to: 'a' }, { rename: '/t', to: 'b' }));
  it.each(['toString', '', '/', '~', '$ref', '0'])('to %j, which means nothing', (key) => {
    expectBoth(
      { a: 1, z: [1] },
      { [key]: 1, z: [1] },
      ...(key === '/' ? [{ move: '/a', to: '/~1' }] : [{ rename: '/a', to: key }]),
    );
  });
});

describe('move', () => {
  it('makes the objects on the way, and takes them back', () =>
    expectBoth({ a: 1 }, { b: { c: { d: 1 } } }, { move: '/a', to: '/b/c/d' }));
  it('keeps what it leaves empty', () => expectBoth({ a: { b: 1 } }, { a: {}, c: 1 }, { move: '/a/b', to: '/c' }));
  it('or not', () => expectBoth({ a: { b: { c: 1 } }, z: 0 }, { d: 1, z: 0 }, { move: '/a/b/c', to: '/d', emptied: 'remove' }));
  it('between objects', () =>
    expectBoth({ a: { b: 1, x: 2 }, c: { y: 3 } }, { a: { x: 2 }, c: { d: 1, y: 3 } }, { move: '/a/b', to: '/c/d' }));
  it('does not go into what is no object', () =>
    expect(up({ a: 1, b: [] }, { move: '/a', to: '/b/c' })).toEqual(['migration/does-not-fit /b']));
  it('overwrites nothing', () =>
    expect(up({ a: 1, b: { c: 2 } }, { move: '/a', to: '/b/c' })).toEqual(['migration/occupied /b/c']));
});

describe('convert', () => {
  const values = {
    convert: '/a',
    values: [
      ['low', 1],
      ['high', 2],
      [null, 0],
    ],
  };
  it('by a list of values', () => expectBoth({ a: 'low' }, { a: 1 }, values));
  it('null too', () => expectBoth({ a: null }, { a: 0 }, values));
  it('refuses others', () => expect(up({ a: 'middle' }, values)).toEqual(['migration/not-exact /a']));
  it('or keeps them', () => expectBoth({ a: 'x' }, { a: 'x' }, { ...values, others: 'keep' }));
  it('unless nothing would lead back', () =>
    expect(up({ a: 1 }, { ...values, others: 'keep' })).toEqual(['migration/not-exact /a']));
  it('with a way back of its own', () => {
    const steps = {
      convert: '/a',
      values: [
        ['a', 1],
        ['b', 1],
      ],
      back: [[1, 'b']],
    };
    expect(up({ a: 'a' }, steps)).toEqual({ a: 1 });
    expect(down({ a: 1 }, steps)).toEqual({ a: 'b' });
  });
  it.each([
    ['string', 'integer', '8080', 8080],
    ['string', 'number', '-0.5', -0.5],
    ['string', 'boolean', 'false', false],
    ['number', 'string', 1e21, '1e+21'],
    ['boolean', 'integer', true, 1],
    ['number', 'integer', 3, 3],
    ['integer', 'string', null, null],
  ])('%s to %s', (from, to, old, now) => expectBoth({ a: old }, { a: now }, { convert: '/a', type: { from, to } }));
  it.each([
    ['string', 'integer', '08', 'not-exact'],
    ['string', 'integer', '1.5', 'not-exact'],
    ['string', 'number', '1.50', 'not-exact'],
    ['string', 'number', '', 'not-exact'],
    ['string', 'number', 'Infinity', 'not-exact'],
    ['number', 'integer', 1.5, 'not-exact'],
    ['integer', 'boolean', 2, 'not-exact'],
    ['string', 'integer', 5, 'does-not-fit'],
    ['string', 'integer', [5], 'does-not-fit'],
  ])('%s to %s of %j is refused', (from, to, value, code) =>
    expect(up({ a: value }, { convert: '/a', type: { from, to } })).toEqual([`migration/${code} /a`]),
  );
  it.each([
    ['ms', 's', 1500, 1.5],
    ['ms', 's', 100, 0.1],
    ['h', 'min', 1.1, 66],
    ['B', 'KiB', 512, 0.5],
    ['GiB', 'MiB', 0.25, 256],
    ['MB', 'kB', 1.3, 1300],
    ['km', 'm', 0.001, 1],
    ['percent', 'ratio', 7, 0.07],
    ['seconds', 'ms', 0.3, 300],
  ])('%s to %s', (from, to, old, now) => expectBoth({ a: old }, { a: now }, { convert: '/a', unit: { from, to } }));
  it('refuses what is no decimal number', () =>
    expect(up({ a: 1 }, { convert: '/a', unit: { from: 's', to: 'min' } })).toEqual(['migration/not-exact /a']));
  it('never tells the value', () => {
    const { diagnostics } = migrateData(
      { a: 'vault://x#y' },
      migrationOf([{ convert: '/a', type: { from: 'string', to: 'number' } }]).steps,
    );
    expect(diagnostics.map(messageOf).join()).not.toContain('vault');
  });
});

describe('wrap and head', () => {
  it('make an array of one', () => expectBoth({ a: 1 }, { a: [1] }, { wrap: '/a' }));
  it('and take it out', () => expectBoth({ a: [{ b: 1 }] }, { a: { b: 1 } }, { head: '/a' }));
  it.each([[[]], [[1, 2]]])('refuse %j', (a) => expect(up({ a }, { head: '/a' })).toEqual(['migration/does-not-fit /a']));
  it('take the first where that is marked', () => expect(up({ a: [1, 2] }, { head: '/a', lossy: true })).toEqual({ a: 1 }));
  it('take nothing from nothing', () => expect(up({ a: [] }, { head: '/a', lossy: true })).toEqual({}));
  it('the whole value', () => expectBoth([1], 1, { head: '' }));
});

describe('in and map', () => {
  it('lead to one value', () =>
    expectBoth(
      { a: { b: { c: 1 } } },
      { a: { b: { d: 1 } } },
      { in: '/a', steps: [{ in: '/b', steps: [{ rename: '/c', to: 'd' }] }] },
    ));
  it('lead to elements', () =>
    expectBoth(
      { a: [{ b: 1 }, { b: 2 }, 3] },
      { a: [{ c: [1] }, { c: [2] }, 3] },
      { map: '/a', steps: [{ rename: '/b', to: 'c' }, { wrap: '/c' }] },
    ));
  it('lead to members', () =>
    expectBoth(
      { a: { x: '1', y: '2' } },
      { a: { x: 1, y: 2 } },
      { map: '/a', steps: [{ convert: '', type: { from: 'string', to: 'integer' } }] },
    ));
  it('tell places as they were', () =>
    expect(
      up(
        { a: [{ b: 1 }, { b: 'x' }] },
        { rename: '/a', to: 'z' },
        { map: '/z', steps: [{ convert: '/b', unit: { from: 's', to: 'ms' } }] },
      ),
    ).toEqual(['migration/does-not-fit /a/1/b']));
});

it('nothing is done where something does not fit', () => {
  const { value } = migrateData({ a: 1, b: 'x' }, migrationOf([{ rename: '/a', to: 'c' }, { wrap: '/a' }, { head: '/b' }]).steps);
  expect(value).toBeUndefined();
});

it('what is given is not changed', () => {
  const given = Object.freeze({ a: Object.freeze({ b: 1 }), c: Object.freeze([1]) });
  const { value } = migrateData(given, migrationOf([{ rename: '/a/b', to: 'd' }]).steps);
  expect(value).toEqual({ a: { d: 1 }, c: [1] });
  expect((value as typeof given).c).toBe(given.c);
});
