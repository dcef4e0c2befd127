import { expect, test } from 'vitest';
import { lintWorkspace } from '../../src/pipeline/lint-workspace.ts';
import { memoryWorkspace } from '../pipeline/memory-workspace.ts';

test('so many places are kept, and that there are more is told (lint/more-places)', async () => {
  const files = {
    'configs/g.json5': '{ a: 1, b: 1 }',
    'configs/apps/cascade.json5': '{ layers: [{ id: "g" }, { id: "{app}" }] }',
    'configs/apps/x/config.json5': '{ a: 1, b: 1 }',
    'configs/apps/y/config.json5': '{ a: 1, b: 1 }',
  };
  const codes = async (most: number): Promise<string[]> => {
    const { findings } = await lintWorkspace(memoryWorkspace(files), [], most);
    return findings.map(({ diagnostic }) => diagnostic.code);
  };
  expect(await codes(4)).toEqual(Array.from({ length: 4 }, () => 'lint/redundant-override'));
  expect(await codes(3)).toEqual(['lint/redundant-override', 'lint/redundant-override', 'lint/more-places']);
});
