import { openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

// The built program, started once: `node program-server.mjs PROGRAM REQUESTS ANSWERS`. Each line of the pipe REQUESTS is a run
// `{args, cwd, env}`; its answer is a line `{code, stdout, stderr, both}`. A run gets the folder, the whole environment, the
// streams and the exit code that a process of its own would have. It is over when nothing is left that would keep a process
// alive, so that a program which does not end shows here too. When the starter goes, stdin ends, and so does this.

const [, , program, requests, answers] = process.argv;
const home = process.cwd();
process.stdin.on('end', () => process.exit()).resume();

/** A program that is still there after this many milliseconds will not end. */
const longest = 20_000;

// Opened for both ways, neither end waits for the other, and neither sees an end when a test file closes its own.
const lines = createInterface({ input: new Socket({ fd: openSync(requests, 'r+'), writable: false }) });
const answer = openSync(answers, 'r+');
const { main } = await import(new URL('../dist/cli.js', pathToFileURL(program)).href);

// What this process needs for itself has begun.
await wait(1);

for await (const line of lines) writeSync(answer, `${JSON.stringify(await run(JSON.parse(line)))}\n`);

async function run({ args, cwd, env }) {
  process.chdir(cwd);
  takeEnvironment(env);
  process.exitCode = undefined;
  const written = [];
  const restore = [capture(process.stdout, 1, written), capture(process.stderr, 2, written)];
  const before = activeResources();
  try {
    await main(args);
    await settled(before);
  } finally {
    for (const back of restore) back();
    process.chdir(home);
  }
  const textOf = (wanted) =>
    Buffer.concat(written.filter(({ stream }) => wanted.includes(stream)).map(({ bytes }) => bytes)).toString();
  return { code: process.exitCode ?? 0, stdout: textOf([1]), stderr: textOf([2]), both: textOf([1, 2]) };
}

function takeEnvironment(env) {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
  Object.assign(process.env, env);
}

function capture(stream, name, written) {
  const listeners = stream.listeners('error');
  stream.write = (chunk) => {
    written.push({ stream: name, bytes: Buffer.from(chunk) });
    return true;
  };
  return () => {
    delete stream.write;
    for (const listener of stream.listeners('error')) if (!listeners.includes(listener)) stream.off('error', listener);
  };
}

async function settled(before) {
  const start = Date.now();
  for (let round = 0; activeResources() > before; round++) {
    if (Date.now() - start > longest) throw new Error(`the program does not end: ${process.getActiveResourcesInfo()}`);
    await (round < 100 ? immediate() : wait(2));
  }
}

/** How many things keep this process alive. */
function activeResources() {
  return process.getActiveResourcesInfo().filter((type) => type !== 'Immediate').length;
}
