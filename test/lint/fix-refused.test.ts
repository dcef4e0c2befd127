import { expect, test } from 'vitest';
import { fixWorkspace } from '../../src/pipeline/lint-fix.ts';
import { memoryWorkspace } from '../pipeline/memory-workspace.ts';
import { strategiesOnlyPort } from '../pipeline/strategies-only-port.ts';

test('when an app would not be what it was, nothing is to be written (lint/fix-refused)', async () => {
  const files = {
    'configs/g.json5': '{ a: 1 }',
    'configs/apps/cascade.json5': '{ schema: "schemas/s", layers: [{ id: "g" }, { id: "{app}" }] }',
    'configs/apps/x/config.json5': '{ a: 1 }',
  };
  // The corrected workspace has another schema room, which knows no schema.
  const workspace = memoryWorkspace(files, {}, { 'schemas/s': [] });
  const { documents, count, linted } = await fixWorkspace(workspace, [], () => strategiesOnlyPort({}));
  expect(documents).toEqual([]);
  expect(count).toBe(0);
  expect(linted.findings.map(({ diagnostic }) => [diagnostic.code, diagnostic.args])).toContainEqual([
    'lint/fix-refused',
    { app: 'apps/x' },
  ]);
});
