// Loaded before the program (`node --require`): ends it, as a power cut would, at a step of a run. A step is a call of git, while it
// runs and after it, or a change of a file, half-way through it and after it.
// CONFMAN_DIE_LOG: a file that every step is written to, a line each. CONFMAN_DIE_AT: the number of the step, from 1 on.
// CONFMAN_DIE_WITH: `group` takes git along and whoever else is of the same process group, `alone` leaves them running. CONFMAN_DIE_AFTER: milliseconds that git gets `while` it runs.
'use strict';
const child = require('node:child_process');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { CONFMAN_DIE_AT: at, CONFMAN_DIE_LOG: log, CONFMAN_DIE_WITH: alone, CONFMAN_DIE_AFTER: delay } = process.env;
// What the program starts is none of this.
for (const name of ['NODE_OPTIONS', 'CONFMAN_DIE_AT', 'CONFMAN_DIE_LOG', 'CONFMAN_DIE_WITH', 'CONFMAN_DIE_AFTER'])
  delete process.env[name];

const real = { ...fs };
const told = log === undefined ? undefined : fs.openSync(log, 'a');
let count = 0;

/** @returns whether the program ends at this step */
function step(what) {
  count += 1;
  if (told !== undefined) fs.writeSync(told, `${what}\n`);
  return String(count) === at;
}

function die() {
  process.kill(alone === 'alone' ? process.pid : 0, 'SIGKILL');
  // The signal may take a moment.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
}

function verbOf(args) {
  const words = [...args];
  while (words.length > 0 && words[0].startsWith('-')) words.splice(0, words[0] === '-c' ? 2 : 1);
  return `git ${words[0]}`;
}

const { spawn, spawnSync } = child;
child.spawn = (program, args, ...rest) => {
  const what = program === 'git' ? verbOf(args) : program;
  const started = spawn(program, args, ...rest);
  if (step(`${what}: while`)) setTimeout(die, Number(delay ?? 0));
  const dies = step(`${what}: after`);
  if (dies) started.prependListener('exit', die);
  return started;
};
child.spawnSync = (program, args, ...rest) => {
  const what = program === 'git' ? verbOf(args) : program;
  const ended = spawnSync(program, args, ...rest);
  if (step(`${what}: after`)) die();
  return ended;
};

for (const name of [
  'renameSync',
  'mkdirSync',
  'mkdtempSync',
  'rmSync',
  'unlinkSync',
  'linkSync',
  'copyFileSync',
  'chmodSync',
  'fchmodSync',
]) {
  fs[name] = (...args) => {
    const result = real[name](...args);
    if (step(`${name} ${args[0]}: after`)) die();
    return result;
  };
}
fs.writeFileSync = (file, data, ...rest) => {
  if (step(`writeFileSync ${file}: half`)) {
    const bytes = Buffer.from(data);
    real.writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)), ...rest);
    die();
  }
  real.writeFileSync(file, data, ...rest);
  if (step(`writeFileSync ${file}: after`)) die();
};
syncBuiltinESMExports();
