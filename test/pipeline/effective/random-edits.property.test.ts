import { cpSync, rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkspaceOnDisk } from '../../../src/pipeline/open-workspace.ts';
import type { EffectiveView } from '../../../src/effective-diff/effective-view.ts';
import { diffWorkspaces } from '../../../src/pipeline/effective/diff-workspaces.ts';
import { rememberedDependencies } from '../../../src/pipeline/effective/remembered-dependencies.ts';
import type { Workspace } from '../../../src/pipeline/workspace.ts';
import { roundsArbitrary, type Round } from '../incremental/arbitrary-edits.ts';
import { platform } from '../incremental/platform.ts';
import { env, put, run, scratch } from '../incremental/sandbox.ts';
import { checkDiff } from './check-diff.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 5);

async function opened(folder: string): Promise<Workspace | undefined> {
  return (await openWorkspaceOnDisk({ directory: folder, cache: false, env, now: Date.now() })).value?.workspace;
}

/** The same diff, with what a run before the edits found out about the head, or what comparisons before them did. */
async function withMemory(base: string, head: string, of: 'resolve' | 'diff'): Promise<EffectiveView | undefined> {
  const { value } = await openWorkspaceOnDisk({ directory: head, cache: true, env, now: Date.now() });
  const sides = [(await opened(base))!, value!.workspace].map((workspace) => ({ workspace, name: 'side', commit: null }));
  const remembered = rememberedDependencies(of === 'resolve' ? value! : { ...value!, earlier: undefined });
  return (await diffWorkspaces(sides[0]!, sides[1]!, { apps: [], pointers: [], remembered })).value;
}

/** Each state against the one before it. @returns kinds of the causes that were found */
async function play(rounds: readonly Round[]): Promise<string[]> {
  const [base, head] = [scratch(), scratch()];
  const kinds: string[] = [];
  put(head, {
    ...platform,
    'schemas/s/v1.json': '{ "properties": { "filled": { "default": 7 }, "level": { "type": "string" } } }',
  });
  for (const [i, { edits }] of rounds.entries()) {
    rmSync(base, { recursive: true });
    cpSync(head, base, { recursive: true });
    await run(head, { cache: true, allowInvalid: true });
    for (const edit of edits) edit.apply(head);
    if ((await opened(base)) === undefined || (await opened(head)) === undefined) continue;
    const view = await checkDiff(
      async () => (await opened(base))!,
      async () => (await opened(head))!,
    );
    expect(await withMemory(base, head, i % 2 === 0 ? 'diff' : 'resolve')).toEqual(view);
    kinds.push(...(view?.changes ?? []).map(({ cause }) => cause.kind));
  }
  for (const folder of [base, head]) rmSync(folder, { recursive: true });
  return kinds;
}

test(`documents, schemas, cascades, namespaces, settings, moved and deleted files: all shows (seed ${seed})`, async () => {
  const causes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, async (rounds) => {
      for (const kind of await play(rounds)) causes.set(kind, (causes.get(kind) ?? 0) + 1);
    }),
    { seed, numRuns },
  );
  expect([...causes.keys()]).not.toContain('unknown');
  if (process.env['FC_RUNS'] !== undefined) process.stderr.write(`${JSON.stringify([...causes])}\n`);
});
