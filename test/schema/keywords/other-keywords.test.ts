import { describe, expect, it } from 'vitest';
import { accepts, bindSchemas, bound, findingsOn, problems } from '../bind-schemas.ts';

describe('keywords that other rooms read', () => {
  it.each([
    ['x-confman-immutable', true, 'yes'],
    ['x-confman-rotation-days', 90, 0],
    ['x-confman-unit', 'ms', 5],
    ['x-confman-renamed-from', 'size', 5],
    ['x-confman-renamed-from', ['size', 'pool/size'], []],
  ])('%s judges nothing', async (keyword, good, bad) => {
    const judged = await bound({ properties: { a: { [keyword]: good } } });
    expect(judged.isClean({ a: 1 }, {})).toBe(true);
    expect(problems(await bindSchemas({ 'schemas/x/v1': { [keyword]: bad } }))).toEqual([
      `schema/keyword-value schemas/x/v1.json#/${keyword}`,
    ]);
  });
});

describe('a keyword that starts like ours and is none', () => {
  it.each([
    ['x-confman-secret', 'x-confman-secret-ref'],
    ['x-confman-depricated', 'x-confman-deprecated'],
    ['x-confman-allowed-enviroments', 'x-confman-allowed-environments'],
  ])('%s', async (written, meant) => {
    const { value, diagnostics } = await bindSchemas({ 'schemas/x/v1': { properties: { a: { [written]: true } } } });
    expect(value).toBeDefined();
    expect(diagnostics.map(({ code, severity, hint, site }) => [code, severity, hint, site?.pointer, site?.at])).toEqual([
      ['schema/unknown-keyword', 'warning', `Write "${meant}"`, `/properties/a/${written}`, 'key'],
    ]);
  });

  it('is let alone in data', async () => {
    const outcome = await bindSchemas({
      'schemas/x/v1': { default: { 'x-confman-x': 1 }, enum: [{ 'x-confman-x': 1 }], 'x-other': 1 },
    });
    expect(problems(outcome)).toEqual([]);
  });
});

describe('binary values', () => {
  it('are base64 with padding, in every draft', async () => {
    for (const $schema of ['http://json-schema.org/draft-04/schema#', 'https://json-schema.org/draft/2020-12/schema']) {
      const judged = await bound({
        $schema,
        properties: { key: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' } },
      });
      const samples = ['aGVsbG8=', '', 'aGVsbG8', 'a-_=', 'aGVs bG8='].map((key) => accepts(judged, { key }));
      expect(samples).toEqual([true, true, false, false, false]);
      expect(findingsOn(judged, { key: '?' })).toEqual(['schema/not-base64 /key value']);
    }
  });

  it('of other encodings are not checked', async () => {
    expect(accepts(await bound({ contentEncoding: 'quoted-printable' }), '=?')).toBe(true);
  });
});
