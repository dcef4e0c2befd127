import * as fc from 'fast-check';
import { test } from 'vitest';
import { compileMemory } from '../compile-memory.ts';
import { workspaceArbitrary } from '../arbitrary-workspace.ts';
import { checkProvenance } from './check-provenance.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

test(`every leaf has one winner that holds its value (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, async (files) => {
      const compiled = await compileMemory(files);
      for (const app of compiled.apps.keys()) checkProvenance(compiled, app);
    }),
    { seed, numRuns: 60 },
  );
});
