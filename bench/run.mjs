// Measures confman beside plain ways to do its work. See bench/README.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { measureSize } from './measure-size.mjs';
import { readOptions } from './options.mjs';
import { report } from './report.mjs';
import { SIZES, writeWorkload } from './workload.mjs';

/** @import { Figures } from './measure-size.mjs' @import { Bench } from './scenarios.mjs' */

/** @param {string} size @param {string} folder @param {string | undefined} confman @returns {Bench} */
function prepare(size, folder, confman) {
  const workspace = join(folder, 'workspace');
  const instances = SIZES[size];
  const workload = writeWorkload(workspace, instances);
  const threads = confman !== undefined && takesThreads(confman);
  return {
    size,
    instances,
    ...workload,
    workspace,
    tidyOut: join(folder, 'tidy'),
    plainOut: join(folder, 'plain'),
    confman,
    threads,
  };
}

function takesThreads(confman) {
  return execFileSync(process.execPath, [confman, 'resolve', '--help'], { encoding: 'utf8' }).includes('--threads');
}

function commitAll(workspace) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: workspace });
  writeFileSync(join(workspace, '.gitignore'), '/resolved/\n/.confman/\n');
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'workload');
}

/** tmpfs where it exists and has room: disks made runs twice as slow at random. @param {readonly string[]} sizes */
function scratchRoot(sizes) {
  const needed = Math.max(...sizes.map((size) => SIZES[size])) * 60_000;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > needed ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

function showProgress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** @param {ReadonlyMap<string, Figures>} all */
function writeJson(file, all) {
  const plain = [...all.values()].map(({ bench, costs, writes, comparisons }) => {
    const { size, instances, bytes } = bench;
    return { size, instances, bytes, costs: Object.fromEntries(costs), writes: Object.fromEntries(writes), comparisons };
  });
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(plain, null, 2)}\n`);
}

function main() {
  const { problem, sizes, rounds, confman, dir, json, git } = readOptions();
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 2;
    return;
  }
  /** @type {Map<string, Figures>} */
  const all = new Map();
  for (const size of sizes) {
    const folder = mkdtempSync(join(dir ?? scratchRoot(sizes), 'confman-bench-'));
    try {
      const bench = prepare(size, folder, confman);
      if (git) commitAll(bench.workspace);
      all.set(
        size,
        measureSize(bench, rounds, (label, round) => showProgress(`${size} ${round}/${rounds} ${label}`)),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  showProgress('');
  if (json !== undefined) writeJson(json, all);
  console.log(report(all, rounds));
  const unequal = [...all.values()].some(({ comparisons }) => comparisons.some(({ differences }) => differences.length > 0));
  if (unequal) process.exitCode = 1;
}

main();
