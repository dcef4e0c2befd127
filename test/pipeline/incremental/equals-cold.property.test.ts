import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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
    this.#meddle(round.memory);
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

  #meddle(event: MemoryEvent): void {
    const earlier = join(this.#older, `state-${Math.max(1, this.#round - 2)}`);
    if (event === 'kept' || !existsSync(this.#state)) return;
    if (event === 'deleted') rmSync(join(this.#warm, '.confman'), { recursive: true });
    else if (event === 'truncated') truncateSync(this.#state, 200);
    else if (event === 'damaged') writeFileSync(this.#state, flipped(readFileSync(this.#state)));
    else if (event === 'of an earlier run' && existsSync(earlier)) copyFileSync(earlier, this.#state);
    else if (event === 'of another workspace') this.#takeForeignState();
    else if (event === 'rubbish') writeFileSync(this.#state, 'x'.repeat(5000));
  }

  /** Sealed by the same key, but for another folder. */
  #takeForeignState(): void {
    mkdirSync(join(this.#older, '.confman'), { recursive: true });
    copyFileSync(this.#state, join(this.#older, '.confman', 'state'));
    writeFileSync(this.#state, readFileSync(join(this.#older, '.confman', 'state')).subarray(0, -1));
  }
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
