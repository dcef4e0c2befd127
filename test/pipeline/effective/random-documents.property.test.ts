import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { workspaceArbitrary } from '../arbitrary-workspace.ts';
import { memoryWorkspace, type Files } from '../memory-workspace.ts';
import { checkDiff } from './check-diff.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 80);

/** Some documents of one workspace as another has them, some gone. */
const edited = fc
  .tuple(workspaceArbitrary, workspaceArbitrary, fc.infiniteStream(fc.constantFrom('keep', 'keep', 'keep', 'take', 'drop')))
  .map(([before, other, fates]): [Files, Files] => {
    const after = Object.entries(before).flatMap(([path, text]) => {
      const fate = fates.next().value;
      if (fate === 'drop' && !path.includes('/f')) return [];
      return [[path, fate === 'take' ? (other[path] ?? text) : text]];
    });
    return [before, Object.fromEntries(after) as Files];
  });

test(`random documents: the old data and the changes give the new data (seed ${seed})`, async () => {
  const causes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(edited, async ([before, after]) => {
      const view = await checkDiff(
        () => memoryWorkspace(before),
        () => memoryWorkspace(after),
      );
      for (const { cause } of view?.changes ?? []) causes.set(cause.kind, (causes.get(cause.kind) ?? 0) + 1);
    }),
    { seed, numRuns },
  );
  expect(causes.get('set')).toBeGreaterThan(0);
  expect([...causes.keys()]).not.toContain('unknown');
  if (process.env['FC_RUNS'] !== undefined) process.stderr.write(`${JSON.stringify([...causes])}\n`);
});
