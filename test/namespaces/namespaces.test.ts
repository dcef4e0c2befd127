import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const app = { 'configs/teams/pay/app/config.json5': '{ env: { $ref: "env/{environment}" } }' };
const documents = { 'configs/env/prod.json5': '"prod"', 'configs/env/dev.json5': '"dev"' };

describe('the path of a namespace', () => {
  test.each(['/teams/pay', 'teams/pay'])('%s may be stated', async (path) => {
    const files = {
      ...app,
      ...documents,
      'configs/teams/pay/namespace.json5': JSON.stringify({ path, vars: { environment: 'dev' } }),
    };
    const { findings, data } = await compileMemory(files);
    expect(findings).toEqual([]);
    expect(data('teams/pay/app')).toEqual({ env: 'dev' });
  });

  test.each(['/teams', '/teams/pay/x', '/', '', '/Teams/pay'])(
    '%j is an error at its value where it is another',
    async (path) => {
      const { files, places } = marked({
        ...app,
        ...documents,
        'configs/teams/pay/namespace.json5': `{ vars: { environment: "dev" },\n path: ◆${JSON.stringify(path)} }`,
      });
      const { findings, details } = await compileMemory(files);
      expect(findings).toEqual([`namespaces/wrong-path ${places[0]}`]);
      expect(details[0]?.hint).toBe('Write "/teams/pay", or leave path out');
    },
  );

  test('of the root is /', async () => {
    const { findings } = await compileMemory({
      ...app,
      ...documents,
      'configs/namespace.json5': '{ path: "/", vars: { environment: "dev" } }',
    });
    expect(findings).toEqual([]);
  });
});

describe('variables', () => {
  test('inherit from the folders above, the nearest wins', async () => {
    const { data } = await compileMemory({
      ...app,
      ...documents,
      'configs/namespace.json5': '{ vars: { environment: "prod" } }',
      'configs/teams/namespace.json5': '{ vars: { other: "x" } }',
      'configs/teams/pay/namespace.json5': '{ vars: { environment: "dev" } }',
    });
    expect(data('teams/pay/app')).toEqual({ env: 'dev' });
  });

  test('of a namespace that does not inherit are its own alone', async () => {
    const { findings, details } = await compileMemory({
      ...app,
      ...documents,
      'configs/namespace.json5': '{ vars: { environment: "prod", top: "1" } }',
      'configs/teams/namespace.json5': '{ inherit: false, vars: { other: "x" } }',
    });
    expect(findings).toEqual(['cascade/unknown-placeholder configs/teams/pay/app/config.json5:1:16']);
    expect(details[0]?.message).toContain('known are "app", "name", "other"');
  });
});

test('a namespace with errors is told once, for all apps below it', async () => {
  const { files, places } = marked({
    'configs/teams/namespace.json5': '{ vars: { x: ◆} }',
    'configs/teams/a/config.json5': '{}',
    'configs/teams/b/config.json5': '{}',
    'configs/other/config.json5': '{}',
  });
  const { findings, details, apps } = await compileMemory(files);
  expect(findings[0]).toContain(places[0]);
  expect(new Set(details.map((each) => each.apps.join()))).toEqual(new Set(['teams/a,teams/b']));
  expect([...apps].map(([id, each]) => [id, each.status])).toEqual([
    ['other', 'NotValidated'],
    ['teams/a', 'Invalid'],
    ['teams/b', 'Invalid'],
  ]);
});
