import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import { bindSchemas, bound, findingsOn, problems } from '../bind-schemas.ts';

const schema = { properties: { debug: { type: 'boolean', 'x-confman-allowed-environments': ['dev', 'test'] }, name: {} } };

describe('x-confman-allowed-environments', () => {
  it('lets a field appear in these environments only', async () => {
    const judged = await bound(schema);
    const verdicts = ['dev', 'test', 'prod', undefined].map((environment) => judged.isClean({ debug: true }, { environment }));
    expect(verdicts).toEqual([true, true, false, false]);
    expect(judged.isClean({ name: 1 }, { environment: 'prod' })).toBe(true);
  });

  it('says which environments', async () => {
    const judged = await bound(schema);
    expect(findingsOn(judged, { debug: true }, 'prod')).toEqual(['schema/wrong-environment /debug value']);
    expect(judged.findings({ debug: true }, { environment: 'prod' }).map(messageOf)[0]).toContain(
      'only for "dev", "test", not for "prod"',
    );
    expect(judged.findings({ debug: true }, {}).map(messageOf)[0]).toContain('no variable "environment"');
  });

  it('lets everything pass where there is no app to ask about', async () => {
    const judged = await bound(schema);
    expect([judged.isValid({ debug: true }), judged.isClean({ debug: true }, { anyEnvironment: true })]).toEqual([true, true]);
    expect(judged.findings({ debug: true }, { anyEnvironment: true })).toEqual([]);
  });

  it('tells that the verdict depends on the environment', async () => {
    expect([(await bound(schema)).needsContext, (await bound({})).needsContext]).toEqual([true, false]);
  });

  it('is no name of an inherited member', async () => {
    const judged = await bound(schema);
    expect(judged.isClean({ debug: true }, { environment: 'constructor' })).toBe(false);
  });

  it.each([['dev'], [[]], [['']], [[1]]])('refuses %j', async (value) => {
    const outcome = await bindSchemas({ 'schemas/x/v1': { 'x-confman-allowed-environments': value } });
    expect(problems(outcome)).toEqual(['schema/keyword-value schemas/x/v1.json#/x-confman-allowed-environments']);
  });
});
