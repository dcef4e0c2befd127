import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import type { Forge } from '../../namespaces/principal.ts';
import type { Env } from './known-hosts.ts';

/** How a forge's own command line tool is asked for the token of a host. */
export interface TokenCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** The token in what it prints. */
  readonly read: (printed: string) => string | undefined;
  /** What a person types to log in. */
  readonly login: readonly string[];
}

export const tokenCommands: Readonly<Record<Forge, (host: string) => TokenCommand>> = {
  github: (host) => ({
    program: 'gh',
    args: ['auth', 'token', '--hostname', host],
    read: firstLine,
    login: ['auth', 'login', '--hostname', host],
  }),
  gitlab: (host) => ({
    program: 'glab',
    args: ['config', 'get', 'token', '--host', host],
    read: firstLine,
    login: ['auth', 'login', '--hostname', host],
  }),
  gitea: (host) => ({
    // It speaks as a helper of git for credentials.
    program: 'tea',
    args: ['login', 'helper', 'get'],
    input: `protocol=https\nhost=${host}\n\n`,
    read: (printed) => /^password=(.*)$/m.exec(printed)?.[1],
    login: ['login', 'add'],
  }),
};

function firstLine(printed: string): string | undefined {
  return printed.split('\n')[0];
}

const TIME = 5000;
const GRACE = 500;
const BYTES = 64 * 1024;

/**
 * Runs the tool without a shell, in the home folder, where no repository configures it, and without the tokens of the environment,
 * which it would give out for hosts that they are not made for.
 *
 * @param repository a tool that lies in it is not run
 */
export async function askForToken(command: TokenCommand, env: Env, repository: string): Promise<string | undefined> {
  const program = findProgram(command.program, env['PATH'] ?? '', repository);
  if (program === undefined) return undefined;
  const printed = await run(program, command, env);
  return printed === undefined ? undefined : command.read(printed);
}

function run(program: string, { args, input = '' }: TokenCommand, env: Env): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { cwd: homedir(), env: quietEnv(env), timeout: TIME, killSignal: 'SIGKILL', maxBuffer: BYTES } as const;
    const child = execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : undefined));
    // What it started may keep its output open after it was ended.
    setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(undefined);
    }, TIME + GRACE).unref();
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function quietEnv(env: Env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/TOKEN|SECRET|PASSWORD|^GIT_|^NODE_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    GH_PROMPT_DISABLED: '1',
    GH_NO_UPDATE_NOTIFIER: '1',
    GLAB_CHECK_UPDATE: 'false',
    NO_COLOR: '1',
  };
}

/** The program as the PATH has it; entries that are relative, and programs in the repository, are passed over. */
export function findProgram(name: string, path: string, repository: string): string | undefined {
  const root = realPath(repository);
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  for (const folder of path.split(delimiter).filter(isAbsolute))
    for (const file of names) {
      const found = realPath(join(folder, file));
      if (found === undefined || !isProgram(found)) continue;
      if (root === undefined || !`${found}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return found;
    }
  return undefined;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
