import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import { accepts, bindSchemas, bound, findingsOn, problems } from '../bind-schemas.ts';

const secret = { 'x-confman-secret-ref': true };
const schema = { type: 'object', properties: { password: { type: 'string', ...secret }, name: { type: 'string' } } };

describe('x-confman-secret-ref', () => {
  it.each(['vault://team/db#password', 'keyvault://kv/name', 'env://DB_PASSWORD'])('accepts %s', async (password) => {
    expect(accepts(await bound(schema), { password })).toBe(true);
  });

  it.each([
    'hunter2',
    '',
    'vault:/x',
    'vault://',
    'vault:// x',
    'Vault://x',
    'http://x',
    ' vault://x',
    'vault://a\nb',
    5,
    null,
    {},
    ['vault://x'],
  ])('rejects %j', async (password) => {
    expect(accepts(await bound(schema), { password })).toBe(false);
  });

  it('takes its schemes from the settings', async () => {
    const judged = await bound(schema, {}, { secretSchemes: ['aws-sm'] });
    expect(['aws-sm://x', 'vault://x'].map((password) => accepts(judged, { password }))).toEqual([true, false]);
  });

  it('never shows the value, also where another keyword is what fails', async () => {
    const strict = {
      properties: { password: { type: 'string', maxLength: 3, enum: ['a'], pattern: '^z', ...secret } },
      required: ['name'],
    };
    const judged = await bound({ ...strict, anyOf: [{ required: ['a'] }, { properties: { password: { const: 'b' } } }] });
    for (const password of ['hunter2-hunter2', 123456789, ['hunter2-hunter2'], { deep: 'hunter2-hunter2' }]) {
      const findings = judged.findings({ password }, {});
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.map((each) => `${messageOf(each)} ${each.hint}`).join()).not.toMatch(/hunter2|123456789/);
      expect(findings.filter((each) => each.pointer.startsWith('/password')).every((each) => each.secret)).toBe(true);
    }
  });

  it('says where the value belongs', async () => {
    expect(findingsOn(await bound(schema), { password: 'hunter2' })).toEqual(['schema/secret-expected /password value']);
  });

  it('is switched off by false', async () => {
    expect(accepts(await bound({ properties: { a: { 'x-confman-secret-ref': false } } }), { a: 1 })).toBe(true);
  });

  it('judges as part of an alternative', async () => {
    const judged = await bound({ anyOf: [{ type: 'null' }, { type: 'string', ...secret }] });
    expect([null, 'env://X', 'plain'].map((data) => accepts(judged, data))).toEqual([true, true, false]);
  });

  it('refuses other values of the keyword', async () => {
    const outcome = await bindSchemas({ 'schemas/x/v1': { 'x-confman-secret-ref': 'yes' } });
    expect(problems(outcome)).toEqual(['schema/keyword-value schemas/x/v1.json#/x-confman-secret-ref']);
  });

  it('warns where a draft ignores it', async () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { $ref: '#/definitions/s', ...secret } },
      definitions: { s: { type: 'string' } },
    };
    const outcome = await bindSchemas({ 'schemas/x/v1': schema });
    expect(outcome.value).toBeDefined();
    expect(problems(outcome)).toEqual(['schema/ignored-keyword schemas/x/v1.json#/properties/a/x-confman-secret-ref']);
  });
});

describe('where secrets belong', () => {
  const wide = {
    properties: { a: { $ref: '#/$defs/s' }, list: { prefixItems: [true, secret], items: { properties: { p: secret } } } },
    patternProperties: { '^pw_': secret },
    additionalProperties: { anyOf: [{ type: 'string' }, { properties: { deep: secret } }] },
    if: { required: ['kind'] },
    then: { properties: { late: secret } },
    $defs: { s: { allOf: [secret] } },
  };

  it.each([
    ['/a', true],
    ['/list', false],
    ['/list/0', false],
    ['/list/1', true],
    ['/list/2/p', true],
    ['/list/2/q', false],
    ['/pw_x', true],
    ['/other/deep', true],
    ['/other', false],
    ['/late', true],
    ['/list/1/x', false],
    ['', false],
    ['/__proto__', false],
  ])('%s: %s', async (pointer, expected) => {
    expect((await bound(wide)).isSecretAt(pointer)).toBe(expected);
  });

  it('is known in schemas that contain themselves', async () => {
    const judged = await bound({ properties: { child: { $ref: '#' }, key: secret } });
    expect(['/key', '/child/child/child/key', '/child/child'].map((each) => judged.isSecretAt(each))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
