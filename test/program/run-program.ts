import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readSync, writeSync } from 'node:fs';
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
  server ??= connect();
  if (server === 'none') return undefined;
  writeSync(server.requests, `${JSON.stringify({ args, cwd, env })}\n`);
  const answer = JSON.parse(readLine(server.answers)) as ProgramEnd | { readonly dead: string };
  if (!('dead' in answer)) return answer;
  server = 'none';
  throw new Error(`${args.join(' ')}: ${answer.dead}`);
}

type Server = { readonly requests: number; readonly answers: number } | 'none';
let server: Server | undefined;

function connect(): Server {
  const folder = inject('programServers');
  const pipes = serverPipes(folder, process.env['VITEST_POOL_ID'] ?? '');
  if (folder === '' || !existsSync(pipes.answers)) return 'none';
  return { requests: openSync(pipes.requests, 'r+'), answers: openSync(pipes.answers, 'r+') };
}

function readLine(pipe: number): string {
  const chunks: Buffer[] = [];
  for (let last = 0; last !== 0x0a;) {
    const chunk = Buffer.alloc(0x10000);
    const length = readSync(pipe, chunk);
    chunks.push(chunk.subarray(0, length));
    last = chunk[length - 1] ?? 0;
  }
  return Buffer.concat(chunks).toString();
}
