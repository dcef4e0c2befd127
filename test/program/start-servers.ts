import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverPipes } from './server-pipes.ts';

const server = join(import.meta.dirname, 'program-server.mjs');

export interface ProgramServers {
  /** Absolute; has the pipes of every server. */
  readonly folder: string;
  stop(): void;
}

/** Starts the built program once for each worker of the tests. None where the system has no named pipes. */
export function startServers(program: string, count: number): ProgramServers {
  const folder = mkdtempSync(join(tmpdir(), 'confman-program-'));
  const children: ChildProcess[] = [];
  try {
    for (let worker = 1; worker <= count; worker++) children.push(startServer(program, folder, String(worker)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return {
    folder,
    stop: () => {
      for (const child of children) child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startServer(program: string, folder: string, worker: string): ChildProcess {
  const pipes = serverPipes(folder, worker);
  execFileSync('mkfifo', [pipes.requests, pipes.answers]);
  const child = spawn(process.execPath, [server, program, pipes.requests, pipes.answers], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  child.on('close', (code, signal) => {
    if (existsSync(pipes.answers)) sayDead(pipes.answers, `the program ended with ${code ?? signal}\n${said}`);
  });
  return child;
}

/** Whoever waits for an answer is told; from then on runs are processes of their own. */
function sayDead(answers: string, dead: string): void {
  const pipe = openSync(answers, 'r+');
  writeSync(pipe, `${JSON.stringify({ dead })}\n`);
  rmSync(answers);
}
