import { spawnSync } from 'node:child_process';
import { existsSync, openSync, read, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { serverPipes } from './server-pipes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The program under test, absolute. */
    readonly program: string;
    /** Folder with the pipes of running programs; empty: every run is a process. */
    readonly programServers: string;
  }
}

export interface ProgramRun {
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** All of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ProgramEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of writing. Empty where the run was a process. */
  readonly both: string;
}

/** CI runs these tests with a second version of Node. */
export const programNode: string = process.env['CONFMAN_NODE'] ?? process.execPath;

/** Runs the program in a process of its own. */
export function runProcess({ args, cwd, env }: ProgramRun): ProgramEnd {
  const { status, stdout, stderr } = spawnSync(programNode, [inject('program'), ...args], { cwd, env, encoding: 'utf8' });
  return { code: status, stdout, stderr, both: '' };
}

/**
 * Runs the program in the process that serves this worker, which saves starting and compiling it each time.
 *
 * @returns nothing where none serves: the program under test is an installed one
 */
export function runServed({ args, cwd, env }: ProgramRun): ProgramEnd | undefined {
  const pipes = connected();
  if (pipes === undefined) return undefined;
  writeSync(pipes.requests, `${JSON.stringify({ args, cwd, env })}\n`);
  const chunks: Buffer[] = [];
  while (!endsLine(chunks)) {
    const chunk = Buffer.alloc(chunkBytes);
    chunks.push(chunk.subarray(0, readSync(pipes.answers, chunk)));
  }
  return answered(args, chunks);
}

/**
 * As `runServed`, for programs that ask a server of the test for something: that one goes on meanwhile.
 *
 * @returns nothing also where the serving program has something to do: two that run at a time are two processes
 */
export async function runServedMeanwhile({ args, cwd, env }: ProgramRun): Promise<ProgramEnd | undefined> {
  const pipes = connected();
  if (pipes === undefined) return undefined;
  isBusy = true;
  try {
    writeSync(pipes.requests, `${JSON.stringify({ args, cwd, env })}\n`);
    const chunks: Buffer[] = [];
    while (!endsLine(chunks)) {
      const { buffer, bytesRead } = await readLater(pipes.answers, Buffer.alloc(chunkBytes), 0, chunkBytes, null);
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return answered(args, chunks);
  } finally {
    isBusy = false;
  }
}

type Pipes = { readonly requests: number; readonly answers: number };
type Server = Pipes | 'none';
let server: Server | undefined;
let isBusy = false;

const readLater = promisify(read);
const chunkBytes = 0x10000;

function connected(): Pipes | undefined {
  server ??= connect();
  return server === 'none' || isBusy ? undefined : server;
}

function connect(): Server {
  const folder = inject('programServers');
  const pipes = serverPipes(folder, process.env['VITEST_POOL_ID'] ?? '');
  if (folder === '' || !existsSync(pipes.answers)) return 'none';
  return { requests: openSync(pipes.requests, 'r+'), answers: openSync(pipes.answers, 'r+') };
}

function endsLine(chunks: readonly Buffer[]): boolean {
  return chunks.at(-1)?.at(-1) === 0x0a;
}

function answered(args: readonly string[], chunks: readonly Buffer[]): ProgramEnd {
  const answer = JSON.parse(Buffer.concat(chunks).toString()) as ProgramEnd | { readonly dead: string };
  if (!('dead' in answer)) return answer;
  server = 'none';
  throw new Error(`${args.join(' ')}: ${answer.dead}`);
}
