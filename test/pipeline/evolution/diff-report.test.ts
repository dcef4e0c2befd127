import { expect, test } from 'vitest';
import { diffSchemas } from '../../../src/pipeline/evolution/diff-schemas.ts';
import { diffReport } from '../../../src/schema-diff/report/diff-findings.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const old = { type: 'object', properties: { pool: { maximum: 9 }, z: { description: 'a' } } };
const now = { type: 'object', properties: { pool: { maximum: 5 }, z: { description: 'b' } } };

test('what breaks in the schema comes before what fails in documents, and what breaks nothing after both', async () => {
  const apps = Object.fromEntries(
    ['a', 'b'].map((app) => [`configs/${app}/config.json5`, '{ $schema: "schemas/shop/v1", pool: 7 }']),
  );
  const files = { ...apps, 'schemas/shop/v1.json': JSON.stringify(old), 'schemas/shop/v2.json': JSON.stringify(now) };
  const { value } = await diffSchemas(await validatedWorkspace(files), {
    names: ['schemas/shop/v1', 'schemas/shop/v2'],
    directory: '/',
    mode: undefined,
    transitive: false,
    allowUnknown: false,
    againstConfigs: true,
    today: '2026-05-13',
  });
  expect(diffReport(value!).findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'error schema-diff/breaking',
    'error schema/maximum',
    'error schema/maximum',
    'info schema-diff/change',
  ]);
});
