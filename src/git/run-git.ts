import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { KeptLines } from './kept-lines.ts';

/** What a git process printed, or why there is nothing. */
export type GitResult =
  | { readonly stdout: Buffer; readonly reason?: undefined }
  /** `printed`: what came before it failed, from both streams. */
  | { readonly stdout?: undefined; readonly reason: string; readonly printed?: string | undefined };

export const gitMissing = 'git was not found';

/**
 * Nothing that a repository configures may run: no file system monitor, no hooks. Only commands that know neither
 * filters nor external diffs may be called (rev-parse, rev-list, merge-base, ls-tree, ls-files, diff-tree, cat-file, init;
 * to write: fast-import, mktree, hash-object, update-ref; in a `Workbench` read-tree, update-index --index-info, write-tree; about
 * refs: for-each-ref, pack-refs, worktree list, remote get-url, config).
 * What speaks with other repositories (ls-remote, fetch, push) runs in a repository of our own alone: see `Workbench`.
 */
const options = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/**
 * Of git's own variables these alone are handed on: where the machine's and the caller's configuration is (which says, for
 * example, whose repositories are trusted), and objects that a push brings while it is judged. All others lead git
 * elsewhere (hooks set GIT_DIR), name programs, or have it write traces.
 */
const handedOn =
  /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH)$/;

/**
 * Objects are read as they are: not replaced (`refs/replace`), not given other parents (`info/grafts`), not fetched; older
 * versions know only the second way to forbid that, and what a fetch runs is configured by the repository. Paths are taken
 * literally, and no repository is looked for above the folder.
 */
function environment(folder: string, index: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || handedOn.test(name));
  return {
    ...Object.fromEntries(kept),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    // A file that cannot be there: of one that is, if it is empty, git says that it is out of date.
    GIT_GRAFT_FILE: `${devNull}/none`,
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** Starts git in a folder, for a conversation. */
export function startGit(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...options, ...args], { cwd: folder, env: environment(folder, undefined), stdio: 'pipe' });
}

/** Runs git in a folder to its end. For short answers. */
export function runGit(folder: string, args: readonly string[], { input = '', limit = 16 * 1024 * 1024 } = {}): GitResult {
  const { status, signal, stdout, stderr, error } = spawnSync('git', [...options, ...args], {
    cwd: folder,
    env: environment(folder, undefined),
    input,
    stdio: 'pipe',
    maxBuffer: limit,
  });
  if (error !== undefined) return { reason: startFailure(error) };
  return status === 0 ? { stdout } : { reason: failure(status, signal, stderr) };
}

/** @param limit bytes of output; more is a failure */
export interface StreamOptions {
  readonly input?: string | Iterable<Uint8Array> | undefined;
  readonly limit: number;
  /** Path of the index to read instead of the repository's own. */
  readonly index?: string | undefined;
  /** Variables on top of those that every git gets. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** Of an answer in lines, which to keep; the others do not count against the limit. All of it by default. */
  readonly lines?: ((line: string) => boolean) | undefined;
  /** After so many seconds git is ended; by default it has as long as it takes. */
  readonly seconds?: number | undefined;
}

/** Runs git in a folder with an input. For long answers, which must stay below a limit. */
export function streamGit(folder: string, args: readonly string[], stream: StreamOptions): Promise<GitResult> {
  const { input = '', limit, index, variables = {}, seconds, lines } = stream;
  return new Promise((resolve) => {
    const env = { ...environment(folder, index), ...variables };
    const timeout = seconds === undefined ? undefined : seconds * 1000;
    const child = spawn('git', [...options, ...args], { cwd: folder, env, stdio: 'pipe', timeout });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    const kept = lines === undefined ? undefined : new KeptLines(lines);
    let length = 0;
    child.stdout.on('data', (printed: Buffer) => {
      const chunk = kept?.take(printed) ?? printed;
      length += chunk.byteLength;
      if (length + (kept?.pending ?? 0) > limit) child.kill();
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors.length < 16 ? errors.push(chunk) : undefined));
    child.on('error', (error) => resolve({ reason: startFailure(error) }));
    child.on('close', (status, signal) => {
      if (length + (kept?.pending ?? 0) > limit) resolve({ reason: `git printed more than ${limit} bytes` });
      else if (status === 0) resolve({ stdout: Buffer.concat(chunks) });
      else {
        const said = Buffer.concat(errors);
        const reason =
          signal !== null && timeout !== undefined ? `no answer in ${seconds} seconds` : failure(status, signal, said);
        resolve({ reason, printed: Buffer.concat([...chunks, said]).toString('utf8') });
      }
    });
    // A git that ends early closes its input; what it says on its error stream is the reason to report.
    child.stdin.on('error', () => {});
    if (typeof input === 'string') child.stdin.end(input);
    else Readable.from(input, { objectMode: true }).pipe(child.stdin);
  });
}

export function startFailure(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? gitMissing : `git cannot be started (${error.code ?? error.message})`;
}

/** What git gave as the reason, without its prefix; of several, the last, which is the one it ended for. */
export function failure(status: number | null, signal: string | null, stderr: Buffer): string {
  const lines = stderr.toString('utf8').split('\n');
  const line = lines.findLast((each) => each.startsWith('fatal: ')) ?? lines[0] ?? '';
  return line.replace(/^(?:fatal|error): /, '') || `git ended with ${status ?? signal}`;
}
