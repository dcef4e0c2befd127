import { expect, test } from 'vitest';
import { validateWorkspace } from '../../src/pipeline/validate-workspace.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';
import { validatedWorkspace } from '../pipeline/validated-workspace.ts';

const layers = 'layers: [{ id: "{app}" }]';

async function idle(files: Record<string, string>): Promise<string[]> {
  const { findings } = await validateWorkspace(await validatedWorkspace(files), []);
  const located = toFindings(findings).filter((each) => each.code === 'cascade/matches-no-app');
  return located.map(({ place, hint }) => `${place?.file}:${place?.line}:${place?.column} ${hint}`);
}

test('a pattern that no app below its folder matches is a warning at the pattern', async () => {
  expect(
    await idle({
      'configs/apps/a/config.json5': '{}',
      'configs/apps/cascade.json5': `{ ${layers}, instances: "app/{x}" }`,
    }),
  ).toEqual(['configs/apps/cascade.json5:1:41 Correct the pattern; it has to match whole ids, such as apps/a']);
});

test('apps elsewhere do not count, and without any the hint says so', async () => {
  expect(
    await idle({
      'configs/other/a/config.json5': '{}',
      'configs/apps/cascade.json5': `{ ${layers}, instances: "{x}/a" }`,
    }),
  ).toEqual(['configs/apps/cascade.json5:1:41 Add an app, or remove the pattern']);
});

test.each([
  ['a match', { 'configs/apps/cascade.json5': `{ ${layers}, instances: "apps/{x}" }` }],
  ['no pattern', { 'configs/empty/cascade.json5': `{ ${layers} }` }],
  ['the cascade of the app itself', { 'configs/apps/a/cascade.json5': `{ ${layers}, instances: "x" }` }],
  ['a match at the root', { 'configs/cascade.json5': `{ ${layers}, instances: "apps/{x}" }` }],
])('%s says nothing', async (_, files) => {
  expect(await idle({ 'configs/apps/a/config.json5': '{}', ...files })).toEqual([]);
});
