import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { Compilers } from '../../src/pipeline/build-apps.ts';
import { workspaceArbitrary } from '../pipeline/arbitrary-workspace.ts';
import { memoryWorkspace, type Files } from '../pipeline/memory-workspace.ts';
import { fixMemory } from './lint-memory.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 200);

test(`what a correction takes away changes no app, and a second one finds nothing (seed ${seed})`, async () => {
  let corrected = 0;
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, async (files) => {
      const { fixed, files: after } = await fixMemory(files);
      expect(fixed.linted.findings.map(({ diagnostic }) => diagnostic.code)).not.toContain('lint/fix-refused');
      expect(await resolved(after)).toEqual(await resolved(files));
      if (fixed.count > 0) corrected++;
      const again = await fixMemory(after);
      expect(again.fixed.documents).toEqual([]);
      expect(fixed.linted.fixes).toEqual([]);
    }),
    { seed, numRuns },
  );
  expect(corrected).toBeGreaterThan(numRuns / 50);
});

async function resolved(files: Files): Promise<Record<string, string | undefined>> {
  const workspace = memoryWorkspace(files);
  await workspace.prepareFindings();
  const { fast } = new Compilers(workspace);
  return Object.fromEntries(
    workspace.index.apps.map((app) => {
      const { data, status } = fast.compile(app);
      return [app, data === undefined ? undefined : `${status} ${canonicalJson(data)}`];
    }),
  );
}
