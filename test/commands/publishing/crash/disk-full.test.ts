import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';

import { programNode } from '../../../program/run-program.ts';
import { crashCases, CrashWorld } from './crash-world.ts';

/** `CRASH_POINTS=all` has every command meet a disk that is full. */
const isWhole = process.env['CRASH_POINTS'] === 'all';
const world = CrashWorld.prepare(isWhole);
afterAll(() => world.remove());

const merge = crashCases.filter(({ name }) => (isWhole ? name !== 'hook install' : name === 'merge'));
const cases = merge.flatMap((command) => (isWhole ? [0, 1, 2, 4] : [0]).map((blocks) => ({ ...command, blocks })));

/** Here and on the server, which is a folder: no file may become larger than so many blocks of 512 bytes. */
it.each(cases)('$name says so with $blocks blocks left, and goes on when there is room', ({ blocks, ...command }) => {
  world.restore();
  world.run(command);
  const undisturbed = world.state();
  world.restore();
  const words = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', programNode, inject('program'), ...world.wordsOf(command)];
  const options = {
    cwd: join(world.base, command.who),
    env: { ...world.env(command.who), ...command.env },
    encoding: 'utf8',
  } as const;
  const full = spawnSync('/bin/sh', words, options);
  expect(full.stderr).not.toContain('a bug of its own');
  if (full.status !== 0) expect(full.stderr).toMatch(/^error\[[a-z/-]+\] .*\n {2}= hint: /);
  const { code, stderr } = world.run(command);
  expect(code === 0 || stderr.includes(command.again ?? '-')).toBe(true);
  expect(world.state()).toEqual(undisturbed);
});
