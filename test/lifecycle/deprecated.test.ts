import { describe, expect, test } from 'vitest';
import type { Files } from '../pipeline/memory-workspace.ts';
import { judgedVersions } from './judged-versions.ts';

const config = 'configs/apps/a/config.json5';
const deprecated = { 'x-confman-deprecated': 'use b' };

function app(text: string, more: Files = {}, properties: Record<string, unknown> = { a: deprecated }): Files {
  return {
    'schemas/s/v1.json': JSON.stringify({ properties }),
    'configs/apps/cascade.json5': JSON.stringify({ schema: 'schemas/s/v1', layers: [{ id: 'g' }, { id: '{app}' }] }),
    'configs/g.json5': '{}',
    [config]: text,
    ...more,
  };
}

describe('a deprecated field', () => {
  test('that is newly set is an error at its line', async () => {
    const judged = await judgedVersions(app('{}'), app('{\n  a: 1 }'));
    expect(judged.found).toEqual([`newly-deprecated ${config}:2:3 /a`]);
    expect(judged.messages).toEqual(['This deprecated field is not there on main: use b']);
  });

  test('may be newly set where that is allowed', async () =>
    expect((await judgedVersions(app('{}'), app('{ a: 1 }'), true)).found).toEqual([]));

  test('that was there is not', async () =>
    expect((await judgedVersions(app('{ a: 1 }'), app('{ a: 1, c: 2 }'))).found).toEqual([]));

  test('that was there before it was deprecated is not', async () =>
    expect((await judgedVersions(app('{ a: 1 }', {}, { a: {} }), app('{ a: 1, c: 2 }'))).found).toEqual([]));

  test('that is written anew is', async () => {
    const judged = await judgedVersions(app('{ a: 1 }'), app('{ a: 2 }'));
    expect(judged.messages).toEqual(['This deprecated field is written anew, compared with main: use b']);
    const moved = await judgedVersions(app('{ a: 1 }'), app('{}', { 'configs/g.json5': '{ a: 1 }' }));
    expect(moved.found).toEqual(['newly-deprecated configs/g.json5:1:3 /a']);
  });

  test('of which a line is taken out is not', async () => {
    const shared = { 'configs/g.json5': '{ a: 1 }' };
    expect((await judgedVersions(app('{ a: 2 }', shared), app('{}', shared))).found).toEqual([]);
  });

  test('of a new app is, wherever it comes from', async () => {
    const shared = { 'configs/g.json5': '{ a: 1 }' };
    const judged = await judgedVersions(app('{}', shared), app('{}', { ...shared, 'configs/apps/b/config.json5': '{}' }));
    expect([judged.found, judged.apps]).toEqual([['newly-deprecated configs/g.json5:1:3 /a'], [['apps/b']]]);
  });

  test('that a new reference brings in is', async () => {
    const shared = { 'configs/f.json5': '{ a: 1 }' };
    expect((await judgedVersions(app('{}', shared), app('{ $ref: "f" }', shared))).found).toEqual([
      'newly-deprecated configs/f.json5:1:3 /a',
    ]);
  });

  test('that a default brings in is not', async () =>
    expect((await judgedVersions(app('{}'), app('{ c: 1 }', {}, { a: { ...deprecated, default: 1 } }))).found).toEqual([]));

  test('in an element is known by the key of the element', async () => {
    const t = { 'x-confman-merge': { strategy: 'byKey', key: 'name' }, items: { properties: { a: deprecated } } };
    const of = (text: string): Files => app(`{ t: [${text}] }`, {}, { t });
    const both = '{ name: "x", a: 1 }, { name: "y" }';
    expect((await judgedVersions(of(both), of('{ name: "z" }, { name: "x", a: 1 }'))).found).toEqual([]);
    expect((await judgedVersions(of(both), of('{ name: "x", a: 1 }, { name: "y", a: 1 }'))).found).toEqual([
      `newly-deprecated ${config}:1:41 /t/1/a`,
    ]);
  });

  test('that is a secret shows nothing of it', async () => {
    const a = { 'x-confman-secret-ref': true, ...deprecated };
    const judged = await judgedVersions(app('{}'), app('{ a: "vault://team/key" }', {}, { a: { ...a, default: 'env://X' } }));
    expect(judged.all).not.toContain('team');
  });
});
