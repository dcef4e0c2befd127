import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';

import { isAlive } from '../../src/git/is-alive.ts';
import { scratchFolder } from '../../src/git/scratch-folder.ts';

afterEach(() => vi.unstubAllEnvs());

it.runIf(process.platform === 'linux')('a process that has ended is over, also where nobody asks how', async () => {
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill());
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  await vi.waitFor(() => expect(isAlive(Number(line.toString()), Date.now())).toBe(false));
  expect(isAlive(parent.pid ?? 0, Date.now())).toBe(true);
});

it('a folder of a process that is gone goes with the next one; those of others stay', async () => {
  const among = mkdtempSync(join(tmpdir(), 'confman-scratch-'));
  onTestFinished(() => rmSync(among, { recursive: true, force: true }));
  vi.stubEnv('TMPDIR', among);
  const ended = spawn('true');
  await once(ended, 'exit');
  const first = scratchFolder('release');
  const named = (pid: number, machine?: string): string => {
    const name = basename(first).replace(`-${process.pid}-`, `-${pid}-`);
    const path = join(among, machine === undefined ? name : name.replace(/-[0-9a-f]{8}-/, `-${machine}-`));
    mkdirSync(join(path, '.git'), { recursive: true });
    return path;
  };
  const [gone, elsewhere] = [named(ended.pid ?? 0), named(ended.pid ?? 0, '00000000')];
  const second = scratchFolder('signature');
  expect([first, gone, elsewhere, second].map((path) => existsSync(path))).toEqual([true, false, true, true]);
});
