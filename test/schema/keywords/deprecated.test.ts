import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import { bindSchemas, bound, findingsOn, problems } from '../bind-schemas.ts';

const old = { 'x-confman-deprecated': true };

describe('x-confman-deprecated', () => {
  it('warns of a field that is there', async () => {
    const judged = await bound({ properties: { a: old, b: {} } });
    expect([judged.isValid({ a: 1 }), judged.isClean({ a: 1 }, {}), judged.isClean({ b: 1 }, {})]).toEqual([true, false, true]);
    expect(findingsOn(judged, { a: 1 })).toEqual(['schema/deprecated /a key']);
    expect(judged.findings({ a: 1 }, {})[0]).toMatchObject({
      severity: 'warning',
      schemaSite: { pointer: '/properties/a/x-confman-deprecated' },
    });
  });

  it('says what to use instead', async () => {
    const judged = await bound({ properties: { a: { 'x-confman-deprecated': 'use "b"' } } });
    expect(judged.findings({ a: 1 }, {}).map(messageOf)).toEqual(['This field is deprecated: use "b"']);
  });

  it('warns of every place, through references and in lists', async () => {
    const judged = await bound({ items: { $ref: '#/$defs/d' }, $defs: { d: { properties: { a: old } } } });
    expect(findingsOn(judged, [{ a: 1 }, {}, { a: 2 }])).toEqual(['schema/deprecated /0/a key', 'schema/deprecated /2/a key']);
  });

  it('says nothing in a branch that does not hold', async () => {
    const branches = [
      { properties: { kind: { const: 'a' }, x: old }, required: ['kind'] },
      { properties: { kind: { const: 'b' }, x: true }, required: ['kind'] },
    ];
    for (const keyword of ['anyOf', 'oneOf']) {
      const judged = await bound({ [keyword]: branches });
      expect(findingsOn(judged, { kind: 'b', x: 1 })).toEqual([]);
      expect(findingsOn(judged, { kind: 'a', x: 1 })).toEqual(['schema/deprecated /x key']);
    }
  });

  it('says nothing of what only a default brought in', async () => {
    const judged = await bound({ properties: { a: { ...old, default: { b: 1 } }, c: old } });
    const filled = judged.fillDefaults({});
    expect(filled).toEqual({ a: { b: 1 } });
    expect([judged.isClean(filled, {}), findingsOn(judged, filled)]).toEqual([true, []]);
    const own = judged.fillDefaults({ c: 1 });
    expect([judged.isClean(own, {}), findingsOn(judged, own)]).toEqual([false, ['schema/deprecated /c key']]);
    expect(findingsOn(judged, { a: 1 })).toEqual(['schema/deprecated /a key']);
  });

  it('changes no verdict', async () => {
    const judged = await bound({
      not: { properties: { a: { ...old, type: 'string' } }, required: ['a'] },
      if: { properties: { b: old } },
      then: { maxProperties: 1 },
    });
    expect([judged.isValid({ a: 's' }), judged.isValid({ a: 1 }), judged.isValid({ b: 1, c: 1 })]).toEqual([false, true, false]);
  });

  it('is told beside the errors', async () => {
    const judged = await bound({ properties: { a: { type: 'string', ...old } } });
    expect(findingsOn(judged, { a: 1 })).toEqual(['schema/type /a value', 'schema/deprecated /a key']);
  });

  it('is switched off by false', async () => {
    const judged = await bound({ properties: { a: { 'x-confman-deprecated': false } } });
    expect(judged.isClean({ a: 1 }, {})).toBe(true);
  });

  it('refuses other values of the keyword', async () => {
    expect(problems(await bindSchemas({ 'schemas/x/v1': { 'x-confman-deprecated': 5 } }))).toEqual([
      'schema/keyword-value schemas/x/v1.json#/x-confman-deprecated',
    ]);
  });
});
