import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { LayerMistake } from '../cascade/algebra/merge-model.ts';
import { workspaceArbitrary } from '../pipeline/arbitrary-workspace.ts';
import { compileMemory } from '../pipeline/compile-memory.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { ResolveModel } from './resolve-model.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const vars = { where: 'g', n: '1' };

function modelled(files: Files, app: string): string {
  try {
    return canonicalJson(new ResolveModel(files, vars).app(app));
  } catch (error) {
    if (error instanceof LayerMistake) return 'a mistake';
    throw error;
  }
}

test(`references and siblings come to what the model says (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(workspaceArbitrary, async (files) => {
      const { apps } = await compileMemory(files);
      for (const [id, { data, status }] of apps)
        expect(status === 'Invalid' || data === undefined ? 'a mistake' : canonicalJson(data), id).toBe(modelled(files, id));
    }),
    { seed, numRuns: Number(process.env['FC_RUNS'] ?? 80) },
  );
});
