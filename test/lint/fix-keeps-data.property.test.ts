import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutPlaces } from '../../src/lint/without-places.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { lintWorkspace } from '../../src/pipeline/lint-workspace.ts';
import { workspaceArbitrary } from '../pipeline/arbitrary-workspace.ts';
import { memoryWorkspace, type Files } from '../pipeline/memory-workspace.ts';
import { fixMemory } from './lint-memory.ts';
import { resolvedApps } from './resolved-apps.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 80);

test(`what a correction takes away changes no app, and a second one finds nothing (seed ${seed})`, async () => {
  let corrected = 0;
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, fc.constantFrom('json5', 'yaml'), async (written, extension) => {
      const files = Object.fromEntries(
        Object.entries(written).map(([path, text]) => [path.replace(/\.json5$/, `.${extension}`), text]),
      );
      const { fixed, files: after } = await fixMemory(files);
      expect(fixed.linted.findings.map(({ diagnostic }) => diagnostic.code)).not.toContain('lint/fix-refused');
      await expectSame(files, after);
      if (fixed.count > 0) corrected++;
      const again = await fixMemory(after);
      expect(again.fixed.documents).toEqual([]);
      expect(fixed.linted.fixes).toEqual([]);
    }),
    { seed, numRuns },
  );
  expect(corrected).toBeGreaterThan(numRuns / 50);
});

test(`whoever corrects only some of the findings changes no app either (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, fc.infiniteStream(fc.boolean()), async (files, chosen) => {
      const { fixes } = await lintWorkspace(memoryWorkspace(files), []);
      const some = fixes.filter(() => chosen.next().value);
      const after = Object.fromEntries(
        Object.entries(files).map(([path, text]) => {
          const mine = some.filter(({ document }) => path.startsWith(`configs/${document}.`));
          const paths = mine.map(({ place }) => place.written);
          return [path, JSON.stringify(withoutPlaces(JSON.parse(text) as JsonValue, paths))];
        }),
      );
      await expectSame(files, after);
    }),
    { seed, numRuns },
  );
});

/** And nothing is told of an app that was not told before. */
async function expectSame(files: Files, after: Files): Promise<void> {
  const [before, now] = [await resolvedApps(files), await resolvedApps(after)];
  expect(now.data).toEqual(before.data);
  for (const [code, count] of now.told) expect(count, code).toBeLessThanOrEqual(before.told.get(code) ?? 0);
}
