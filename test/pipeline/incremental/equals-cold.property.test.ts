import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundsArbitrary, type MemoryEvent, type Round } from './arbitrary-edits.ts';
import { platform } from './platform.ts';
import { letTimePass, put, run, scratch, snapshotsIn, type RunResult } from './sandbox.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 25);

/**
 * Two copies of one workspace see the same edits and the same commands; only one of them has a memory. After every
 * round their snapshots are equal byte for byte, stamps of time included, and so is all that was said.
 */
class Twins {
  readonly #warm = scratch();
  readonly #cold = scratch();
  readonly #older = scratch();
  #round = 0;

  constructor() {
    put(this.#warm, platform);
    put(this.#cold, platform);
  }

  /** What was said and what lies there after the round, with a memory and without. */
  async play(round: Round): Promise<readonly [remembering: unknown, forgetful: unknown]> {
    this.#round++;
    if (round.pause) letTimePass(this.#warm);
    this.#keepState();
    for (const edit of round.edits) for (const folder of [this.#warm, this.#cold]) edit.apply(folder);
    await this.#meddle(round.memory);
    const resolvedAt = `2026-01-01T00:00:${String(this.#round).padStart(2, '0')}Z`;
    const { apps, check, allowInvalid } = round;
    const warm = await run(this.#warm, { cache: round.cache, apps, check, allowInvalid, resolvedAt });
    const cold = await run(this.#cold, { cache: false, apps, check, allowInvalid, resolvedAt });
    return [
      { told: told(warm), snapshots: snapshotsIn(this.#warm) },
      { told: told(cold), snapshots: snapshotsIn(this.#cold) },
    ];
  }

  remove(): void {
    for (const folder of [this.#warm, this.#cold, this.#older]) rmSync(folder, { recursive: true, force: true });
  }

  get #state(): string {
    return join(this.#warm, '.confman', 'state');
  }

  #keepState(): void {
    if (existsSync(this.#state)) copyFileSync(this.#state, join(this.#older, `state-${this.#round}`));
  }

  async #meddle(event: MemoryEvent): Promise<void> {
    const folder = join(this.#warm, '.confman');
    const earlier = join(this.#older, `state-${Math.max(1, this.#round - 2)}`);
    if (event === 'kept' || !existsSync(this.#state)) return;
    if (event === 'deleted') rmSync(folder, { recursive: true });
    else if (event === 'of another workspace') copyFileSync(await this.#foreignState(), this.#state);
    else if (event === 'of an earlier run') copyFileSync(existsSync(earlier) ? earlier : this.#state, this.#state);
    else for (const name of readdirSync(folder)) if (name !== '.gitignore') spoil(join(folder, name), event);
  }

  /** Sealed by the same key, but in another folder. */
  async #foreignState(): Promise<string> {
    const state = join(this.#older, '.confman', 'state');
    if (existsSync(state)) return state;
    put(this.#older, { ...platform, 'configs/apps/db/config.json5': '{ foreign: 1 }' });
    await run(this.#older, { cache: true });
    return state;
  }
}

function spoil(path: string, how: MemoryEvent): void {
  if (how === 'truncated') truncateSync(path, 200);
  else if (how === 'damaged') writeFileSync(path, flipped(readFileSync(path)));
  else writeFileSync(path, 'x'.repeat(5000));
}

function flipped(bytes: Buffer): Buffer {
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
}

function told({ findings, written, pruned, counts, unjudged }: RunResult): unknown {
  return { findings: [...findings].sort(), written: [...written].sort(), pruned: [...pruned].sort(), counts, unjudged };
}

test(`a run with a memory equals one without, byte for byte (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, async (rounds) => {
      const twins = new Twins();
      try {
        for (const round of rounds) {
          const [remembering, forgetful] = await twins.play(round);
          expect(remembering).toEqual(forgetful);
        }
      } finally {
        twins.remove();
      }
    }),
    {
      seed,
      numRuns,
      reporter: (out) => {
        if (out.failed)
          throw new Error(
            `seed ${out.seed} path ${out.counterexamplePath}: ${JSON.stringify(out.counterexample, (key, value: unknown) => (key === 'apply' ? undefined : value), 1)}\n${String(out.errorInstance)}`,
          );
      },
    },
  );
});
