import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { diffSchemas } from '../../../src/pipeline/evolution/diff-schemas.ts';
import { diffPretty } from '../../../src/schema-diff/report/diff-pretty.ts';
import type { DiffView } from '../../../src/schema-diff/report/diff-view.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const before = '{\n  properties: {\n    "größe": { maximum: 100 }, // 日本語\n  },\n}\n';
const after = before.replace('100', '50');

async function viewOf(): Promise<DiffView> {
  const workspace = await validatedWorkspace({ 'schemas/s/v1.json5': before, 'schemas/s/v2.json5': after });
  const { value } = await diffSchemas(workspace, {
    names: ['s@1', 's@2'],
    directory: '/',
    mode: 'backward',
    transitive: false,
    allowUnknown: false,
    againstConfigs: false,
    today: '2026-05-13',
  });
  return value!;
}

const options = { colour: false, width: 100, most: 100, verbose: false };

test('side by side where there is room: the rule between them stands in one column', async () => {
  const lines = diffPretty(await viewOf(), options)
    .split('\n')
    .slice(0, 6);
  expect(lines).toEqual([
    'breaking[maximum-lowered] `größe`: the maximum went from 100 to 50',
    '  schemas/s/v1.json5:3:25                         ┃ schemas/s/v2.json5:3:25',
    '  2 │   properties: {                             ┃ 2 │   properties: {',
    '  3 │     "größe": { maximum: 100 }, // 日本語    ┃ 3 │     "größe": { maximum: 50 }, // 日本語',
    '    │                         ^^^                 ┃   │                         ^^',
    '  4 │   },                                        ┃ 4 │   },',
  ]);
});

test('one above the other on a narrow terminal', async () => {
  const lines = diffPretty(await viewOf(), { ...options, width: 60 }).split('\n');
  expect(lines.slice(1, 11)).toEqual([
    '  schemas/s/v1.json5:3:25',
    '  2 │   properties: {',
    '  3 │     "größe": { maximum: 100 }, // 日本語',
    '    │                         ^^^',
    '  4 │   },',
    '  schemas/s/v2.json5:3:25',
    '  2 │   properties: {',
    '  3 │     "größe": { maximum: 50 }, // 日本語',
    '    │                         ^^',
    '  4 │   },',
  ]);
});

test('colours change nothing but the colour', async () => {
  const view = await viewOf();
  const coloured = diffPretty(view, { ...options, colour: true });
  expect(coloured).not.toBe(diffPretty(view, options));
  expect(stripVTControlCharacters(coloured)).toBe(diffPretty(view, options));
});

test('the witness, the verdict and what to do', async () => {
  const text = diffPretty(await viewOf(), options);
  expect(text).toContain('schemas/s/v1 accepts this document, and schemas/s/v2 does not:\n  │ {\n  │   "größe": ');
  expect(text).toContain('schemas/s/v2 breaks schemas/s/v1 (backward): 1 breaking');
  expect(text).toContain('{ rule: "maximum-lowered", path: "größe", to: "v2", reason: "…", by: "…" }');
});

test('so many as are asked for', async () => {
  const text = diffPretty(await viewOf(), { ...options, most: 0 });
  expect(text).toContain('1 more change is not shown; raise --max-diagnostics to see them');
});
