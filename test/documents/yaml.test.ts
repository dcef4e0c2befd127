import { describe, expect, test } from 'vitest';
import { read } from './read.ts';

const yaml = (text: string, limits = {}) => read(text, 'yaml', limits);

describe('YAML is read with the core schema of YAML 1.2', () => {
  test('scalars', () => {
    const { value } = yaml(
      '[~, null, Null, true, True, false, 12, +1, 0o17, 0x1F, 0123, 1.5, .5, 1e3, yes, no, on, 010, 2020-01-01, "1", !!str 1]',
    );
    expect(value).toEqual([
      null,
      null,
      null,
      true,
      true,
      false,
      12,
      1,
      15,
      31,
      123,
      1.5,
      0.5,
      1000,
      'yes',
      'no',
      'on',
      10,
      '2020-01-01',
      '1',
      '1',
    ]);
  });

  test('block scalars, complex and empty values', () => {
    expect(yaml('a: |\n  x\n  y\nb: >-\n  x\n  y\nc:\n? d\n').value).toEqual({ a: 'x\ny\n', b: 'x y', c: null, d: null });
  });

  test('keys come in code-unit order', () => {
    expect(JSON.stringify(yaml('b: 1\n10: 2\n').value)).toBeUndefined();
    expect(Object.keys(yaml('b: 1\nB: 2\né: 3\na: 4\n').value as object)).toEqual(['B', 'a', 'b', 'é']);
  });

  test('what keys tell about references is noticed', () => {
    expect(yaml('a: {$ref: x}').parsed).toMatchObject({ dollar: true, indexKeys: false });
    expect(yaml('"1": x').parsed).toMatchObject({ dollar: false, indexKeys: true });
  });

  test('a file without a value', () => {
    for (const text of ['', '# a\n']) expect(yaml(text).findings[0]).toMatch(/ syntax$/);
    expect(yaml('---\n...\n').value).toBeNull();
  });
});

describe('aliases and merges', () => {
  test('an alias stands for what it refers to', () => {
    expect(yaml('a: &x {p: [1]}\nb: *x\nc: [*x]\n&k d: *k\n').value).toEqual({
      a: { p: [1] },
      b: { p: [1] },
      c: [{ p: [1] }],
      d: 'd',
    });
  });

  test('a later anchor of the same name counts from there on', () => {
    expect(yaml('[&a 1, *a, &a 2, *a]').value).toEqual([1, 1, 2, 2]);
  });

  test('own keys win over merged ones, wherever they stand, and earlier sources over later ones', () => {
    const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {c: 3, <<: [*x, *y], a: 3}\nw: {<<: {d: 4}}\n';
    expect(yaml(text).value).toMatchObject({ z: { a: 3, b: 1, c: 3 }, w: { d: 4 } });
  });

  test('a quoted << is a key like any other', () => {
    expect(yaml('"<<": 1').value).toEqual({ '<<': 1 });
  });

  test('a merge of something else is refused', () => {
    expect(yaml('a: {<<: 5}\nb: {<<: [1, {}]}').findings).toEqual(['1:9-10 yaml-merge /a/<<', '2:10-11 yaml-merge /b/<<']);
  });

  test('an alias without an anchor, or inside of its own value', () => {
    expect(yaml('a: *x\nb: &y [*y]').findings).toEqual(['1:4-6 yaml-alias /a', '2:8-10 yaml-alias /b/0']);
  });

  test('a billion laughs are cut short, and reported once', () => {
    let bomb = 'a: &a [x,x,x,x,x,x,x,x,x]\n';
    for (const [i, name] of [...'bcdefghij'].entries())
      bomb += `${name}: &${name} [${Array(9)
        .fill(`*${'abcdefghij'.charAt(i)}`)
        .join()}]\n`;
    expect(yaml(bomb).findings).toEqual(['6:8-10 yaml-expansion /f/0']);
    expect(yaml(bomb, { aliasedValues: 10 }).findings).toEqual(['2:11-13 yaml-expansion /b/1']);
  });

  test('repeated merges of one mapping count too', () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `k${i}: 0`).join(', ');
    expect(yaml(`a: &a {${keys}}\nb: {<<: [${Array(200).fill('*a').join()}]}\n`).findings[0]).toMatch(/yaml-expansion/);
  });

  test('aliases cannot get around the limit of depth', () => {
    expect(yaml('a: &a [[1]]\nb: [[*a]]\n', { depth: 4 }).findings).toEqual(['2:6-8 too-deep /b/0/0']);
    expect(yaml('a: &a [[1]]\nb: [*a]\n', { depth: 4 }).findings).toEqual([]);
  });
});

describe('what is refused in YAML', () => {
  test.each([
    ['a: !foo 1', '1:4-8 yaml-tag'],
    ['a: !!binary aGk=', '1:4-12 yaml-tag'],
    ['a: !!set {b}', '1:4-9 yaml-tag'],
    ['a: 1\n---\nb: 2', '2:1-1 yaml-many-documents'],
    ['%YAML 1.1\n---\na: yes', '1:1-2:1 yaml-version'],
    ['8080: x', '1:1-5 yaml-key'],
    ['true: x', '1:1-5 yaml-key'],
    ['[a]: x', '1:1-4 yaml-key'],
    ['a: b: c', '1:4-5 yaml-syntax'],
    ['a: [1, 2', '1:9-9 yaml-syntax'],
    ['a:\n\t- x', '2:1-2 yaml-syntax'],
  ])('%j', (text, finding) => {
    expect(yaml(text).findings).toEqual([finding]);
    expect(yaml(text).value).toBeUndefined();
  });

  test('hints say what to type', () => {
    expect(yaml('8080: x').hints).toEqual(['Quote the key: "8080"']);
    expect(yaml('a: *x').hints).toEqual(['Set an anchor &x before it, or quote it if it is text']);
  });
});
