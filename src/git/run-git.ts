import { spawn, spawnSync } from 'node:child_process';

/** What a git process printed, or why there is nothing. */
export type GitResult =
  { readonly stdout: Buffer; readonly reason?: undefined } | { readonly stdout?: undefined; readonly reason: string };

export const gitMissing = 'git was not found';

/**
 * Nothing that a repository configures may run: no file system monitor, no hooks. Only commands that know neither
 * filters nor external diffs may be called (rev-parse, rev-list, merge-base, ls-tree, cat-file, init).
 */
const options = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Variables that lead git to another repository than the one of its folder; hooks set them. */
const misleading = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_NAMESPACE'];

/**
 * Objects are read as they are: not replaced (`refs/replace`), not fetched; older versions know only the second way to
 * forbid that, and what a fetch runs is configured by the repository. Paths are taken literally.
 */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
  for (const name of misleading) delete env[name];
  return env;
}

/** Runs git in a folder to its end. For short answers. */
export function runGit(folder: string, args: readonly string[]): GitResult {
  const { status, signal, stdout, stderr, error } = spawnSync('git', [...options, ...args], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 16 * 1024 * 1024,
  });
  if (error !== undefined) return { reason: startFailure(error) };
  return status === 0 ? { stdout } : { reason: failure(status, signal, stderr) };
}

/** @param limit bytes of output; more is a failure */
export interface StreamOptions {
  readonly input: string;
  readonly limit: number;
}

/** Runs git in a folder with an input. For long answers, which must stay below a limit. */
export function streamGit(folder: string, args: readonly string[], { input, limit }: StreamOptions): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...options, ...args], { cwd: folder, env: environment(), stdio: 'pipe' });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > limit) child.kill();
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors.length < 16 ? errors.push(chunk) : undefined));
    child.on('error', (error) => resolve({ reason: startFailure(error) }));
    child.on('close', (status, signal) => {
      if (length > limit) resolve({ reason: `git printed more than ${limit} bytes` });
      else if (status === 0) resolve({ stdout: Buffer.concat(chunks) });
      else resolve({ reason: failure(status, signal, Buffer.concat(errors)) });
    });
    // A git that ends early closes its input; what it says on its error stream is the reason to report.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function startFailure(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? gitMissing : `git cannot be started (${error.code ?? error.message})`;
}

/** The first line that git said, without its prefix. */
function failure(status: number | null, signal: string | null, stderr: Buffer): string {
  const line = stderr.toString('utf8').split('\n')[0] ?? '';
  return line.replace(/^(?:fatal|error): /, '') || `git ended with ${status ?? signal}`;
}
