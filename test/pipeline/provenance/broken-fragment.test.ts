import { expect, test } from 'vitest';
import type { DocumentId } from '../../../src/model/document-id.ts';
import { AppCompiler } from '../../../src/pipeline/app-compiler.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const files = {
  'schemas/port/v1.json5': '{ type: "object", properties: { port: { type: "integer" } } }',
  'schemas/app/v1.json5': '{ type: "object", properties: { net: { $ref: "/schemas/port/v1" }, size: { type: "integer" } } }',
  'configs/net.json5': '{ $schema: "schemas/port/v1", port: "many" }',
  'configs/apps/a/config.json5': '{ $schema: "schemas/app/v1", net: { $ref: "/net" }, size: "large" }',
};

test('an app with a fragment that breaks its own schema is invalid, and can still be explained', async () => {
  const workspace = await validatedWorkspace(files);
  const app = new AppCompiler(workspace.run, true).compile('apps/a' as DocumentId);
  expect(app.status).toBe('Invalid');
  expect(app.data).toEqual({ net: { port: 'many' }, size: 'large' });
  expect(app.trace).toBeDefined();
  const told = app.diagnostics.map(({ code, site }) => `${code} ${site?.source.path}${site?.pointer}`);
  expect(told.sort()).toEqual(['schema/type configs/apps/a/config.json5/size', 'schema/type configs/net.json5/port']);
});
