import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What one run of a program cost. CPU is user and system time of the process and the children that it waited for; peak
 * is the largest resident set.
 *
 * @typedef {{ wallMs: number, cpuMs: number, peakMiB: number }} Cost
 */

const GNU_TIME = '/usr/bin/time';
const HOOK = fileURLToPath(new URL('usage-hook.cjs', import.meta.url));
const usageFile = join(tmpdir(), `confman-bench-usage-${process.pid}`);
const hasGnuTime = existsSync(GNU_TIME) && spawnSync(GNU_TIME, ['--version']).status === 0;

export const measureMethod = hasGnuTime ? 'CPU and memory from GNU time' : 'CPU and memory from a hook in the measured process';

/**
 * Runs Node once and waits for it.
 *
 * @param {readonly string[]} args of node
 * @param {string} cwd
 * @returns {Cost}
 */
export function measure(args, cwd) {
  const [program, ...rest] = hasGnuTime
    ? [GNU_TIME, '--quiet', '-f', '%U %S %M', '-o', usageFile, process.execPath, ...args]
    : [process.execPath, '--require', HOOK, ...args];
  const env = { ...process.env, NO_COLOR: '1', CONFMAN_BENCH_USAGE: usageFile };
  const start = process.hrtime.bigint();
  const run = spawnSync(program, rest, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`node ${args.join(' ')}: exit ${run.status}\n${run.stderr.slice(0, 2000)}`);
  return { wallMs, ...readUsage() };
}

function readUsage() {
  const text = readFileSync(usageFile, 'utf8').trim();
  rmSync(usageFile);
  const [user, system, peakKiB] = text.split(/\s+/).slice(-3).map(Number);
  return { cpuMs: (user + system) * 1000, peakMiB: peakKiB / 1024 };
}
