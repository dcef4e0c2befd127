import { afterAll, expect, it } from 'vitest';

import { crashCases, CrashWorld, type CrashCase, type Death } from './crash-world.ts';

/** `CRASH_POINTS=all` has every step of every command ended, in each way; else so many are drawn, of one command or of `CRASH_CASES=open,merge`. */
const wanted = process.env['CRASH_POINTS'] ?? '1';
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const only = process.env['CRASH_CASES']?.split(',');
const isWhole = wanted === 'all';
const isLong = isWhole || only !== undefined;

const world = CrashWorld.prepare(isLong);
afterAll(() => world.remove());

/** Numbers from 0 to 1 that a seed settles (mulberry32). */
function draws(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const draw = draws(seed);

function deaths(steps: readonly string[]): readonly Death[] {
  const all = steps.flatMap((step, i): readonly Death[] => {
    const after = step.endsWith(': while') ? Math.floor(draw() * 30) : 0;
    const group = { at: i + 1, takes: 'group', after } as const;
    return step.startsWith('git push') ? [group, { ...group, takes: 'alone' }] : [group];
  });
  if (isWhole) return all;
  return Array.from({ length: Number(wanted) }, () => all[Math.floor(draw() * all.length)] as Death);
}

/** The same command, called again after it was killed, comes to the same end as one that nothing disturbed. */
async function expectSurvival(command: CrashCase): Promise<void> {
  world.restore();
  const steps = await world.steps(command);
  const undisturbed = world.state();
  expect(undisturbed['left']).toEqual([]);
  for (const death of deaths(steps)) {
    world.restore();
    const where = `seed ${seed}, ${command.name}, step ${death.at} of ${steps.length} (${steps[death.at - 1]}), ${death.takes} ${death.after}`;
    const killed = await world.kill(command, death);
    const { code, stdout, stderr } = world.run(command);
    const isRight = code === 0 || (command.again !== undefined && stderr.includes(command.again));
    const said = isRight ? '' : stdout + stderr;
    if (isLong) process.stderr.write(`${isRight ? 'well' : 'WRONG'} ${where}\n${said}`);
    expect.soft({ where, killed, said, ...world.state() }).toEqual({ where, killed, said: '', ...undisturbed });
  }
}

const drawn = crashCases[Math.floor(draw() * crashCases.length)] as CrashCase;
const cases = isLong ? crashCases.filter(({ name }) => only === undefined || only.includes(name)) : [drawn];
it.each(cases)('$name goes on after it was killed anywhere', { timeout: 3600_000 }, expectSurvival);
