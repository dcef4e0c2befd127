import { expect, test } from 'vitest';
import { diffSchemas } from '../../../src/pipeline/evolution/diff-schemas.ts';
import { diffMarkdown } from '../../../src/schema-diff/report/diff-markdown.ts';
import { diffPretty } from '../../../src/schema-diff/report/diff-pretty.ts';
import type { DiffView } from '../../../src/schema-diff/report/diff-view.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const schema = (properties: object): string => JSON.stringify({ type: 'object', additionalProperties: false, properties });
const before = schema({ size: { maximum: 100 }, region: { enum: ['eu'] } });
const after = schema({ size: { maximum: 50 }, region: { enum: ['eu', 'us'] }, owner: {} });

async function viewOf(mode: 'policy' | 'forward', apps: number, more: Record<string, string> = {}): Promise<DiffView> {
  const configs = Array.from({ length: apps }, (_, i) => [
    `configs/apps/a${i}/config.json5`,
    '{ $schema: "schemas/s/v1", size: 80 }',
  ]);
  const workspace = await validatedWorkspace({
    'schemas/s/v1.json': before,
    'schemas/s/v2.json': after,
    ...Object.fromEntries(configs),
    ...more,
  });
  const { value } = await diffSchemas(workspace, {
    names: ['s@1', 's@2'],
    directory: '/',
    mode,
    transitive: false,
    allowUnknown: false,
    againstConfigs: apps > 0,
    today: '2026-05-13',
  });
  return value!;
}

test('the apps that fail are named above, and what fails in them is folded where it is much', async () => {
  const few = diffMarkdown(await viewOf('policy', 2));
  expect(few).toContain('2 of 2 apps fail with schemas/s/v2: `apps/a0`, `apps/a1`\n');
  expect(few).not.toContain('in the documents');
  const many = diffMarkdown(await viewOf('policy', 9));
  expect(many).toContain(', `apps/a4` and 4 more\n');
  const [open = '', folded = ''] = many.split('<details><summary>9 findings in the documents</summary>');
  expect([open.includes('schema/maximum'), folded.match(/schema\/maximum/g)?.length]).toEqual([false, 9]);
  expect(many.match(/<details>/g)?.length).toBe(many.match(/<\/details>/g)?.length);
});

test('apps that a migration makes valid fail all the same, and that is said', async () => {
  const convert = (pairs: string): Record<string, string> => ({
    'schemas/s/v1-v2.migration.json5': `{ steps: [{ convert: "/size", values: [${pairs}], others: "keep", lossy: true }] }`,
    'configs/apps/b/config.json5': '{ $schema: "schemas/s/v1", size: 70 }',
  });
  const sentenceOf = async (more: Record<string, string>): Promise<string | undefined> =>
    /\d of \d apps fail.*?(?=:)/.exec(diffMarkdown(await viewOf('policy', 1, more)))?.[0];
  expect(await sentenceOf(convert('[80, 50], [70, 50]'))).toBe(
    '2 of 2 apps fail with schemas/s/v2; all 2 are valid after confman schema migrate',
  );
  expect(await sentenceOf(convert('[80, 50]'))).toBe(
    '2 of 2 apps fail with schemas/s/v2; 1 of them is valid after confman schema migrate',
  );
  expect(await sentenceOf(convert('[80, 60]'))).toBe('2 of 2 apps fail with schemas/s/v2');
});

test('where only acceptance counts a change is called by what it does, not by the level of its rule', async () => {
  const view = await viewOf('forward', 0);
  const text = diffPretty(view, { colour: false, width: 100, most: 100, verbose: false });
  expect(text).toMatch(/^breaking\[property-added-closed\] `owner`/m);
  expect(text).toMatch(/^breaking\[enum-value-added\] `region`/m);
  expect(text).toMatch(/^safe\[maximum-lowered\] `size`/m);
  expect(text).toContain('schemas/s/v2 breaks schemas/s/v1 (forward): 2 breaking and 1 safe\n');
  expect(diffMarkdown(view)).toContain('❌ **breaking** `region`');
});

test('everything that fails can be accepted with one document', async () => {
  const view = await viewOf('forward', 0);
  const lines = [
    '  {',
    '    approvals: [',
    '      { rule: "property-added-closed", path: "owner", to: "v2", reason: "…", by: "…" },',
    '      { rule: "enum-value-added", path: "region", to: "v2", reason: "…", by: "…" },',
    '    ],',
    '  }',
  ];
  expect(diffPretty(view, { colour: false, width: 100, most: 100, verbose: false })).toContain(lines.join('\n'));
  expect(diffMarkdown(view)).toContain(lines.map((line) => line.slice(2)).join('\n'));
});
