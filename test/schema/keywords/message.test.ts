import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { bindSchemas, bound, findingsOn, problems } from '../bind-schemas.ts';

async function messagesOn(schema: JsonValue, data: JsonValue): Promise<string[]> {
  return (await bound(schema)).findings(data, {}).map((finding) => `${finding.pointer}: ${messageOf(finding)}`);
}

const text = 'Ask the network team for a port';

describe('x-confman-message', () => {
  it('takes the place of the sentence', async () => {
    const schema = { properties: { port: { type: 'integer', minimum: 1, 'x-confman-message': text } } };
    expect(await messagesOn(schema, { port: 'x' })).toEqual([`/port: ${text}`]);
    expect(await messagesOn(schema, { port: 0 })).toEqual([`/port: ${text}`]);
  });

  it('stands once for all that its schema says about the value', async () => {
    expect(await messagesOn({ minLength: 3, pattern: '^a', format: 'email', 'x-confman-message': text }, 'b')).toEqual([
      `: ${text}`,
    ]);
  });

  it('covers references and branches', async () => {
    const schema = {
      $ref: '#/$defs/n',
      anyOf: [{ const: 1 }, { const: 2 }],
      'x-confman-message': text,
      $defs: { n: { type: 'integer' } },
    };
    expect(await messagesOn(schema, 'x')).toEqual([`: ${text}`]);
    expect(await messagesOn(schema, 3)).toEqual([`: ${text}`]);
  });

  it('leaves to the parts of the value what is about them', async () => {
    const schema = { properties: { port: { type: 'integer' } }, required: ['host'], 'x-confman-message': text };
    expect(findingsOn(await bound(schema), { port: 'x' })).toEqual(['schema/custom-message  value', 'schema/type /port value']);
  });

  it('is the innermost that speaks', async () => {
    const schema = { allOf: [{ type: 'integer', 'x-confman-message': 'inner' }, { minimum: 5 }], 'x-confman-message': 'outer' };
    expect(await messagesOn(schema, 'x')).toEqual([': inner']);
    expect(await messagesOn(schema, 1)).toEqual([': outer']);
  });

  it('changes no verdict', async () => {
    const judged = await bound({ anyOf: [{ type: 'string', 'x-confman-message': text }, { type: 'integer' }] });
    expect([judged.isValid('x'), judged.isValid(1), judged.isValid(null)]).toEqual([true, true, false]);
  });

  it('refuses what is no text', async () => {
    expect(problems(await bindSchemas({ 'schemas/x/v1': { 'x-confman-message': '' } }))).toEqual([
      'schema/keyword-value schemas/x/v1.json#/x-confman-message',
    ]);
  });
});
