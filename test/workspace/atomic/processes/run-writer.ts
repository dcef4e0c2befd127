import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'confman-writer-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));
const script = join(folder, 'writer.mjs');
await build({
  input: fileURLToPath(new URL('writer-process.ts', import.meta.url)),
  platform: 'node',
  output: { file: script, format: 'esm', codeSplitting: false },
});

export interface Writer {
  readonly process: ChildProcess;
  /** What it printed when it ended. */
  readonly ended: Promise<{ readonly found: unknown; readonly signal: NodeJS.Signals | null }>;
}

/** Starts `writer-process.ts` with these arguments, as another user where one is given. */
export function startWriter(args: readonly string[], uid?: number): Writer {
  const child = spawn(process.execPath, [script, ...args], {
    ...(uid === undefined ? {} : { uid }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<{ found: unknown; signal: NodeJS.Signals | null }>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0 || signal !== null) resolve({ found: code === 0 ? JSON.parse(text) : undefined, signal });
      else reject(new Error(`the writer ended with ${code}`));
    });
  });
  return { process: child, ended };
}
